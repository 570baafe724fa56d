"""One entry of a JSON file as a release record, in AIME's own form or in that of Discogs' API."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from collection.importing import values
from collection.importing.records import ArtistCredit, OwnedCopy, Refusal, ReleaseRecord, Stored, Track
from collection.importing.values import support_of
from collection.models.album import AlbumSource
from collection.naming import base_form
from collection.sleeve import HEADING

# The fields that every collection at Discogs has; further ones have names of their own.
NOTE_FIELDS = {1: "media_condition", 2: "sleeve_condition", 3: "notes"}
UNCATEGORIZED = {1: "Uncategorized"}


def instance_of(entry: Any) -> int | None:
    """The release id of an entry that stands for one copy of a release, as the items of Discogs do."""
    return values.identifier(entry.get("id")) if isinstance(entry, dict) and "basic_information" in entry else None


def read_entry(where: str, entry: Any) -> ReleaseRecord | Refusal:
    """Return what an entry says; its own `support` counts only where the formats are silent."""
    if not isinstance(entry, dict):
        return Refusal(where, "", _("it is not an object with a title and artists."))
    if isinstance(entry.get("stored"), dict):
        return _stored_record(where, values.storable(entry))
    # From the API comes a row of a collection, or a release as its own page tells it.
    is_release = "id" in entry and isinstance(entry.get("formats"), list)
    is_api = "release_id" not in entry and (is_release or isinstance(entry.get("basic_information"), dict))
    said = _of_api(entry) if is_api else entry
    try:
        return _record(where, said, values.release_id(said.get("release_id")), is_exact=is_api)
    except values.UnusableValueError as error:
        return Refusal(where, values.text(said.get("title")), str(error))


def _stored_record(where: str, entry: dict[str, Any]) -> ReleaseRecord:
    """An entry of AIME's own export: who and what, and behind it everything as it was stored."""
    columns = entry["stored"]
    release = values.identifier(entry.get("release_id"))
    source = values.text(columns.get("source"))
    return ReleaseRecord(
        title=values.text(entry.get("title")),
        artists=_artists(entry.get("artists")),
        source=source if source in AlbumSource.values else AlbumSource.IMPORT,
        discogs_id=release,
        support=values.text(columns.get("support"), 50),
        stored=Stored(columns, _objects(entry, "images"), _objects(entry, "plays")),
        where=where,
    )


def _of_api(item: dict[str, Any]) -> dict[str, Any]:
    basic = item.get("basic_information")
    release = {**item, **basic} if isinstance(basic, dict) else item
    numbers = [one.get("catno") for one in _objects(release, "labels")]
    return {
        **release,
        "release_id": item.get("id"),
        "catalog_number": numbers,
        "year": release.get("year") or release.get("released"),
        "discogs_url": release.get("uri"),
        "owned": [item] if "instance_id" in item else [],
    }


def _record(where: str, entry: dict[str, Any], release: int | None, *, is_exact: bool) -> ReleaseRecord:
    # `Bob Power – Recorded By`: the credits as they are kept, also from the API's objects.
    people = (
        (base_form(values.text(values.first_of(one, ("anv", "name")))), values.text(one.get("role")))
        for one in _objects(entry, "extraartists")
    )
    told = (f"{name} – {role}" for name, role in people if name and role)
    return ReleaseRecord(
        title=values.text(entry.get("title")),
        artists=_artists(values.first_of(entry, ("artists", "artist"))),
        source="discogs" if release else "import",
        discogs_id=release,
        master_id=values.identifier(entry.get("master_id")),
        year=values.year(entry.get("year")),
        original_year=values.year(entry.get("original_year")),
        support=support_of(values.texts(entry.get("formats"))) or support_of(values.texts(entry.get("support"))),
        labels=values.labels(entry.get("labels")),
        catalog_number=values.catalog_numbers(entry.get("catalog_number")),
        country=values.text(entry.get("country")),
        genres=values.texts(entry.get("genres")),
        styles=values.texts(entry.get("styles")),
        tracklist=_tracklist(entry.get("tracklist")),
        credits=values.texts(entry.get("credits")) or values.texts([*told]),
        cover_url=values.https_address(values.first_of(entry, ("cover_image", "cover_url"))),
        discogs_url=values.https_address(entry.get("discogs_url")),
        added_at=values.moment(values.first_of(entry, ("added_at", "date_added"))),
        owned=tuple(copy_of_item(item) for item in _objects(entry, "owned")) or (OwnedCopy(),),
        is_exact=is_exact or values.identifier(entry.get("master_id")) is not None,
        where=where,
    )


