import json
from collections.abc import Callable
from itertools import chain, islice
from typing import TypeVar

import pytest
import responses
from responses.matchers import query_param_matcher

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.spotify.client import SpotifyClient
from enrichment.providers.spotify.provider import SearchAnswer, SpotifyCalls
from tests.enrichment.providers.scripted import Act, NotingLimiter, answer, scripted

API = "https://api.spotify.com/v1"
TOKEN = "https://accounts.spotify.com/api/token"
TOKEN_ANSWER = answer(200, '{"access_token": "t0ken", "expires_in": 3600}')
PREMIUM = "Active premium subscription required for the owner of the app. If you recently changed it, wait."
NOBODY = {"artists": {"items": [], "total": 0}, "albums": {"items": [], "next": None}}

T = TypeVar("T")


def client(api_url: str = API, token_url: str = TOKEN, limiter: NotingLimiter | None = None) -> SpotifyClient:
    return SpotifyClient(
        client_id="the-id",
        client_secret="planted-secret",
        limiter=limiter or NotingLimiter(),
        api_url=api_url,
        token_url=token_url,
        sleep=lambda _: None,
    )


def ask(act: Act, call: Callable[[SpotifyClient], T]) -> T:
    with scripted(TOKEN_ANSWER, act) as server:
        return call(client(server.url, server.url))


def search(spotify: SpotifyClient) -> object:
    return spotify.search("x")


def test_the_client_makes_the_calls_that_the_provider_asks_for() -> None:
    calls: SpotifyCalls = client()
    assert "planted" not in repr(calls)


@responses.activate
def test_one_search_asks_for_ten_artists_and_ten_albums_with_the_token_and_leaves_out_null_items() -> None:
    responses.post(TOKEN, json={"access_token": "t0ken", "expires_in": 3600})
    wanted = query_param_matcher({"q": 'artist:"Björk"', "type": "artist,album", "limit": "10"})
    found = {"artists": {"items": [None, {"id": "1"}, "x"]}, "albums": {"items": [{"id": "2"}, None], "next": "there"}}
    responses.get(f"{API}/search", json=found, match=[wanted])
    assert client().search('artist:"Björk"') == SearchAnswer([{"id": "1"}], [{"id": "2"}], more_albums=True)
    assert responses.calls[1].request.headers["Authorization"] == "Bearer t0ken"


@responses.activate
def test_albums_are_searched_alike_and_null_for_all_items_is_nobody() -> None:
    responses.post(TOKEN, json={"access_token": "t0ken"})
    responses.get(f"{API}/search", json={"albums": {"items": None}})
    assert client().search_albums("x") == SearchAnswer(more_albums=True)


@responses.activate
@pytest.mark.parametrize(
    "albums", [None, {}, {"items": None}, {"items": [], "total": 1}, {"items": [], "next": "there"}]
)
def test_a_service_that_does_not_show_all_its_albums_has_not_told_all(albums: object) -> None:
    responses.post(TOKEN, json={"access_token": "t0ken"})
    responses.get(f"{API}/search", json={"artists": {"items": [{"id": "1"}]}, "albums": albums})
    assert client().search("x") == SearchAnswer([{"id": "1"}], [], more_albums=True)


@responses.activate
def test_a_long_query_is_cut_to_what_the_service_takes_and_an_empty_one_not_sent() -> None:
    responses.post(TOKEN, json={"access_token": "t0ken"})
    responses.get(f"{API}/search", json=NOBODY, match=[query_param_matcher({"q": "a" * 250}, strict_match=False)])
    assert client().search("a" * 300) == SearchAnswer()
    assert client().search("  ") == SearchAnswer()
    assert len(responses.calls) == 2


def test_every_request_takes_a_turn_the_tokens_too() -> None:
    limiter = NotingLimiter()
    with scripted(TOKEN_ANSWER, answer(200, json.dumps(NOBODY))) as server:
        spotify = client(server.url, server.url, limiter)
        spotify.search("x")
        spotify.search("y")
    assert limiter.turns == len(server.requests) == 3


def test_an_expired_token_is_renewed_and_the_call_replayed() -> None:
    expired = answer(401, '{"error":{"status":401,"message":"The access token expired"}}')
    renewed = answer(200, '{"access_token": "n3w", "expires_in": 3600}')
    with scripted(TOKEN_ANSWER, expired, renewed, answer(200, json.dumps(NOBODY))) as server:
        assert client(server.url, server.url).search("x") == SearchAnswer()
    assert "Authorization: Bearer n3w\r\n" in server.requests[3]


