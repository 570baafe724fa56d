import json
import logging
from typing import Any

import pytest
from hypothesis import given

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.lastfm import LastfmClient, Scrobble, TopAlbum, read_top_albums, read_tracks
from enrichment.providers.shapes import as_object
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted
from tests.enrichment.providers.test_shapes import ANY_JSON

STAR = "https://lastfm.freetls.fastly.net/i/u/300x300/2a96cbd8b46e442fc41c2b86b821562f.png"
COVER = "https://lastfm.freetls.fastly.net/i/u/300x300/cover.jpg"
ATTRIBUTES = {"user": "me", "page": "2", "perPage": "200", "total": "401", "totalPages": "3"}


def track(**changes: Any) -> dict[str, Any]:
    return {
        "artist": {"#text": "Solo", "mbid": ""},
        "album": {"#text": "Blue Rooms", "mbid": ""},
        "name": "First",
        "url": "https://www.last.fm/music/Solo/_/First",
        "image": [{"size": "small", "#text": ""}, {"size": "large", "#text": COVER}],
        "date": {"uts": "1700000000", "#text": "14 Nov 2023, 22:13"},
        **changes,
    }


def test_a_page_of_tracks_is_read_with_its_numbers_in_strings() -> None:
    page = read_tracks({"track": [track()], "@attr": ATTRIBUTES})
    assert (page.page, page.total_pages) == (2, 3)
    assert page.tracks == (
        Scrobble("Solo", "Blue Rooms", "First", 1_700_000_000, "https://www.last.fm/music/Solo/_/First", COVER),
    )


def test_a_single_track_may_come_without_a_list() -> None:
    assert len(read_tracks({"track": track()}).tracks) == 1


@pytest.mark.parametrize(
    "playing",
    [
        track(**{"@attr": {"nowplaying": "true"}}),
        {name: value for name, value in track(**{"@attr": {"nowplaying": "true"}}).items() if name != "date"},
        {name: value for name, value in track().items() if name != "date"},
    ],
)
def test_what_is_playing_now_is_no_history(playing: dict[str, Any]) -> None:
    assert len(read_tracks({"track": [playing, track()]}).tracks) == 1
    assert read_tracks({"track": playing}).tracks == ()


@pytest.mark.parametrize("tracks", ["", None, [], {}])
def test_no_track_is_an_empty_page(tracks: object) -> None:
    assert read_tracks({"track": tracks}).tracks == ()


@pytest.mark.parametrize("changes", [{"name": ""}, {"artist": {"#text": ""}}])
def test_a_play_of_nothing_or_by_nobody_is_passed_over(changes: dict[str, Any]) -> None:
    assert len(read_tracks({"track": [track(**changes), track()]}).tracks) == 1


@pytest.mark.parametrize("artist", [{"name": "Solo", "url": "x"}, {"#text": "Solo"}, "Solo"])
def test_an_artist_is_named_in_three_ways(artist: object) -> None:
    assert read_tracks({"track": [track(artist=artist)]}).tracks[0].artist == "Solo"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ([{"#text": COVER}, {"#text": STAR}], COVER),
        ([{"#text": STAR}], ""),
        ([{"#text": ""}], ""),
        ("", ""),
        ({"#text": COVER}, COVER),
        ([{"#text": "http://lastfm.example/x.jpg"}], ""),
    ],
)
def test_the_grey_star_is_no_cover(image: object, expected: str) -> None:
    assert read_tracks({"track": [track(image=image)]}).tracks[0].cover_url == expected


def test_top_albums_tell_how_often() -> None:
    album = {"name": "Blue Rooms", "playcount": "12", "artist": {"name": "Solo"}, "url": "", "image": []}
    page = read_top_albums(
        {"album": [album, {"name": "", "artist": "Solo"}, {"name": "Blue Rooms"}, None], "@attr": ATTRIBUTES}
    )
    assert page.albums == (TopAlbum("Solo", "Blue Rooms", 12),)
    assert (page.page, page.total_pages) == (2, 3)