def copy_of_item(item: dict[str, Any]) -> OwnedCopy:
    """What the owner says of one copy in a row of Discogs' collection."""
    told = ((values.identifier(one.get("field_id")), values.prose(one.get("value"))) for one in _objects(item, "notes"))
    notes = {number: text for number, text in told if number and text}
    named = {NOTE_FIELDS[number]: text for number, text in notes.items() if number in NOTE_FIELDS}
    rating = item.get("rating")
    return OwnedCopy(
        rating=rating if isinstance(rating, int) and 1 <= rating <= 5 else None,
        folder=UNCATEGORIZED.get(values.identifier(item.get("folder_id")) or 0, ""),
        added_at=values.moment(item.get("date_added")),
        instance=values.identifier(item.get("instance_id")),
        further=tuple((f"Field {number}", text) for number, text in notes.items() if number not in NOTE_FIELDS),
        **named,
    )


def _objects(entry: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = entry.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _artists(value: Any) -> tuple[ArtistCredit, ...]:
    entries = value if isinstance(value, list) else [value]
    told = (entry if isinstance(entry, dict) else {"name": entry} for entry in entries)
    artists = (
        ArtistCredit(
            name=values.text(one.get("name")),
            discogs_id=values.identifier(one.get("id")),
            credited_as=values.text(values.first_of(one, ("anv", "credited_as"))),
            join_phrase=values.text(values.first_of(one, ("join", "join_phrase")), 50),
        )
        for one in told
    )
    return once([artist for artist in artists if artist.name])


def once(listed: Sequence[ArtistCredit]) -> tuple[ArtistCredit, ...]:
    """`A = B` where both are one artist, under two spellings, is that artist once."""
    kept: list[ArtistCredit] = []
    for credit in listed:
        last = kept[-1] if kept else None
        if last and last.join_phrase.strip() == "=" and last.discogs_id and last.discogs_id == credit.discogs_id:
            kept[-1] = last._replace(join_phrase=credit.join_phrase)
        else:
            kept.append(credit)
    return tuple(kept)


def _tracklist(value: Any) -> tuple[Track, ...]:
    """The lines, and instead of an index track its parts, each with the name of the whole."""
    tracks: list[Track] = []
    for entry in value if isinstance(value, list) else []:
        line = entry if isinstance(entry, dict) else {"title": entry}
        whole = values.text(line.get("title"))
        parts = [part for one in _objects(line, "sub_tracks") if (part := _track(one)).title]
        tracks += [part._replace(title=f"{whole}: {part.title}") for part in parts] or [_track(line)]
    return tuple(track for track in tracks if track.title)


def _track(entry: dict[str, Any]) -> Track:
    named = entry.get("artists")
    performers, joint = values.text(named), ""
    for one in _artists(named) if isinstance(named, list) else ():
        performers += joint + base_form(one.credited_as or one.name)
        phrase = one.join_phrase.strip() or ","
        joint = ", " if phrase == "," else f" {phrase} "
    return Track(
        values.text(entry.get("position"), 20),
        values.text(entry.get("title")),
        values.text(entry.get("duration"), 20),
        performers,
        HEADING if HEADING in (entry.get("kind"), entry.get("type_")) else "",
    )
