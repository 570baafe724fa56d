"""Reading of Discogs' JSON, which has 0 for unknown, null for none and empty strings for hidden images."""

from typing import Unpack

from enrichment.providers.discogs.credits import read_artists, read_credits, read_track_credits
from enrichment.providers.discogs.formats import format_names
from enrichment.providers.discogs.tracks import read_tracklist
from enrichment.providers.discogs.types import MasterFacts, OwnersWords, ReleaseFacts
from enrichment.providers.shapes import as_https, as_int, as_object, as_objects, as_text, as_texts

_SITE = "https://www.discogs.com"
# Discogs answers with a transparent picture where one is missing.
_SPACER = "spacer.gif"
_FIRST_YEAR = 1860


def read_release(value: object, **owners: Unpack[OwnersWords]) -> ReleaseFacts | None:
    """A release, or the `basic_information` of one with what its row says beside it; None without an id."""
    release = as_object(value)
    number = _positive(release.get("id"))
    if number is None:
        return None
    labels = as_objects(release.get("labels"))
    # Discogs writes "none" where there is none.
    numbers = [written for label in labels if (written := as_text(label.get("catno"))).lower() != "none"]
    # Those of the whole release, then of its tracks.
    lines = (*read_credits(release.get("extraartists")), *read_track_credits(release.get("tracklist")))
    return ReleaseFacts(
        id=number,
        title=as_text(release.get("title")),
        master_id=_positive(release.get("master_id")),
        year=_year(release.get("year")) or _year(as_text(release.get("released"))[:4]),
        artists=read_artists(release.get("artists")),
        formats=format_names(release.get("formats")),
        labels=tuple(dict.fromkeys(name for label in labels if (name := as_text(label.get("name"))))),
        catalog_number=", ".join(dict.fromkeys(filter(None, numbers))),
        country=as_text(release.get("country")),
        genres=as_texts(release.get("genres")),
        styles=as_texts(release.get("styles")),
        tracklist=read_tracklist(release.get("tracklist")),
        credits=tuple(dict.fromkeys(lines)),
        cover_url=_cover(release),
        discogs_url=_page(release.get("uri")) or f"{_SITE}/release/{number}",
        **owners,
    )


def read_master(value: object) -> MasterFacts | None:
    """A master; None without an id."""
    master = as_object(value)
    number = _positive(master.get("id"))
    if number is None:
        return None
    return MasterFacts(
        id=number,
        title=as_text(master.get("title")),
        year=_year(master.get("year")),
        artists=read_artists(master.get("artists")),
        genres=as_texts(master.get("genres")),
        styles=as_texts(master.get("styles")),
        tracklist=read_tracklist(master.get("tracklist")),
        cover_url=_cover(master),
        discogs_url=_page(master.get("uri")) or f"{_SITE}/master/{number}",
    )


def _positive(value: object) -> int | None:
    number = as_int(value)
    return number if number and number > 0 else None


def _year(value: object) -> int | None:
    number = as_int(value)
    return number if number and _FIRST_YEAR <= number <= 9999 else None


def _cover(release: dict[str, object]) -> str:
    images = sorted(as_objects(release.get("images")), key=lambda image: image.get("type") != "primary")
    urls = [release.get("cover_image"), *(image.get("uri") for image in images), release.get("thumb")]
    return next((url for url in map(as_https, urls) if url and _SPACER not in url), "")


def _page(uri: object) -> str:
    """The page on the site; in some answers `uri` is only a path."""
    url = as_https(uri)
    return url if url.startswith(_SITE + "/") else ""
