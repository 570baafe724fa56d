import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.spotify.artists import parse_artists
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
