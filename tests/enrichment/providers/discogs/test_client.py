import json
from collections.abc import Callable

import pytest

from enrichment.providers.discogs import CollectionPage, DiscogsClient
from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from tests.enrichment.providers.discogs.rows import INFORMATION, page, row
from tests.enrichment.providers.scripted import Act, NotingLimiter, answer, scripted

CHALLENGE = "<!DOCTYPE html><title>Just a moment...</title>"
FIRST_PAGE = "GET /users/a%20b%2Fc/collection/folders/0/releases?page=1&per_page=100&sort=added&sort_order=asc HTTP/1.1"


def client(url: str, token: str = "planted-token", limiter: NotingLimiter | None = None) -> DiscogsClient:
    return DiscogsClient(
        token=token, username=" a b/c ", url=url + "/", limiter=limiter or NotingLimiter(), sleep=lambda _: None
    )


def ask(act: Act, call: Callable[[DiscogsClient], object]) -> object:
    with scripted(act) as server:
        return call(client(server.url))


def message(text: str) -> str:
    return json.dumps({"message": text})


def collection(discogs: DiscogsClient) -> CollectionPage:
    return discogs.collection_page()


def test_the_first_page_is_asked_for_with_the_token_in_a_header_only() -> None:
    with scripted(answer(200, json.dumps(page([row()])))) as server:
        first = client(server.url).collection_page()
    assert server.requests[0].startswith(FIRST_PAGE)
    assert "Authorization: Discogs token=planted-token\r\n" in server.requests[0]
    assert "User-Agent: AIME/" in server.requests[0]
    assert "planted" not in server.requests[0].split("\r\n")[0]
    assert (first.next_url, first.items[0].title) == ("", "Blue Rooms")


def test_without_a_token_nothing_is_said_of_it() -> None:
    with scripted(answer(200, json.dumps(INFORMATION))) as server:
        assert client(server.url, token="").release(501)
    assert "Authorization" not in server.requests[0]


def test_pages_are_followed_by_their_link_however_short_they_are() -> None:
    with scripted() as server:
        link = f"{server.url}/users/x/collection/folders/0/releases?page=2&per_page=100"
        server.acts += [
            answer(200, json.dumps(page([row(1)], 1, 2, link))),
            answer(200, json.dumps(page([row(2)], 2, 2))),
        ]
        discogs = client(server.url)
        first = discogs.collection_page()
        last = discogs.collection_page(first.next_url)
    assert server.requests[1].startswith("GET /users/x/collection/folders/0/releases?page=2&per_page=100 ")
    assert (first.page, last.page, last.next_url) == (1, 2, "")


def test_the_token_does_not_go_to_a_stranger_who_is_named_as_the_next_page() -> None:
    with scripted(answer(200, json.dumps(page([row()])))) as stranger:
        body = json.dumps(page([row()], 1, 2, stranger.url + "/next"))
        with scripted(answer(200, body)) as server:
            discogs = client(server.url)
            first = discogs.collection_page()
            assert first.next_url.startswith(f"{server.url}/users/")
            assert "?page=2&" in first.next_url
            with pytest.raises(BadAnswer):
                discogs.collection_page(stranger.url)
        assert stranger.requests == []


@pytest.mark.parametrize(
    ("status", "body", "code", "setting"),
    [
        (401, message("You must authenticate to access this resource."), "refused_key", "DISCOGS_TOKEN"),
        (403, message("You don't have permission."), "private_collection", "DISCOGS_TOKEN"),
        (404, message("User does not exist or may have been deleted."), "unknown_user", "DISCOGS_USERNAME"),
        (404, "<html>", "wrong_url", "DISCOGS_API_URL"),
        (301, "", "wrong_url", "DISCOGS_API_URL"),
    ],
)
def test_a_refused_collection_names_what_to_change(status: int, body: str, code: str, setting: str) -> None:
    with pytest.raises(Refused) as caught:
        ask(answer(status, body), collection)
    assert (caught.value.code, caught.value.setting) == (code, setting)


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (403, CHALLENGE, Unavailable, "blocked_page"),
        (500, message("Sorry"), Unavailable, "server_error"),
        (408, message("Sorry"), Unavailable, "server_error"),
        (422, message("Invalid"), BadAnswer, "rejected_request"),
        (200, "<html>", BadAnswer, "not_json"),
        (200, "{}", BadAnswer, "bad_shape"),
    ],
)
def test_other_trouble_is_no_refusal(status: int, body: str, kind: type[ProviderError], code: str) -> None:
    with pytest.raises(kind) as caught:
        ask(answer(status, body), collection)
    assert caught.value.code == code


def test_a_refusal_that_quotes_the_token_is_told_without_it() -> None:
    with pytest.raises(Refused) as caught:
        ask(answer(401, message("planted-token is no token of ours.")), collection)
    assert caught.value.detail == "*** is no token of ours."


def test_a_limit_without_a_time_waits_a_minute() -> None:
    limiter = NotingLimiter()
    limited = answer(429, message("You are making requests too quickly."))
    with scripted(limited, answer(200, json.dumps(INFORMATION))) as server:
        assert client(server.url, limiter=limiter).release(501)
    assert limiter.blocks == [(60.0, False)]


def test_a_long_limit_is_left_to_the_run() -> None:
    with pytest.raises(Limited):
        ask(answer(429, Retry_After="3600"), collection)


@pytest.mark.parametrize("call", [lambda discogs: discogs.release(5), lambda discogs: discogs.master(5)])
def test_a_release_or_master_that_is_gone_is_none(call: Callable[[DiscogsClient], object]) -> None:
    assert ask(answer(404, message("Release not found.")), call) is None
    with pytest.raises(Refused) as caught:
        ask(answer(404, "<html>"), call)
    assert caught.value.setting == "DISCOGS_API_URL"


@pytest.mark.parametrize(("body", "code"), [("{}", "bad_shape"), ("[]", "bad_shape"), ('{"id"', "not_json")])
def test_a_release_or_master_without_sense_is_a_bad_answer(body: str, code: str) -> None:
    for call in (lambda discogs: discogs.release(5), lambda discogs: discogs.master(5)):
        with pytest.raises(BadAnswer) as caught:
            ask(answer(200, body), call)
        assert caught.value.code == code


def test_a_release_and_its_master_are_asked_for_by_number() -> None:
    with scripted(answer(200, json.dumps(INFORMATION)), answer(200, '{"id": 77, "year": 1959}')) as server:
        discogs = client(server.url)
        discogs.release(501)
        master = discogs.master(77)
    assert [request.split(" ")[1] for request in server.requests] == ["/releases/501", "/masters/77"]
    assert master is not None
    assert master.year == 1959


def test_the_token_tells_whose_it_is() -> None:
    assert ask(answer(200, '{"id": 1, "username": "someone"}'), lambda discogs: discogs.identity()) == "someone"
    with pytest.raises(BadAnswer):
        ask(answer(200, "{}"), lambda discogs: discogs.identity())
    with pytest.raises(Refused):
        ask(answer(401, message("You must authenticate.")), lambda discogs: discogs.identity())


def test_a_client_shows_nothing() -> None:
    assert "planted" not in repr(client("https://api.discogs.com"))