@given(ANY_JSON, ANY_JSON)
def test_no_body_makes_the_reading_fail(value: object, inner: object) -> None:
    odd = dict.fromkeys(["artist", "album", "name", "url", "image", "date", "@attr", "playcount"], inner)
    for body in (value, {"track": value, "album": value, "@attr": inner}, {"track": [odd], "album": odd}):
        assert read_tracks(as_object(body)).page >= 0
        assert read_top_albums(as_object(body)).total_pages >= 0


EMPTY = answer(200, json.dumps({"recenttracks": {"track": [], "@attr": {**ATTRIBUTES, "user": "Me"}}}))


def client(url: str, limiter: NotingLimiter | None = None) -> LastfmClient:
    return LastfmClient(
        api_key="planted-key",
        username="me",
        url=url + "/2.0/",
        limiter=limiter or NotingLimiter(),
        sleep=lambda _: None,
    )


def failure(status: int, body: str, **headers: str) -> ProviderError:
    with scripted(answer(status, body, **headers)) as server, pytest.raises(ProviderError) as caught:
        client(server.url).check()
    return caught.value


def error(code: int) -> str:
    return json.dumps({"error": code, "message": "Words with planted-key", "links": []})


@pytest.mark.parametrize(
    ("since", "page", "query"),
    [(None, 1, "limit=200&page=1"), (1_700_000_000, 3, "limit=200&page=3&from=1700000000")],
)
def test_recent_tracks_are_asked_for_from_a_time_on(since: int | None, page: int, query: str) -> None:
    body: dict[str, Any] = {"recenttracks": {"track": track(), "@attr": ATTRIBUTES}}
    with scripted(answer(200, json.dumps(body))) as server:
        assert len(client(server.url).recent_tracks(since, page).tracks) == 1
    start = "GET /2.0/?method=user.getrecenttracks&user=me&api_key=planted-key&format=json&"
    assert server.requests[0].startswith(start + query + " HTTP/1.1")


def test_top_albums_are_asked_for_over_all_time() -> None:
    with scripted(answer(200, '{"topalbums": {"album": []}}')) as server:
        assert client(server.url).top_albums(2).albums == ()
    assert "method=user.gettopalbums&" in server.requests[0]
    assert "&limit=200&page=2&period=overall " in server.requests[0]


@pytest.mark.parametrize("status", [200, 400, 403, 404, 500])
@pytest.mark.parametrize(
    ("code", "word", "setting"),
    [
        (10, "refused_key", "LASTFM_API_KEY"),
        (4, "refused_key", "LASTFM_API_KEY"),
        (26, "suspended_key", "LASTFM_API_KEY"),
        (17, "private_profile", "LASTFM_USERNAME"),
        (6, "unknown_user", "LASTFM_USERNAME"),
    ],
)
def test_an_error_counts_before_the_status(status: int, code: int, word: str, setting: str) -> None:
    caught = failure(status, error(code))
    assert isinstance(caught, Refused)
    assert (caught.code, caught.setting) == (word, setting)
    assert caught.detail == f"error {code}: Words with ***"


@pytest.mark.parametrize("code", [8, 11, 16])
def test_passing_trouble_is_tried_again(code: int) -> None:
    limiter = NotingLimiter()
    with scripted(answer(200, error(code)), EMPTY) as server:
        client(server.url, limiter).check()
    assert limiter.turns == 2
    assert isinstance(failure(200, error(code)), Unavailable)


def test_the_rate_limit_is_obeyed_by_all() -> None:
    limiter = NotingLimiter()
    with scripted(answer(429, error(29)), EMPTY) as server:
        client(server.url, limiter).check()
    assert limiter.blocks == [(60.0, False)]
    caught = failure(200, error(29), Retry_After="900")
    assert isinstance(caught, Limited)
    assert caught.seconds == 900


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (200, error(3), BadAnswer, "service_error"),
        (200, "<html>", BadAnswer, "not_json"),
        (200, "{}", BadAnswer, "bad_shape"),
        (200, '{"recenttracks": []}', BadAnswer, "bad_shape"),
        (400, "", BadAnswer, "rejected_request"),
        (403, "", Refused, "refused_key"),
        (403, "<html>", Unavailable, "blocked_page"),
        (404, "<html>", Refused, "wrong_url"),
        (302, "", Refused, "wrong_url"),
        (500, "<html>", Unavailable, "server_error"),
    ],
)
def test_answers_without_an_error_code(status: int, body: str, kind: type[ProviderError], code: str) -> None:
    caught = failure(status, body)
    assert isinstance(caught, kind)
    assert caught.code == code


