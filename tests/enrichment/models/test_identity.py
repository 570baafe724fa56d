"""What an open source tells of an artist, as the model is told it."""

from typing import Any

import pytest

from collection.models import Album
from enrichment.models import ArtistIdentity

DUO = {"kinds": ["musical duo", "band"], "founded": 1995, "place": "Versailles", "members": ["A", "B"]}


@pytest.mark.parametrize(
    ("about", "told"),
    [
        (DUO, "AIR: musical duo, band, formed in 1995, formed in Versailles, members past and present: A, B"),
        ({"kinds": ["band"]}, "AIR: band"),
        ({"founded": 1995}, "AIR: formed in 1995"),
        ({"members": ["A"]}, "AIR: members past and present: A"),
        ({"kinds": [], "founded": None, "place": "", "members": []}, ""),
        ({}, ""),
    ],
    ids=["everything", "a kind", "a year", "a member", "nothing known", "nothing told"],
)
def test_an_artist_is_told_as_far_as_it_is_known(about: dict[str, Any], told: str) -> None:
    assert ArtistIdentity(about=about).told("AIR") == told


WORKS = {"works": {"7": {"producers": ["C", "D"], "published": 1998}, "8": {}}}


@pytest.mark.parametrize(
    ("album", "told"),
    [
        ({"discogs_master_id": 7}, "Moon Safari: produced by C, D, first published in 1998"),
        ({"discogs_master_id": 7, "original_year": 1997}, "Moon Safari: produced by C, D"),
        ({"discogs_master_id": 8}, ""),
        ({"discogs_master_id": 9}, ""),
        ({}, ""),
    ],
    ids=["everything", "Discogs knows the year", "nothing known", "another work", "of no known work"],
)
def test_of_an_album_its_own_work_alone_is_told(album: dict[str, Any], told: str) -> None:
    assert ArtistIdentity(about=WORKS).told_of(Album(title="Moon Safari", **album)) == told


def test_a_source_that_told_of_no_work_says_nothing_of_albums() -> None:
    assert ArtistIdentity(about=DUO).told_of(Album(title="Moon Safari", discogs_master_id=7)) == ""
