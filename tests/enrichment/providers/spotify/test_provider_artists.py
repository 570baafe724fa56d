import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.spotify.provider import best_picture, is_usable, parse_artists
from tests.enrichment.providers.spotify.builders import COVER, PHOTO, item, spotify_id


def test_an_artist_is_read_with_its_page_and_its_photo() -> None:
    (candidate,) = parse_artists([item(7, "Air")])
    assert (candidate.id, candidate.name) == (spotify_id(7), "Air")
    assert candidate.url == f"https://open.spotify.com/artist/{spotify_id(7)}"
    assert (candidate.image_url, candidate.width, candidate.height) == (PHOTO, 640, 640)
    assert candidate.shared_titles == ()


def test_album_art_is_no_photo() -> None:
    (candidate,) = parse_artists([item(7, "Air", COVER)])
    assert (candidate.image_url, candidate.width, candidate.height) == ("", None, None)


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "Air",
        3,
        [],
        {},
        item(1, "Air", type="album"),
        item(1, "Air", type=None),
        item(1, ""),
        item(1, "  "),
        item(1, None),
        item(1, 42),
        item(1, "Air", id="local:d3f45bc0"),
        item(1, "Air", id="0" * 21),
        item(1, "Air", id="0" * 23),
        item(1, "Air", id="0" * 22 + "\n"),
        item(1, "Air", id="٣" * 22),
        item(1, "Air", id=10**21),
        item(1, "Air", id=None),
    ],
)
def test_items_that_are_no_artist_are_passed_over(bad: object) -> None:
    assert [candidate.id for candidate in parse_artists([bad, item(2, "Air"), bad])] == [spotify_id(2)]


def test_the_order_is_kept() -> None:
    assert [candidate.name for candidate in parse_artists([item(2, "B"), item(1, "A")])] == ["B", "A"]


def test_names_are_freed_of_what_no_database_stores() -> None:
    (candidate,) = parse_artists([item(1, "A\x00i\ud800r\n France")])
    assert candidate.name == "Air France"


@pytest.mark.parametrize("items", [None, {}, "artists", 0])
def test_an_answer_without_a_list_holds_nobody(items: object) -> None:
    assert parse_artists(items) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
ALMOST = st.fixed_dictionaries(
    {},
    optional={
        "id": st.just(spotify_id(1)) | JSON,
        "name": st.text() | JSON,
        "type": st.just("artist") | JSON,
        "images": st.lists(st.fixed_dictionaries({}, optional={"url": JSON, "width": JSON, "height": JSON})) | JSON,
    },
)


@given(JSON | st.lists(ALMOST, max_size=4))
def test_no_answer_however_malformed_can_break_it(items: object) -> None:
    for candidate in parse_artists(items):
        assert candidate.name.strip()
        candidate.name.encode()


@pytest.mark.parametrize(
    "url",
    [
        PHOTO,
        "https://i.scdn.co/image/ed6c3c93c8be9c843e932f10536a458dbecc6d84",
        "https://image-cdn-ak.spotifycdn.com/image/ab676161",
        "HTTPS://I.SCDN.CO/image/x",
        "https://i.scdn.co:443/image/x?size=640",
        "https://i.scdn.co/ab67616d/photo",
    ],
)
def test_https_images_at_spotifys_hosts_are_usable(url: str) -> None:
    assert is_usable(url)


@pytest.mark.parametrize(
    "url",
    [
        PHOTO.replace("https", "http"),
        COVER,
        COVER.replace("ab67616d", "AB67616D"),
        COVER + "?ab676161",
        "https://images.example.net/a.jpg",
        "https://scdn.co.example.net/a",
        "https://evilscdn.co/a",
        "https://i.scdn.co@example.net/a",
        "https://example.net\\.scdn.co/a",
        "https://example.net/.scdn.co/a",
        "https://example.net#.scdn.co/a",
        "https://i.scdn.co/a b",
        'https://i.scdn.co/a"onerror=x',
        "https://i.scdn.co/a\n",
        "https://i.scdn.co/image/",
        "https://[::1/a",
        "//i.scdn.co/image/x",
        "javascript:alert(1)//.scdn.co/x",
        "",
        None,
        7,
    ],
)
def test_every_other_address_is_refused(url: object) -> None:
    assert not is_usable(url)


def sized(name: str, width: object, height: object) -> dict[str, object]:
    return {"url": f"https://i.scdn.co/image/{name}", "width": width, "height": height}


@pytest.mark.parametrize(
    ("images", "chosen"),
    [
        ([sized("small", 160, 160), sized("large", 640, 640), sized("middle", 320, 320)], "large"),
        ([sized("first", None, None), sized("second", None, None)], "first"),
        ([sized("first", 640, 640), sized("second", 640, 640)], "first"),
        ([sized("small", 160, 160), sized("half-told", None, 640)], "half-told"),
        ([sized("small", 160, 160), sized("half-told", 640, None)], "half-told"),
        ([sized("unknown", None, None), sized("known", 64, 64)], "known"),
        ([sized("ab6761610000f17801", None, None), sized("ab6761610000e5eb02", None, None)], "ab6761610000e5eb02"),
        ([sized("ab6761610000e5eb03", 160, 160), sized("ab6761610000f17804", 640, 640)], "ab6761610000f17804"),
        ([sized("text", "9999", "9999"), sized("known", 64, 64)], "known"),
        ([sized("true", True, True), sized("known", 64, 64)], "known"),
        ([{"url": COVER, "width": 2000, "height": 2000}, sized("photo", 160, 160)], "photo"),
        ([{"url": "http://i.scdn.co/image/x", "width": 640, "height": 640}, sized("safe", 320, 320)], "safe"),
        ([None, 3, "x", {}, {"url": None}, sized("last", 1, 1)], "last"),
    ],
)
def test_the_largest_usable_image_wins(images: object, chosen: str) -> None:
    picture = best_picture(images)
    assert picture is not None
    assert picture.url.endswith("/" + chosen)


def test_a_picture_tells_its_pixels_where_known() -> None:
    picture = best_picture([sized("a", 640, -1)])
    assert picture is not None
    assert (picture.width, picture.height) == (640, None)


@pytest.mark.parametrize("images", [None, [], {}, "x", [None], [[]]])
def test_no_usable_image_is_none(images: object) -> None:
    assert best_picture(images) is None


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists) | st.text())
def test_nothing_listed_as_images_can_break_it(images: object) -> None:
    best_picture(images)
    is_usable(images)