def test_a_second_401_is_a_refusal() -> None:
    expired = answer(401, "No token provided")
    with scripted(TOKEN_ANSWER, expired, TOKEN_ANSWER, expired) as server, pytest.raises(Refused) as caught:
        client(server.url, server.url).search("x")
    assert (caught.value.code, caught.value.setting) == ("refused_key", "SPOTIFY_CLIENT_SECRET")
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("status", "body", "code", "setting"),
    [
        (403, PREMIUM, "premium_required", "SPOTIFY_CLIENT_ID"),
        (403, '{"error":{"status":403,"message":"Forbidden."}}', "forbidden", "SPOTIFY_CLIENT_ID"),
        (404, "<html>Not here</html>", "wrong_url", "SPOTIFY_API_URL"),
        (404, '{"error":{"status":404,"message":"Service not found"}}', "wrong_url", "SPOTIFY_API_URL"),
        (302, "", "wrong_url", "SPOTIFY_API_URL"),
    ],
)
def test_a_refusal_names_what_to_change(status: int, body: str, code: str, setting: str) -> None:
    for call in (search, lambda spotify: spotify.artist("1")):
        with pytest.raises(Refused) as caught:
            ask(answer(status, body), call)
        assert (caught.value.code, caught.value.setting) == (code, setting)


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (400, '{"error":{"status":400,"message":"Invalid limit"}}', BadAnswer, "rejected_request"),
        (200, "{}", BadAnswer, "bad_shape"),
        (200, '{"artists": null}', BadAnswer, "bad_shape"),
        (200, "[]", BadAnswer, "bad_shape"),
        (200, "garbage", BadAnswer, "not_json"),
        (403, "<html>Just a moment</html>", Unavailable, "blocked_page"),
        (408, "", Unavailable, "server_error"),
        (502, '{"error":{"status":502,"message":"Bad gateway."}}', Unavailable, "server_error"),
        (503, "<html>", Unavailable, "server_error"),
    ],
)
def test_other_trouble_concerns_this_item(status: int, body: str, kind: type[ProviderError], code: str) -> None:
    with pytest.raises(kind) as caught:
        ask(answer(status, body), search)
    assert caught.value.code == code


def test_trouble_that_quotes_the_secret_is_told_without_it() -> None:
    with pytest.raises(BadAnswer) as caught:
        ask(answer(400, '{"error":{"status":400,"message":"planted-secret is odd"}}'), search)
    assert caught.value.detail == "*** is odd"


@pytest.mark.parametrize(
    ("headers", "body", "wait"),
    [
        ({"Retry_After": "2"}, '{"error":{"status":429,"message":"API rate limit exceeded"}}', 2),
        ({}, "Too many requests", 30),
    ],
)
def test_a_short_limit_is_waited_for(headers: dict[str, str], body: str, wait: float) -> None:
    limiter = NotingLimiter()
    with scripted(TOKEN_ANSWER, answer(429, body, **headers), answer(200, json.dumps(NOBODY))) as server:
        assert client(server.url, server.url, limiter).search("x") == SearchAnswer()
    assert limiter.blocks == [(wait, False)]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [({}, 86_400), ({"Retry_After": "2"}, 3_600), ({"Retry_After": "80000"}, 80_000)],
)
def test_a_used_up_quota_stops_with_a_time(headers: dict[str, str], wait: float) -> None:
    body = '{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}'
    with pytest.raises(Limited) as caught:
        ask(answer(429, body, **headers), search)
    assert (caught.value.quota, caught.value.seconds, caught.value.code) == (True, wait, "quota_exceeded")


def test_an_artist_is_shown_as_it_came_and_an_unknown_one_is_none() -> None:
    assert ask(answer(200, '{"id": "1", "images": null}'), lambda spotify: spotify.artist("1")) == {
        "id": "1",
        "images": None,
    }
    missing = answer(404, '{"error":{"status":404,"message":"Resource not found"}}')
    assert ask(missing, lambda spotify: spotify.artist("1")) is None


@pytest.mark.parametrize("body", ["{}", "[]", "7"])
def test_an_answer_that_is_no_artist_is_not_taken_for_a_missing_one(body: str) -> None:
    with pytest.raises(BadAnswer):
        ask(answer(200, body), lambda spotify: spotify.artist("1"))


