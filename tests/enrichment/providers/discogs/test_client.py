import json
from collections.abc import Callable

import pytest

from enrichment.providers.discogs import ArtistPage, CollectionPage, DiscogsClient
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


def named(listed: str, **names: int) -> bytes:
    return answer(200, json.dumps({listed: [{"id": number, "name": name} for name, number in names.items()]}))


def paths(requests: list[str]) -> list[str]:
    return [
        request.split(" ")[1].partition("?")[0].removeprefix("/users/a%20b%2Fc/collection/") for request in requests
    ]


def with_notes(*fields: int, folder: int = 1) -> dict[str, object]:
    return {**row(), "folder_id": folder, "notes": [{"field_id": field, "value": "x"} for field in fields]}


def test_folders_and_fields_that_every_collection_has_are_not_asked_about() -> None:
    with scripted(answer(200, json.dumps(page([with_notes(1, 2, 3), with_notes(folder=0)])))) as server:
        first = client(server.url).collection_page()
    assert (first.folders, first.note_fields) == ({}, {})
    assert paths(server.requests) == ["folders/0/releases"]


def test_names_of_folders_and_fields_are_asked_for_once_for_all_pages() -> None:
    body = json.dumps(page([with_notes(4, folder=2)]))
    acts = answer(200, body), named("folders", Jazz=2), named("fields", Shelf=4), answer(200, body)
    with scripted(*acts) as server:
        discogs = client(server.url)
        pages = [discogs.collection_page(), discogs.collection_page()]
    assert [dict(one.folders) for one in pages] == [{2: "Jazz"}] * 2
    assert [dict(one.note_fields) for one in pages] == [{4: "Shelf"}] * 2
    assert paths(server.requests) == ["folders/0/releases", "folders", "fields", "folders/0/releases"]


def test_names_that_only_the_owner_may_know_are_left_out_and_not_asked_for_again() -> None:
    body = answer(200, json.dumps(page([with_notes(folder=2)])))
    with scripted(body, answer(401, message("You must authenticate.")), body) as server:
        discogs = client(server.url, token="")
        assert [dict(discogs.collection_page().folders) for _ in range(2)] == [{}, {}]
    assert paths(server.requests) == ["folders/0/releases", "folders", "folders/0/releases"]


@pytest.mark.parametrize(
    ("number", "pages", "link", "following"),
    [
        (1, 3, "", "?page=2&per_page=100&sort=added&sort_order=asc"),
        (3, 3, "", ""),
        (4, 3, "", ""),
        (1, 3, "https://stranger.example/x", "?page=2&per_page=100&sort=added&sort_order=asc"),
        (3, 3, "https://stranger.example/x", ""),
    ],
    ids=["no link", "the last", "beyond the last", "a stranger", "a stranger behind the last"],
)
def test_without_a_link_of_its_own_the_pages_are_counted(number: int, pages: int, link: str, following: str) -> None:
    with scripted(answer(200, json.dumps(page([row()], number, pages, link)))) as server:
        read = client(server.url).collection_page()
    start = f"{server.url}/users/a%20b%2Fc/collection/folders/0/releases"
    assert read.next_url == (start + following if following else "")


@pytest.mark.parametrize(("rows", "owned"), [([], False), ([row()], True), ([None], False), (None, False)])
def test_an_edition_is_owned_where_the_collection_has_a_copy(rows: object, owned: bool) -> None:
    with scripted(answer(200, json.dumps({"releases": rows}))) as server:
        assert client(server.url).owns(501) is owned
    assert paths(server.requests) == ["releases/501"]


@pytest.mark.parametrize("body", ["{}", "[]", '{"message": "x"}'])
def test_what_says_nothing_of_copies_is_not_taken_for_none(body: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        ask(answer(200, body), lambda discogs: discogs.owns(501))
    assert caught.value.code == "bad_shape"


@pytest.mark.parametrize(
    ("body", "detail"), [(message("Nobody."), "Nobody."), ("{}", "HTTP 401"), ('{"message": null}', "HTTP 401")]
)
def test_a_refusal_tells_the_services_words_or_the_status(body: str, detail: str) -> None:
    with pytest.raises(Refused) as caught:
        ask(answer(401, body), collection)
    assert caught.value.detail == detail


def test_the_page_of_an_artist_is_asked_for_by_number_and_none_where_it_is_gone() -> None:
    with scripted(answer(200, '{"id": 12, "name": "Twins (2)"}'), answer(404, message("Not found."))) as server:
        discogs = client(server.url)
        assert discogs.artist(12) == ArtistPage(12)
        assert discogs.artist(13) is None
    assert [request.split(" ")[1] for request in server.requests] == ["/artists/12", "/artists/13"]
