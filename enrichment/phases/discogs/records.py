"""What Discogs tells of releases and the works behind them, as the collection keeps it."""

from dataclasses import replace

from collection.importing import ArtistCredit, OwnedCopy, ReleaseRecord, Track, values
from collection.importing.json_entries import NOTE_FIELDS, UNCATEGORIZED, once
from collection.importing.values import support_of
from collection.models import Album
from enrichment.providers.discogs import CollectionPage, MasterFacts, ReleaseFacts
from enrichment.providers.discogs import Track as DiscogsTrack

JOIN_LENGTH = 50
MARK_LENGTH = 20


def records_of(page: CollectionPage) -> list[ReleaseRecord]:
    """One for each release, with what the owner says of each copy on the page."""
    rows = {row.id: row for row in page.items}
    owned: dict[int, list[OwnedCopy]] = {number: [] for number in rows}
    for row in page.items:
        owned[row.id].append(copy_of(row, page))
    return [record_of(row, tuple(owned[number])) for number, row in rows.items()]


def with_artists(record: ReleaseRecord, known: Album | None) -> ReleaseRecord:
    """A release that names no artists keeps those of the album that is `known`."""
    if record.artists or known is None:
        return record
    stored = known.album_artists.select_related("artist")
    artists = [
        ArtistCredit(one.artist.name, one.artist.discogs_artist_id, one.credited_as, one.join_phrase) for one in stored
    ]
    return replace(record, artists=tuple(artists))


def record_of(release: ReleaseFacts, owned: tuple[OwnedCopy, ...] = ()) -> ReleaseRecord:
    artists = [
        ArtistCredit(values.text(one.name), one.discogs_id, values.text(one.credited_as), one.join[:JOIN_LENGTH])
        for one in release.artists
    ]
    return ReleaseRecord(
        title=values.text(release.title),
        artists=once(artists),
        source="discogs",
        discogs_id=release.id,
        master_id=release.master_id,
        year=release.year,
        support=support_of(line.split(",")[0] for line in release.formats),
        labels=values.labels(release.labels),
        catalog_number=values.catalog_number(release.catalog_number),
        country=values.text(release.country),
        genres=release.genres,
        styles=release.styles,
        tracklist=tracks_of(release.tracklist),
        credits=release.credits,
        cover_url=values.https_address(release.cover_url),
        discogs_url=values.https_address(release.discogs_url),
        added_at=values.moment(release.date_added),
        owned=owned,
        is_exact=True,
        where=str(release.id),
    )


def of_work(master: MasterFacts) -> dict[str, object]:
    """What it tells of the work, by the fields of an album."""
    return {
        "original_year": master.year,
        "tracklist": [track.stored() for track in tracks_of(master.tracklist)],
        "genres": list(master.genres),
        "styles": list(master.styles),
        "image_url": values.https_address(master.cover_url),
    }


def copy_of(row: ReleaseFacts, page: CollectionPage) -> OwnedCopy:
    """What the owner says of the copy in a row of the collection."""
    named = {NOTE_FIELDS[number]: values.prose(text) for number, text in row.notes if number in NOTE_FIELDS}
    own = {
        page.note_fields.get(number, f"Field {number}"): values.prose(text)
        for number, text in row.notes
        if number not in NOTE_FIELDS
    }
    folder = row.folder_id or 0
    return OwnedCopy(
        rating=row.rating,
        folder=UNCATEGORIZED.get(folder, page.folders.get(folder, "")),
        media_condition=named.get("media_condition", "")[:100],
        sleeve_condition=named.get("sleeve_condition", "")[:100],
        notes=named.get("notes", ""),
        further=tuple(own.items()),
        instance=row.instance_id,
        added_at=values.moment(row.date_added),
    )


def tracks_of(tracklist: tuple[DiscogsTrack, ...]) -> tuple[Track, ...]:
    return tuple(
        Track(track.position[:MARK_LENGTH], track.title, track.duration[:MARK_LENGTH], track.artists, track.kind)
        for track in tracklist
    )