def test_an_id_cannot_lead_to_another_path() -> None:
    with scripted(TOKEN_ANSWER, answer(200, '{"id": "1"}')) as server:
        client(server.url, server.url).artist("../me?x=")
    assert server.requests[1].startswith("GET /artists/..%2Fme%3Fx%3D HTTP/1.1")


def titles_page(titles: list[str | None], link: str | None) -> str:
    items = [None if title is None else {"name": title} for title in titles]
    return json.dumps({"items": items, "next": link})


def pages(spotify: SpotifyClient) -> list[list[str]]:
    return [list(page) for page in islice(spotify.album_pages("1"), 5)]


def test_titles_come_page_by_page_compilations_too_without_those_taken_down() -> None:
    with scripted(TOKEN_ANSWER) as server:
        link = f"{server.url}/v1/artists/1/albums?offset=10"
        server.acts.append(answer(200, titles_page(["Homogenic", "", None], link)))
        server.acts.append(answer(200, titles_page(["Debut"], None)))
        assert pages(client(server.url + "/v1", server.url)) == [["Homogenic"], ["Debut"]]
    assert server.requests[1].startswith(
        "GET /v1/artists/1/albums?include_groups=album%2Csingle%2Ccompilation&limit=10 "
    )
    assert server.requests[2].startswith("GET /v1/artists/1/albums?offset=10 ")
    assert len(server.requests) == 3


def test_a_page_is_not_asked_for_before_it_is_wanted() -> None:
    with scripted(TOKEN_ANSWER) as server:
        server.acts.append(answer(200, titles_page(["Homogenic"], f"{server.url}/artists/1/albums?offset=10")))
        assert next(client(server.url, server.url).album_pages("1")) == ["Homogenic"]
    assert len(server.requests) == 2


def test_the_token_does_not_go_to_a_stranger_who_is_named_as_the_next_page() -> None:
    with scripted(answer(200, titles_page(["Stolen"], None))) as stranger:
        page = answer(200, titles_page(["Debut"], stranger.url + "/next"))
        assert ask(page, pages) == [["Debut"]]
        assert stranger.requests == []


@pytest.mark.parametrize(
    "act", [answer(404, '{"error":{"status":404}}'), answer(403, '{"error":{"status":403}}'), answer(200, "{}")]
)
def test_titles_that_are_kept_from_us_are_none(act: bytes) -> None:
    assert list(chain(*ask(act, pages))) == []


def test_a_lapsed_premium_is_a_refusal_for_titles_too() -> None:
    with pytest.raises(Refused):
        ask(answer(403, PREMIUM), pages)


@pytest.mark.parametrize("body", ['{"error": {"message": "Not found"}}', "<html>"])
def test_a_search_that_is_not_there_is_a_wrong_address(body: str) -> None:
    for call in (search, lambda spotify: spotify.search_albums("x")):
        with pytest.raises(Refused) as caught:
            ask(answer(404, body), call)
        assert (caught.value.code, caught.value.setting) == ("wrong_url", "SPOTIFY_API_URL")


@pytest.mark.parametrize(
    ("albums", "more"),
    [
        ({"items": [{"id": "2"}], "total": 1}, False),
        ({"items": [{"id": "2"}], "total": 2}, True),
        ({"items": [{"id": "2"}], "total": "many"}, False),
        ({"items": [{"id": "2"}], "next": None}, False),
        ({"items": [{"id": "2"}], "next": "https://api.spotify.com/x"}, True),
        ({"items": [], "total": 0}, False),
    ],
)
@responses.activate
def test_whether_all_albums_were_told_follows_from_their_number_and_the_next_page(albums: object, more: bool) -> None:
    responses.post(TOKEN, json={"access_token": "t0ken"})
    responses.get(f"{API}/search", json={"artists": {"items": []}, "albums": albums})
    assert client().search("x").more_albums is more


def test_titles_behind_a_refused_page_are_those_that_came() -> None:
    with scripted(TOKEN_ANSWER) as server:
        link = f"{server.url}/artists/1/albums?offset=10"
        server.acts += [answer(200, titles_page(["Debut"], link)), answer(403, '{"error":{"status":403}}')]
        assert pages(client(server.url, server.url)) == [["Debut"]]


def test_trouble_with_titles_is_no_end_of_them() -> None:
    with pytest.raises(Unavailable):
        ask(answer(500), pages)
    with pytest.raises(BadAnswer):
        ask(answer(400, '{"error":{"message":"Invalid limit"}}'), pages)
