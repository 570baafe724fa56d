"""The collection file of AIME's earlier version, `{"albums": [{"release_id": …, "title": …, "artists": […], …}]}`."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from collection.importing import values
from collection.importing.errors import UnusableFileError
from collection.importing.records import ArtistCredit, Refusal, ReleaseRecord, Track
from collection.importing.support import support_of


def read_json(text: str) -> Iterator[ReleaseRecord | Refusal]:
    """Return what each entry says; the file's own `support` counts only where the formats are silent."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnusableFileError(_("The file is not JSON: %(error)s.") % {"error": str(error)[:200]}) from None
    albums = content.get("albums") if isinstance(content, dict) else content
    if not isinstance(albums, list):
        raise UnusableFileError(
            _('The file has no list of albums: {"albums": [{"title": …, "artists": […]}]} is expected.')
        )
    return (_read(_("album %(number)d") % {"number": number}, entry) for number, entry in enumerate(albums, 1))


def _read(where: str, entry: Any) -> ReleaseRecord | Refusal:
    if not isinstance(entry, dict):
        return Refusal(where, "", _("it is not an object with a title and artists."))
    try:
        return _record(where, entry, values.release_id(entry.get("release_id")))
    except values.UnusableValueError as error:
        return Refusal(where, values.text(entry.get("title")), str(error))


def _record(where: str, entry: dict[str, Any], release: int | None) -> ReleaseRecord:
    return ReleaseRecord(
        title=values.text(entry.get("title")),
        artists=_artists(entry.get("artists")),
        source="discogs" if release else "import",
        discogs_id=release,
        master_id=values.identifier(entry.get("master_id")),
        year=values.year(entry.get("year")),
        original_year=values.year(entry.get("original_year")),
        support=_support(entry),
        labels=values.labels(entry.get("labels")),
        catalog_number=values.catalog_number(entry.get("catalog_number")),
        genres=values.texts(entry.get("genres")),
        styles=values.texts(entry.get("styles")),
        tracklist=_tracklist(entry.get("tracklist")),
        cover_url=values.https_address(values.first_of(entry, ("cover_image", "cover_url"))),
        discogs_url=values.https_address(entry.get("discogs_url")),
        added_at=values.moment(values.first_of(entry, ("added_at", "date_added"))),
        where=where,
    )


def _support(entry: dict[str, Any]) -> str:
    return support_of(values.texts(entry.get("formats"))) or support_of(values.texts(entry.get("support")))


def _artists(value: Any) -> tuple[ArtistCredit, ...]:
    entries = value if isinstance(value, list) else [value]
    artists = (_artist(entry if isinstance(entry, dict) else {"name": entry}) for entry in entries)
    return tuple(artist for artist in artists if artist.name)


def _artist(entry: dict[str, Any]) -> ArtistCredit:
    return ArtistCredit(
        name=values.text(entry.get("name")),
        discogs_id=values.identifier(entry.get("id")),
        credited_as=values.text(values.first_of(entry, ("anv", "credited_as"))),
        join_phrase=values.text(values.first_of(entry, ("join", "join_phrase")), 50),
    )


def _tracklist(value: Any) -> tuple[Track, ...]:
    entries = value if isinstance(value, list) else []
    tracks = (_track(entry if isinstance(entry, dict) else {"title": entry}) for entry in entries)
    return tuple(track for track in tracks if track.title)


def _track(entry: dict[str, Any]) -> Track:
    return Track(
        values.text(entry.get("position"), 20), values.text(entry.get("title")), values.text(entry.get("duration"), 20)
    )
