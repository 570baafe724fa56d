"""Which calls are made for an artist, in which order, and what is answered."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from enrichment.providers.errors import Unavailable
from enrichment.providers.spotify import ArtistQuery, PhotoAnswer, SpotifyProvider
from tests.enrichment.providers.matching.builders import COVER, PHOTO, item, spotify_id


class ScriptedCatalogue:
    """Answers searches from a script and remembers what was asked."""

    def __init__(
        self,
        searches: Mapping[str, Sequence[object]] | None = None,
        albums: Mapping[str, Sequence[object]] | None = None,
        artists: Sequence[dict[str, Any]] = (),
        titles: Mapping[int, list[str]] | None = None,
    ) -> None:
        self._searches, self._albums, self._titles = searches or {}, albums or {}, titles or {}
        self._artists = {row["id"]: row for row in artists}
        self.calls: list[str] = []

    def search_artists(self, q: str) -> list[object]:
        self.calls.append(q)
        return list(self._searches.get(q, ()))

    def search_albums(self, q: str) -> list[object]:
        self.calls.append(q)
        return list(self._albums.get(q, ()))

    def artist(self, spotify_id: str) -> object:
        self.calls.append(f"artist {int(spotify_id)}")
        return self._artists.get(spotify_id)

    def album_titles(self, spotify_id: str) -> list[str]:
        self.calls.append(f"titles {int(spotify_id)}")
        return self._titles.get(int(spotify_id), [])


def ask(catalogue: ScriptedCatalogue, name: str, *titles: str) -> PhotoAnswer:
    return SpotifyProvider(catalogue).find_photo(ArtistQuery(name, album_titles=titles))


def test_the_first_search_that_finds_the_artist_is_the_only_call() -> None:
    catalogue = ScriptedCatalogue({'artist:"Air"': [None, item(1, "Air Supply"), item(2, "Air")]})
    answer = ask(catalogue, "Air", "Moon Safari")
    assert answer == PhotoAnswer(
        "matched",
        "only_bearer",
        spotify_id=spotify_id(2),
        name="Air",
        url=f"https://open.spotify.com/artist/{spotify_id(2)}",
        image_url=PHOTO,
        width=640,
        height=640,
        candidates=answer.candidates,
    )
    assert catalogue.calls == ['artist:"Air"']


@pytest.mark.parametrize("name", ["Various", "Unknown Artist", "Various (2)*", "", " "])
def test_nothing_is_asked_for_a_placeholder(name: str) -> None:
    catalogue = ScriptedCatalogue()
    assert ask(catalogue, name, "Title").status == "not_found"
    assert catalogue.calls == []


def test_plain_text_is_tried_when_the_field_finds_nobody_of_the_name() -> None:
    catalogue = ScriptedCatalogue({'artist:"DMA\'s"': [item(1, "DMX")], "DMA's": [item(2, "DMA'S")]})
    assert ask(catalogue, "DMA's").spotify_id == spotify_id(2)
    assert catalogue.calls == ['artist:"DMA\'s"', "DMA's"]


def test_a_short_namesake_does_not_end_the_search() -> None:
    catalogue = ScriptedCatalogue({'artist:"M"': [item(1, "-M-")], "M": [item(2, "M")]})
    assert ask(catalogue, "M").spotify_id == spotify_id(2)
    only_namesake = ScriptedCatalogue({'artist:"M"': [item(1, "-M-")], "M": [item(1, "-M-")]})
    answer = ask(only_namesake, "M", "Pop Muzik")
    assert (answer.status, answer.reason, len(answer.candidates)) == ("review", "name_too_short", 1)


def test_a_bearer_without_a_photo_ends_the_search_in_review() -> None:
    catalogue = ScriptedCatalogue({'artist:"Air"': [item(1, "Air", COVER)], "Air": [item(2, "Air")]})
    answer = ask(catalogue, "Air", "Moon Safari")
    assert (answer.status, answer.reason, answer.spotify_id, answer.image_url) == ("review", "no_usable_image", "", "")
    assert catalogue.calls == ['artist:"Air"']


def test_album_titles_are_asked_for_each_of_several_bearers_alone() -> None:
    found = [item(1, "Air"), item(2, "AIR"), item(3, "Air Supply")]
    catalogue = ScriptedCatalogue({'artist:"Air"': found}, titles={2: ["Moon Safari"]})
    answer = ask(catalogue, "Air", "Moon Safari")
    assert (answer.reason, answer.spotify_id) == ("shared_titles", spotify_id(2))
    assert catalogue.calls == ['artist:"Air"', "titles 1", "titles 2"]


def test_several_bearers_without_owned_albums_cost_no_further_call() -> None:
    catalogue = ScriptedCatalogue({'artist:"Air"': [item(1, "Air"), item(2, "AIR")]})
    answer = ask(catalogue, "Air")
    assert (answer.status, len(answer.candidates), len(catalogue.calls)) == ("review", 2, 1)


ALBUM_Q = 'album:"neu! 75" artist:"Neu!"'


def bare(number: int, name: str) -> dict[str, Any]:
    artist = item(number, name)
    del artist["images"]
    return artist


def test_an_owned_album_leads_to_an_artist_that_no_search_found() -> None:
    albums = {ALBUM_Q: [None, {"artists": None}, {"artists": [bare(1, "Neu Tribute"), None, bare(2, "NEU!")]}]}
    catalogue = ScriptedCatalogue(albums=albums, artists=[item(2, "NEU!")])
    answer = ask(catalogue, "Neu!", "Neu! 75")
    assert (answer.status, answer.spotify_id, answer.image_url) == ("matched", spotify_id(2), PHOTO)
    assert catalogue.calls == ['artist:"Neu!"', "Neu!", ALBUM_Q, "artist 2"]


def test_at_most_two_albums_are_searched_and_nobody_else_is_promoted() -> None:
    albums = {ALBUM_Q: [{"artists": [bare(1, "Neu Tribute")]}]}
    catalogue = ScriptedCatalogue(albums=albums, artists=[item(1, "Neu Tribute")])
    answer = ask(catalogue, "Neu!", "***", "Neu! 75", "Neu! 2", "Neu! 86")
    assert (answer.status, answer.reason) == ("not_found", "nobody")
    assert catalogue.calls == ['artist:"Neu!"', "Neu!", ALBUM_Q, 'album:"neu! 2" artist:"Neu!"']


def test_an_album_artist_who_has_gone_meanwhile_is_nobody() -> None:
    catalogue = ScriptedCatalogue(albums={ALBUM_Q: [{"artists": [bare(2, "NEU!")]}]})
    assert ask(catalogue, "Neu!", "Neu! 75").status == "not_found"


def test_a_crowd_of_album_artists_is_not_fetched_whole() -> None:
    crowd = {ALBUM_Q: [{"artists": [bare(number, "Neu!") for number in range(40)]}]}
    catalogue = ScriptedCatalogue(albums=crowd)
    ask(catalogue, "Neu!", "Neu! 75")
    assert sum(call.startswith("artist ") for call in catalogue.calls) == 5


def test_the_lead_artist_is_searched_when_the_whole_credit_finds_nobody() -> None:
    catalogue = ScriptedCatalogue({'artist:"Daft Punk"': [item(1, "Daft Punk")]})
    assert ask(catalogue, "Daft Punk feat. Pharrell Williams").spotify_id == spotify_id(1)


def test_listed_variations_are_matched() -> None:
    catalogue = ScriptedCatalogue({"Cat Stevens": [item(1, "Yusuf / Cat Stevens")]})
    query = ArtistQuery("Cat Stevens", variations=("Yusuf / Cat Stevens",))
    assert SpotifyProvider(catalogue).find_photo(query).spotify_id == spotify_id(1)


def test_a_fault_of_the_service_is_not_taken_for_an_answer() -> None:
    class Broken(ScriptedCatalogue):
        def search_artists(self, q: str) -> list[object]:
            raise Unavailable("spotify", "timeout", "no answer")

    with pytest.raises(Unavailable):
        ask(Broken(), "Air")


def test_a_known_artist_is_looked_at_again() -> None:
    provider = SpotifyProvider(ScriptedCatalogue(artists=[item(1, "Air")]))
    today = provider.recheck(spotify_id(1))
    assert today is not None
    assert (today.name, today.image_url) == ("Air", PHOTO)
    assert provider.recheck(spotify_id(2)) is None
