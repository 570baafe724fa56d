import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.spotify.queries import LONGEST_Q, album_search, artist_searches


@pytest.mark.parametrize(
    ("name", "searches"),
    [
        ("Nirvana (2)*", ('artist:"Nirvana"', "Nirvana")),
        ("Beatles, The", ('artist:"The Beatles"', "The Beatles")),
        ('"Weird Al" Yankovic', ('artist:"Weird Al Yankovic"', "Weird Al Yankovic")),
        ("“Weird Al” Yankovic", ('artist:"Weird Al Yankovic"', "Weird Al Yankovic")),
        ("*NSYNC", ('artist:"NSYNC"', "NSYNC")),
        ("tag:new", ('artist:"tag new"', "tag new")),
        ("/A\\", ('artist:"/A"', "/A")),
        ("***", ()),
    ],
)
def test_an_artist_is_searched_by_field_then_in_plain_text(name: str, searches: tuple[str, ...]) -> None:
    assert artist_searches(name) == searches


def test_a_name_with_an_apostrophe_is_searched_in_plain_text_first() -> None:
    assert artist_searches("K's Choice") == ("K's Choice", 'artist:"K\'s Choice"')


@pytest.mark.parametrize(
    ("title", "artist", "q"),
    [
        ("Neu! 75", "Neu!", 'album:"Neu! 75" artist:"Neu!"'),
        ('"Heroes"', "David Bowie", 'album:"Heroes" artist:"David Bowie"'),
        ("***", "Air", ""),
        ("Air", '"', 'album:"Air"'),
        ("Mirage", "", 'album:"Mirage"'),
        ("What's Going On", "Marvin Gaye", 'album:"Going On" artist:"Marvin Gaye"'),
        ("Hills End", "DMA's", 'album:"Hills End"'),
    ],
)
def test_an_album_is_searched_by_title_and_artist_in_words_that_filters_find(title: str, artist: str, q: str) -> None:
    assert album_search(title, artist) == q


def test_a_long_name_is_cut_between_words() -> None:
    field, plain = artist_searches("London Symphony " * 30)
    assert plain.endswith(("London", "Symphony"))
    assert field.endswith(('London"', 'Symphony"'))
    assert [len(q) for q in artist_searches("a" * 600)] == [LONGEST_Q, LONGEST_Q]


TEXTS = st.text() | st.text(alphabet='ab (2)*":\\é')


@given(TEXTS, TEXTS)
def test_no_search_is_longer_than_allowed_or_breaks_its_fields(name: str, title: str) -> None:
    for q in (*artist_searches(name), album_search(title, name)):
        assert len(q) <= LONGEST_Q
        assert q.count('"') in {0, 2, 4}
        assert "*" not in q
        assert "(2)" not in q
    assert all(artist_searches(name))
