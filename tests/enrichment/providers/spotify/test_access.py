import base64
from concurrent.futures import ThreadPoolExecutor

import pytest
import responses

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.http import Reply
from enrichment.providers.spotify.access import SpotifyToken
from enrichment.providers.spotify.client import check_reply
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted

URL = "https://accounts.spotify.com/api/token"
PAIR = "SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET"
GOOD = {"access_token": "t0ken", "token_type": "Bearer", "expires_in": 3600}


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def token(url: str = URL, clock: Clock | None = None, limiter: NotingLimiter | None = None) -> SpotifyToken:
    return SpotifyToken(
        client_id=" the-id ",
        client_secret="planted-secret",
        url=url,
        limiter=limiter or NotingLimiter(),
        clock=clock or Clock(),
        sleep=lambda _: None,
    )


@responses.activate
def test_a_token_is_asked_for_by_form_and_basic_authentication() -> None:
    responses.post(URL, json=GOOD)
    assert token().value() == "t0ken"
    request = responses.calls[0].request
    assert request.headers["Authorization"] == "Basic " + base64.b64encode(b"the-id:planted-secret").decode()
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.body == "grant_type=client_credentials"


@pytest.mark.parametrize(
    ("expires_in", "holds", "renewed"),
    [(3600, 3539, 3541), (None, 3539, 3541), ("3600", 3539, 3541), ("soon", 3539, 3541), (100, 49, 51), (2, 0.9, 1.1)],
)
@responses.activate
def test_a_token_is_kept_and_renewed_early(expires_in: object, holds: float, renewed: float) -> None:
    responses.post(URL, json={**GOOD, "expires_in": expires_in})
    clock, limiter = Clock(), NotingLimiter()
    spotify_token = token(clock=clock, limiter=limiter)
    spotify_token.value()
    clock.now = 1000 + holds
    spotify_token.value()
    assert limiter.turns == 1
    clock.now = 1000 + renewed
    spotify_token.value()
    assert limiter.turns == 2


@responses.activate
def test_a_dropped_token_is_replaced_unless_another_thread_did_so() -> None:
    responses.post(URL, json=GOOD)
    responses.post(URL, json={**GOOD, "access_token": "t0ken2"})
    spotify_token = token()
    old = spotify_token.value()
    spotify_token.drop(old)
    assert spotify_token.value() == "t0ken2"
    spotify_token.drop(old)
    assert spotify_token.value() == "t0ken2"
    assert len(responses.calls) == 2


def test_threads_share_one_request() -> None:
    with scripted(answer(200, '{"access_token": "t0ken", "expires_in": 3600}')) as server:
        spotify_token = token(server.url)
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(lambda _: spotify_token.value(), range(8))) == {"t0ken"}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "body", "setting"),
    [
        (400, '{"error":"invalid_client","error_description":"Invalid client"}', "SPOTIFY_CLIENT_ID"),
        (400, '{"error":"invalid_client","error_description":"Invalid client secret"}', "SPOTIFY_CLIENT_SECRET"),
        (400, '{"error":"invalid_client"}', PAIR),
        (400, '{"error":{"status":400,"message":"Invalid client secret"}}', "SPOTIFY_CLIENT_SECRET"),
        (400, '{"error":{"code":"invalid_client"}}', PAIR),
        (401, "", PAIR),
        (401, '{"error":"invalid_client"}', PAIR),
        (403, "<html>", PAIR),
    ],
)
def test_a_wrong_pair_names_the_half_to_change_or_both(status: int, body: str, setting: str) -> None:
    with scripted(answer(status, body)) as server, pytest.raises(Refused) as caught:
        token(server.url).value()
    assert (caught.value.code, caught.value.setting) == ("refused_key", setting)
    assert len(server.requests) == 1


def test_a_refusal_that_quotes_the_pair_is_told_without_it() -> None:
    basic = base64.b64encode(b"the-id:planted-secret").decode()
    body = f'{{"error":"invalid_client","error_description":"the-id with planted-secret ({basic}) is nobody"}}'
    with scripted(answer(400, body)) as server, pytest.raises(Refused) as caught:
        token(server.url).value()
    assert caught.value.detail == "*** with *** (***) is nobody"


