import pytest

from enrichment.providers.errors import BadAnswer, Cancelled, Limited, ProviderError, Refused, Unavailable


def test_a_refusal_names_the_setting_to_change() -> None:
    error = Refused("euria", "unknown_model", "no such model", setting="EURIA_MODEL")
    assert (error.provider, error.code, error.setting) == ("euria", "unknown_model", "EURIA_MODEL")
    assert str(error) == "euria: unknown_model (no such model)"


@pytest.mark.parametrize(("quota", "code"), [(False, "rate_limited"), (True, "quota_exceeded")])
def test_a_limit_tells_whether_the_allowance_is_used_up(quota: bool, code: str) -> None:
    error = Limited("spotify", seconds=86_400, quota=quota)
    assert (error.code, error.seconds, error.quota) == (code, 86_400, quota)


def test_a_detail_is_one_short_line() -> None:
    error = BadAnswer("euria", "not_json", "one\r\n\x00\x1b[31mtwo\u2028three " + "x" * 500)
    assert error.detail.startswith("one [31mtwo three x")
    assert len(error.detail) == 200
    assert error.detail.isprintable()


def test_every_fault_of_a_service_is_a_provider_error_and_a_cancellation_is_none() -> None:
    assert all(issubclass(kind, ProviderError) for kind in (Refused, Limited, Unavailable, BadAnswer))
    assert not issubclass(Cancelled, ProviderError)
    assert str(Unavailable("discogs", "timeout")) == "discogs: timeout"
