from typing import Any

import pytest

from enrichment.evaluation.case_catalogue import CaseCatalogue
from enrichment.evaluation.matching_cases import Case
from tests.enrichment.providers.spotify.builders import item, spotify_id


def titled(number: int, name: str, *titles: object) -> dict[str, Any]:
    return item(number, name) | {"_album_titles": list(titles)}


def catalogue(*candidates: object) -> CaseCatalogue:
    return CaseCatalogue(Case("c-1", "Air", (), (), candidates, None, ""))


def titles_of(albums: list[object]) -> list[object]:
    return [album["name"] for album in albums if isinstance(album, dict)]


def test_the_titles_of_a_candidate_are_told_as_albums_and_never_with_the_artist() -> None:
    air = catalogue(None, "odd", {"id": []}, titled(1, "Air", "Moon Safari", 7))
    answer = air.search("Air")
    assert answer.artists == [{}, {}, {"id": []}, item(1, "Air")]
    assert titles_of(answer.albums) == ["Moon Safari"]
    assert air.artist(spotify_id(1)) == item(1, "Air")
    assert list(air.album_pages(spotify_id(1))) == [["Moon Safari"]]
    assert list(air.album_pages(spotify_id(2))) == [[]]
    assert air.artist(spotify_id(2)) is None


def test_no_more_is_told_at_a_time_than_a_client_gets() -> None:
    crowd = catalogue(titled(1, "Air", *map(str, range(25))), *(item(number, "Air") for number in range(2, 20)))
    answer = crowd.search('artist:"Air"')
    assert (len(answer.artists), len(answer.albums), answer.more_albums) == (10, 10, True)
    assert [len(page) for page in crowd.album_pages(spotify_id(1))] == [10, 10, 5]
    assert crowd.calls == 4


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ('artist:"Air"', ["Moon Safari", "Virus"]),
        ('album:"moon safari" artist:"Air"', ["Moon Safari"]),
        ('album:"Virus" artist:"Beck"', []),
        ('album:"Virus"', ["Virus"]),
        ("Air Virus", ["Virus"]),
        ("Safari", ["Moon Safari"]),
    ],
)
def test_albums_are_found_by_the_words_of_the_search(q: str, titles: list[str]) -> None:
    answer = catalogue(titled(1, "Air", "Moon Safari"), titled(2, "Air Supply", "Virus")).search_albums(q)
    assert titles_of(answer.albums) == titles
    assert answer.artists == []
