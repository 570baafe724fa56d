"""What is made of Spotify's answers; which calls are made is the matter of matching."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.errors import Unavailable
from enrichment.providers.matching import Candidate, Decision
from enrichment.providers.spotify import ArtistQuery, SearchAnswer, SpotifyProvider
from enrichment.providers.spotify.provider import LONGEST_Q, album_search, artist_searches
from tests.enrichment.providers.spotify.builders import COVER, PHOTO, item, spotify_id


class ScriptedCalls:
    """Answers searches from a script and remembers what was asked."""

    def __init__(
        self,
        searches: Mapping[str, SearchAnswer] | None = None,
        artists: Sequence[dict[str, Any]] = (),
        titles: Mapping[int, list[str]] | None = None,
    ) -> None:
        self._searches, self._titles = searches or {}, titles or {}
        self._artists = {row["id"]: row for row in artists}
        self.calls: list[str] = []

    def search(self, q: str) -> SearchAnswer:
        self.calls.append(q)
        return self._searches.get(q, SearchAnswer())

    def search_albums(self, q: str) -> SearchAnswer:
        return self.search(q)

    def artist(self, spotify_id: str) -> object:
        self.calls.append(f"artist {int(spotify_id)}")
        return self._artists.get(spotify_id)

    def album_pages(self, spotify_id: str) -> Iterator[Sequence[str]]:
        self.calls.append(f"titles {int(spotify_id)}")
        yield self._titles.get(int(spotify_id), [])


def album(title: str, *artists: object) -> dict[str, object]:
    return {"type": "album", "name": title, "artists": list(artists)}


def bare(number: int, name: str) -> dict[str, Any]:
    artist = item(number, name)
    del artist["images"]
    return artist


def ask(calls: ScriptedCalls, name: str, *titles: str) -> Decision:
    return SpotifyProvider(calls).find_photo(ArtistQuery(name, album_titles=titles))


def test_artists_and_albums_of_one_search_are_enough() -> None:
    found: list[object] = [None, item(1, "Air Supply"), item(2, "Air")]
    albums: list[object] = [None, album("", bare(2, "Air")), album("Moon Safari (Deluxe)", None, bare(2, "Air"))]
    calls = ScriptedCalls({'artist:"Air"': SearchAnswer(found, albums)})
    answer = ask(calls, "Air (2)", "Moon Safari")
    air = Candidate(
        spotify_id(2),
        "Air",
        f"https://open.spotify.com/artist/{spotify_id(2)}",
        PHOTO,
        width=640,
        height=640,
        shared_titles=("Moon Safari",),
        albums_seen=1,
    )
    assert answer == Decision("matched", "shared_titles", air, (air,))
    assert calls.calls == ['artist:"Air"']


def test_an_album_search_leads_to_the_artist_and_its_picture() -> None:
    q = 'album:"neu! 75"'
    albums: list[object] = [None, {"artists": None}, album("Neu! 75", bare(1, "Neu Tribute"), None, bare(2, "NEU!"))]
    calls = ScriptedCalls({q: SearchAnswer([], albums)}, artists=[item(2, "NEU!")])
    answer = ask(calls, "Neu!", "Neu! 75")
    assert answer.candidate is not None
    assert (answer.candidate.id, answer.candidate.image_url) == (spotify_id(2), PHOTO)
    assert calls.calls == ['artist:"Neu!"', q, "artist 2"]


def test_a_title_without_a_word_is_not_searched_for() -> None:
    calls = ScriptedCalls()
    ask(calls, "Nobody", "***")
    assert calls.calls == ['artist:"Nobody"', "Nobody"]


def test_the_catalogue_of_an_artist_shows_what_the_search_did_not() -> None:
    calls = ScriptedCalls({'artist:"Air"': SearchAnswer([item(1, "Air")])}, titles={1: ["Virus"]})
    answer = ask(calls, "Air", "Moon Safari")
    assert (answer.status, answer.reason, answer.candidates[0].albums_seen) == ("review", "another_act", 1)
    assert calls.calls == ['artist:"Air"', "titles 1", 'album:"moon safari"']


def test_album_art_is_no_photo_of_an_artist() -> None:
    calls = ScriptedCalls({'artist:"Air"': SearchAnswer([item(1, "Air", COVER)])})
    answer = ask(calls, "Air", "Moon Safari")
    assert (answer.status, answer.reason, answer.candidate) == ("not_found", "no_usable_image", None)


def test_a_fault_of_the_service_is_not_taken_for_an_answer() -> None:
    class Broken(ScriptedCalls):
        def search(self, q: str) -> SearchAnswer:
            raise Unavailable("spotify", "timeout", "no answer")

    with pytest.raises(Unavailable):
        ask(Broken(), "Air")


def test_a_known_artist_is_looked_at_again() -> None:
    provider = SpotifyProvider(ScriptedCalls(artists=[item(1, "Air")]))
    today = provider.artist(spotify_id(1))
    assert today is not None
    assert (today.name, today.image_url) == ("Air", PHOTO)
    assert provider.artist(spotify_id(2)) is None


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