@pytest.mark.parametrize("act", [answer(404, "<html>"), answer(405), answer(302, Location="https://evil.example/")])
def test_a_wrong_address_names_its_setting(act: bytes) -> None:
    with scripted(act) as server, pytest.raises(Refused) as caught:
        token(server.url).value()
    assert (caught.value.code, caught.value.setting) == ("wrong_url", "SPOTIFY_TOKEN_URL")


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, "{}", BadAnswer),
        (200, "<html>", BadAnswer),
        (200, '{"access_token": null}', BadAnswer),
        (200, '{"access_token": "é"}', BadAnswer),
        (400, '{"error":"unsupported_grant_type"}', BadAnswer),
        (503, "<html>", Unavailable),
    ],
)
def test_other_trouble_is_no_refusal(status: int, body: str, kind: type[ProviderError]) -> None:
    with scripted(answer(status, body)) as server, pytest.raises(kind):
        token(server.url).value()


def test_a_limit_on_tokens_is_told_to_all() -> None:
    limiter = NotingLimiter()
    with scripted(answer(429, Retry_After="3600")) as server, pytest.raises(Limited):
        token(server.url, limiter=limiter).value()
    assert limiter.blocks == [(3600.0, False)]


def test_a_token_shows_nothing() -> None:
    assert "planted" not in repr(token())


@pytest.mark.parametrize(
    ("body", "setting"),
    [
        ('{"error":{"message":"INVALID CLIENT"}}', "SPOTIFY_CLIENT_ID"),
        ('{"error":{"error":"invalid_client","message":"Wrong Secret"}}', "SPOTIFY_CLIENT_SECRET"),
        ('{"error_description":"Invalid client secret"}', "SPOTIFY_CLIENT_SECRET"),
    ],
    ids=["in capitals", "within the error", "without a word"],
)
def test_a_wrong_pair_is_understood_in_whichever_form(body: str, setting: str) -> None:
    with scripted(answer(400, body)) as server, pytest.raises(Refused) as caught:
        token(server.url).value()
    assert (caught.value.code, caught.value.setting) == ("refused_key", setting)


@pytest.mark.parametrize(
    ("status", "body", "detail"),
    [
        (400, '{"error":"unsupported_grant_type","error_description":"Not this way"}', "Not this way"),
        (400, '{"error":"unsupported_grant_type"}', "unsupported_grant_type"),
        (422, "<html>", "HTTP 422"),
        (400, '{"error":"invalid_request","error_description":"Invalid client form"}', "Invalid client form"),
    ],
)
def test_another_complaint_about_the_token_is_told_in_the_services_words(status: int, body: str, detail: str) -> None:
    with scripted(answer(status, body)) as server, pytest.raises(BadAnswer) as caught:
        token(server.url).value()
    assert (caught.value.code, caught.value.detail) == ("rejected_request", detail)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (403, "Active premium subscription required for the owner of the app.", "premium_required"),
        (403, "ACTIVE PREMIUM SUBSCRIPTION REQUIRED", "premium_required"),
        (403, "x" * 1000 + " premium", "forbidden"),
        (400, '{"error": {"message": "premium is no limit"}}', "rejected_request"),
        (403, "{}", "forbidden"),
    ],
)
def test_a_lapsed_premium_is_told_from_other_refusals(status: int, body: str, code: str) -> None:
    with pytest.raises(ProviderError) as caught:
        check_reply(Reply(status, {}, body.encode()))
    assert caught.value.code == code


def test_a_quota_is_one_where_the_service_limits() -> None:
    body = b'{"error": {"message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}'
    with pytest.raises(Limited):
        check_reply(Reply(429, {}, body))
    check_reply(Reply(500, {}, body))
    check_reply(Reply(429, {}, b'{"error": {"reason": "OTHER"}}'))
