"""Taking back what a run wrote, byte for byte, except what somebody has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from collection.models import Album, Artist, Image
from enrichment.engine.refusals import AlreadyActive
from enrichment.models import EnrichmentRun, Kind, RunItem
from enrichment.phases.artist_images import photo
from enrichment.phases.descriptions.provenance import DESCRIPTION_FIELDS, description_of, restore_description
from enrichment.phases.discogs.facts import PART as FACTS
from enrichment.phases.registry import phases_of

CHUNK = 100


@dataclass
class UndoReport:
    """`left_alone` names the items that were not restored, each with the reason in a sentence."""

    restored: int = 0
    left_alone: list[tuple[str, str]] = field(default_factory=list)


def undo_item(item: RunItem) -> UndoReport:
    """Restore the value before `item`. An item that wrote nothing, or is undone already, gives an empty report."""
    return _undo([item.pk])


def undo_run(run: EnrichmentRun) -> UndoReport:
    """Restore the values before `run`, a few items at a time. Raises `AlreadyActive` while it is under way."""
    run.refresh_from_db()
    if run.is_active:
        raise AlreadyActive(run)
    written = RunItem.objects.filter(run=run, undone_at__isnull=True).exclude(after={})
    return undo_items(list(written.order_by("-pk").values_list("pk", flat=True)))


def undo_items(pks: Sequence[int]) -> UndoReport:
    """As `undo_item` for each of them, a few in each transaction."""
    report = UndoReport()
    for start in range(0, len(pks), CHUNK):
        part = _undo(pks[start : start + CHUNK])
        report.restored += part.restored
        report.left_alone += part.left_alone
    return report


def last_texts(albums: QuerySet[Album]) -> QuerySet[RunItem]:
    """The items that wrote the latest text of each of `albums`, without those that are taken back already."""
    written = RunItem.objects.filter(phase__name="descriptions", undone_at__isnull=True).exclude(after={})
    latest = written.filter(album=OuterRef("album")).order_by("-pk").values("pk")[:1]
    selected = albums.prefetch_related(None).order_by().values("pk")
    return written.filter(album__in=selected, pk=Subquery(latest)).order_by("-pk")


@transaction.atomic
def _undo(pks: Sequence[int]) -> UndoReport:
    report = UndoReport()
    items = RunItem.objects.select_for_update(of=("self",)).select_related("phase")
    for item in items.filter(pk__in=pks, undone_at__isnull=True).exclude(after={}).order_by("-pk"):
        if why := _restore(item):
            report.left_alone.append((item.label, why))
        else:
            item.undone_at = timezone.now()
            item.save(update_fields=["undone_at"])
            report.restored += 1
    return report


def _restore(item: RunItem) -> str:
    """The reason why not, "" when the value was restored."""
    if "instances" in item.after or "albums" in item.after:
        return _("What a source told cannot be taken back.")
    if item.album_id and item.phase.name in phases_of(Kind.DISCOGS, FACTS):
        return _restore_facts(Album.objects.select_for_update().get(pk=item.album_id), item)
    if item.album_id:
        return _restore_text(Album.objects.select_for_update().get(pk=item.album_id), item)
    if item.artist_id:
        return _restore_photo(Artist.objects.select_for_update().get(pk=item.artist_id), item)
    return _("It was deleted since.")


def _restore_text(album: Album, item: RunItem) -> str:
    if album.is_locked("ai_description"):
        return _("The text was locked since.")
    if description_of(album) != item.after:
        return _("The text was changed since.")
    restore_description(album, item.before)
    album.save(update_fields=DESCRIPTION_FIELDS)
    return ""


def _restore_facts(album: Album, item: RunItem) -> str:
    """They are not fetched again by themselves: `facts_at` stays."""
    if any(album.is_locked(name) or getattr(album, name) != value for name, value in item.after.items()):
        return _("The facts were changed since.")
    for name, value in item.before.items():
        setattr(album, name, value)
    album.save(update_fields=list(item.before))
    return ""


def _restore_photo(artist: Artist, item: RunItem) -> str:
    image = Image.objects.filter(artist=artist, image_type=photo.TYPE, source=photo.SOURCE).first()
    if artist.is_locked("photo") or artist.photo_answer:
        return _("The photo was decided on since.")
    if photo.photo_of(artist, image) != item.after:
        return _("The photo was changed since.")
    artist.spotify_id = item.before["spotify_id"]
    artist.save(update_fields=["spotify_id"])
    _put_back(image, item.before)
    return ""


def _put_back(image: Image | None, before: dict[str, Any]) -> None:
    """`image` is there, for it equals what the item wrote."""
    if image is None:
        return
    if not before["url"]:
        image.delete()
        return
    image.url, image.run_id = before["url"], before["run_id"]
    image.fetched_at = datetime.fromisoformat(before["fetched_at"]) if before["fetched_at"] else None
    image.save(update_fields=["url", "fetched_at", "run_id"])
