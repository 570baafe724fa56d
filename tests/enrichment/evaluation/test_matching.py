from pathlib import Path
from typing import Any

import pytest

from enrichment.evaluation.matching import Case, CaseCatalogue, Score, evaluate, load_cases, score
from enrichment.evaluation.texts import UnusableFile
from tests.enrichment.providers.spotify.builders import item, spotify_id


def case(
    number: int, name: str, *candidates: object, expected: int | None = None, albums: tuple[str, ...] = ()
) -> Case:
    wanted = None if expected is None else spotify_id(expected)
    return Case(f"c-{number}", name, albums, (), candidates, wanted, "why")


def test_photos_given_rightly_wrongly_offered_and_not_at_all_are_counted() -> None:
    other_act = item(1, "Air") | {"_album_titles": ["Virus"]}
    results = evaluate(
        [
            case(1, "Air", item(1, "Air"), expected=1),
            case(2, "Air", item(1, "Air"), expected=None),
            case(3, "Air", item(1, "Air Supply"), expected=1),
            case(4, "Air", item(1, "Air Supply"), expected=None),
            case(5, "Air", other_act, expected=1, albums=("Moon Safari",)),
        ]
    )
    assert [result.is_right for result in results] == [True, False, False, True, False]
    assert [result.offered for result in results] == [[], [], [], [], [spotify_id(1)]]
    assert [result.calls for result in results] == [1, 1, 2, 2, 2]
    total = score(results)
    assert total == Score(cases=5, due=3, given=2, right=1, offered=1, calls=8)
    assert (total.precision, total.recall, total.reached, total.calls_a_case) == (0.5, 1 / 3, 2 / 3, 1.6)


def test_shares_of_nothing_are_unknown() -> None:
    total = score([])
    assert (total.precision, total.recall, total.reached, total.calls_a_case) == (None, None, None, None)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not a JSON file"),
        ("[]", "no list of cases"),
        ('{"cases": {}}', "no list of cases"),
        ('{"cases": [3]}', "case 1 is not an object"),
        ('{"cases": [{"query_name": "Air", "candidates": []}]}', "id is not a text"),
        ('{"cases": [{"id": "1", "query_name": null, "candidates": []}]}', "query_name is not a text"),
        ('{"cases": [{"id": "1", "query_name": "Air"}]}', "candidates is not a list"),
        ('{"cases": [{"id": "1", "query_name": "Air", "candidates": [], "expected": 1}]}', "neither an id nor null"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_a_sentence(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(content)
    with pytest.raises(UnusableFile, match=complaint):
        load_cases(path)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    row = '{"id": "1", "query_name": "Air", "candidates": []}'
    path = tmp_path / "cases.json"
    path.write_text(f'{{"cases": [{row}, {row}]}}')
    with pytest.raises(UnusableFile, match="two cases"):
        load_cases(path)


def test_what_a_case_may_leave_out_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_text('{"cases": [{"id": "1", "query_name": "Air", "albums": null, "candidates": [null]}]}')
    assert load_cases(path) == [Case("1", "Air", (), (), (None,), None, "")]


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
