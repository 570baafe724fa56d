"""How the server of the texts is tried."""

from unittest.mock import Mock

import pytest
from pytest_django import Settings

from enrichment.phases.descriptions.service import EURIA, Euria
from enrichment.providers.errors import Unavailable


@pytest.mark.parametrize(("url", "seconds"), [("http://127.0.0.1:11434/v1", 300), ("https://api.mistral.ai/v1", 20)])
def test_a_server_at_home_has_as_long_to_load_its_model_as_for_a_text(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, url: str, seconds: float
) -> None:
    client = Mock()
    monkeypatch.setattr(Euria, "client", client)
    settings.EURIA_API_URL, settings.EURIA_TIMEOUT_SECONDS = url, 300
    EURIA.check(Mock())
    assert client.call_args.kwargs == {"timeout": (5.0, seconds), "retries": 0, "short_wait": 0.0}


@pytest.mark.parametrize(
    ("url", "code"), [("http://127.0.0.1:11434/v1", "slow_answer"), ("https://api.mistral.ai/v1", "timeout")]
)
def test_a_check_names_the_setting_only_where_it_waits_as_long_as_that_says(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, url: str, code: str
) -> None:
    monkeypatch.setattr(Euria, "prove", Mock(side_effect=Unavailable("euria", "slow_answer")))
    settings.EURIA_API_URL = url
    with pytest.raises(Unavailable) as caught:
        EURIA.check(Mock())
    assert caught.value.code == code