def test_another_users_tracks_are_not_taken() -> None:
    stranger = {"recenttracks": {"track": [track()], "@attr": {**ATTRIBUTES, "user": "somebody"}}}
    assert failure(200, json.dumps(stranger)).code == "other_user"


def test_the_key_in_the_address_reaches_no_log_and_no_error(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("urllib3.connectionpool"), "filters", [])
    with caplog.at_level(logging.DEBUG), scripted(EMPTY) as server:
        client(server.url).check()
    assert "user=me" in caplog.text
    with caplog.at_level(logging.DEBUG), pytest.raises(Unavailable) as caught:
        client(server.url).check()
    assert "planted" not in caplog.text + str(caught.value) + repr(caught.value)
    assert caught.value.__context__ is None
    assert "planted" not in repr(client("https://x"))


@pytest.mark.parametrize(
    ("since", "until", "window"),
    [
        (None, None, ""),
        (0, None, "&from=0"),
        (None, 1_700_000_000, "&to=1700000000"),
        (1_600_000_000, 1_700_000_000, "&from=1600000000&to=1700000000"),
    ],
)
def test_a_window_is_asked_for_by_the_ends_that_it_has(since: int | None, until: int | None, window: str) -> None:
    with scripted(EMPTY) as server:
        client(server.url).recent_tracks(since, until=until)
    assert f"&limit=200&page=1{window} HTTP/1.1" in server.requests[0]


def test_a_check_asks_for_one_track_of_the_user() -> None:
    with scripted(EMPTY) as server:
        client(server.url).check()
    assert "method=user.getrecenttracks&user=me&" in server.requests[0]
    assert "&limit=1&page=1 " in server.requests[0]


@pytest.mark.parametrize("uts", ["0", "-1", "", "soon", None])
def test_a_play_without_a_time_is_no_history(uts: object) -> None:
    assert read_tracks({"track": [track(date={"uts": uts})]}).tracks == ()


def test_the_first_second_of_all_is_a_time() -> None:
    assert read_tracks({"track": [track(date={"uts": 1})]}).tracks[0].played_at == 1


@pytest.mark.parametrize("word", ["true", "TRUE", "True"])
def test_a_track_that_is_playing_is_told_however_the_word_is_written(word: str) -> None:
    assert read_tracks({"track": [track(**{"@attr": {"nowplaying": word}})]}).tracks == ()
    assert len(read_tracks({"track": [track(**{"@attr": {"nowplaying": "false"}})]}).tracks) == 1


@pytest.mark.parametrize(
    ("count", "plays"), [("12", 12), (12, 12), ("0", 0), ("-3", 0), ("many", 0), (None, 0), ("1,200", 0)]
)
def test_a_count_of_plays_is_a_number_or_none_at_all(count: object, plays: int) -> None:
    album = {"name": "Blue Rooms", "playcount": count, "artist": {"name": "Solo"}}
    assert read_top_albums({"album": [album]}).albums == (TopAlbum("Solo", "Blue Rooms", plays),)


def test_an_album_is_shown_with_its_page_and_its_largest_cover() -> None:
    page, small = "https://www.last.fm/music/Solo/Blue+Rooms", COVER.replace("300x300", "34s")
    album = {"name": "Blue Rooms", "artist": "Solo", "url": page, "image": [{"#text": small}, {"#text": COVER}]}
    assert read_top_albums({"album": album}).albums == (TopAlbum("Solo", "Blue Rooms", 0, page, COVER),)


def test_a_code_that_is_not_known_is_told_with_the_services_words() -> None:
    assert str(failure(200, error(99))) == "lastfm: service_error (error 99: Words with ***)"
    assert failure(200, error(8)).code == "server_error"
