"""The earlier version's photos: taken by nobody but a person, so each becomes a candidate in the review queue."""

from collections import defaultdict
from collections.abc import Mapping

from collection.models import Artist
from collection.models.image import ARTIST_PHOTO
from collection.naming import artist_key, is_placeholder
from enrichment.models import Outcome
from enrichment.phases import earlier as reports
from enrichment.phases import review
from enrichment.phases.base import Result
from enrichment.phases.earlier import ImportReport
from enrichment.phases.recorded import Record
from enrichment.providers.matching import Candidate
from enrichment.providers.spotify.provider import is_album_art, is_usable

PHASE = "artist_images"
# Stands where a Spotify id would: the earlier version kept none.
EARLIER = "earlier-version"


def import_photos(entries: Mapping[str, object], record: Record | None, report: ImportReport) -> None:
    bearers: dict[object, set[str]] = defaultdict(set)
    for key, value in entries.items():
        if isinstance(value, str):
            bearers[value].add(artist_key(key))
    # Addresses given to artists of different names: one of them at least is wrong, and nothing tells which.
    shared = {url for url, keys in bearers.items() if len(keys) > 1}
    # Artists whose photo somebody is asked about already; those of this file come along.
    waiting = set(review.pending().filter(artist__isnull=False).values_list("artist_id", flat=True))
    for key, value in entries.items():
        if reason := _reason_to_refuse(key, value, shared):
            report.refuse(key, reason)
        else:
            _propose(key, str(value), waiting, record, report)


def _reason_to_refuse(key: str, value: object, shared: set[object]) -> str:
    if is_placeholder(key):
        return "placeholder"
    if not isinstance(value, str) or not value.strip() or reports.is_placeholder(value):
        return "placeholder_value"
    if is_album_art(value):
        return "album_cover"
    if not is_usable(value):
        return "no_usable_image"
    return "shared_photo" if value in shared else ""


def _propose(key: str, url: str, waiting: set[int], record: Record | None, report: ImportReport) -> None:
    artists = list(Artist.objects.filter(key=Artist.key_of(key))[:2])
    if len(artists) != 1:
        report.refuse(key, "ambiguous_artist" if artists else "no_artist")
        return
    artist = artists[0]
    has_photo = artist.images.filter(image_type=ARTIST_PHOTO).exists()
    is_answered = bool(artist.photo_answer) or artist.is_locked("photo")
    if artist.pk in waiting or has_photo or is_answered:
        report.kept += 1
        return
    waiting.add(artist.pk)
    report.photos += 1
    if record:
        candidate = Candidate(id=EARLIER, name=key, url="", image_url=url).row
        record.add(PHASE, [(artist, artist.display_name, Result(Outcome.REVIEW, "imported", candidates=[candidate]))])
