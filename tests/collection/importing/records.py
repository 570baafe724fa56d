"""A release record for tests, with everything that a test does not care about filled in."""

from dataclasses import replace
from typing import Any

from collection.importing import ArtistCredit, ReleaseRecord, Track

MOON_SAFARI = ReleaseRecord(
    title="Moon Safari",
    artists=(ArtistCredit("AIR"),),
    discogs_id=1001,
    master_id=2001,
    year=2015,
    original_year=1998,
    support="Vinyl",
    labels=("Source", "Virgin"),
    catalog_number="V 2848",
    country="Europe",
    genres=("Electronic",),
    styles=("Downtempo",),
    tracklist=(Track("A1", "La femme d'argent", "7:08"),),
    cover_url="https://i.discogs.com/cover.jpg",
    discogs_url="https://www.discogs.com/release/1001-AIR-Moon-Safari",
    is_exact=True,
    where="row 2",
)


def release(title: str = "Moon Safari", *names: str, **fields: Any) -> ReleaseRecord:
    artists = tuple(ArtistCredit(name) for name in names) or MOON_SAFARI.artists
    return replace(MOON_SAFARI, title=title, **{"artists": artists, **fields})


def bare(title: str, *names: str, **fields: Any) -> ReleaseRecord:
    """A record that says nothing but who and what."""
    return ReleaseRecord(title, tuple(ArtistCredit(name) for name in names), **fields)
