import json
from collections import Counter

import pytest

from enrichment.sandbox import Collection, Release
from enrichment.sandbox.catalogue import SAMPLE
from enrichment.sandbox.digest import base_name


@pytest.fixture(scope="module")
def releases() -> tuple[Release, ...]:
    return Collection.sample().releases


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    albums = json.loads(SAMPLE.read_text(encoding="utf-8"))["albums"]
    assert isinstance(albums, list)
    return albums


def test_it_is_large_enough(releases: tuple[Release, ...], rows: list[dict[str, object]]) -> None:
    assert len(releases) >= 60
    assert len({name for release in releases for name in release.artists}) >= 45
    assert sum("tracklist" in row for row in rows) >= 10


def test_every_album_has_its_facts(rows: list[dict[str, object]]) -> None:
    for row in rows:
        for name in (
            "release_id",
            "title",
            "year",
            "original_year",
            "artists",
            "formats",
            "labels",
            "genres",
            "styles",
        ):
            assert row[name], (row["title"], name)


def test_ids_are_unique_and_no_work_is_younger_than_its_pressing(releases: tuple[Release, ...]) -> None:
    assert len({release.id for release in releases}) == len(releases)
    assert not [release.title for release in releases if release.original_year > release.year]


@pytest.mark.parametrize(
    ("artist", "title", "original_year", "tracks"),
    [
        ("Miles Davis", "Kind Of Blue", 1959, 5),
        ("The Beatles", "Abbey Road", 1969, 17),
        ("The Beatles", "Revolver", 1966, 14),
        ("Pink Floyd", "The Dark Side Of The Moon", 1973, 10),
        ("Joni Mitchell", "Blue", 1971, 10),
        ("Marvin Gaye", "What's Going On", 1971, 9),
        ("Nirvana", "Nevermind", 1991, 12),
        ("Radiohead", "OK Computer", 1997, 12),
        ("David Bowie", "The Rise And Fall Of Ziggy Stardust And The Spiders From Mars", 1972, 11),
        ("Fleetwood Mac", "Rumours", 1977, 11),
        ("Nas", "Illmatic", 1994, 10),
        ("Serge Gainsbourg", "Histoire De Melody Nelson", 1971, 7),
        ("AIR", "Moon Safari", 1998, 10),
    ],
)
def test_facts_are_those_of_the_record(
    releases: tuple[Release, ...], artist: str, title: str, original_year: int, tracks: int
) -> None:
    found = next(release for release in releases if release.artists[0] == artist and release.title == title)
    assert (found.original_year, len(found.tracklist)) == (original_year, tracks)


def test_it_holds_the_cases_that_are_hard(releases: tuple[Release, ...]) -> None:
    names = Counter(base_name(name) for name in {name for release in releases for name in release.artists})
    masters = Counter(release.master_id for release in releases)
    works = {(release.artists, release.title, release.master_id) for release in releases}
    assert names["Nirvana"] == 2
    assert any("(" in name for release in releases for name in release.artists)
    assert any(release.artists == ("Various",) for release in releases)
    assert any(len(release.artists) > 1 for release in releases)
    assert 2 in masters.values()
    assert Counter((artists, title) for artists, title, _ in works)[("Peter Gabriel",), "Peter Gabriel"] == 2
    assert any(release.year > release.original_year for release in releases)
    assert any(release.title.startswith('"') for release in releases)


def test_no_picture_needs_the_internet(rows: list[dict[str, object]]) -> None:
    assert {row["cover_image"] for row in rows} == {""}
