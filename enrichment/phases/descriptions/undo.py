"""Taking back a text: the one before comes back with its provenance, unless somebody has changed or locked it since."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from collection.models import Album
from collection.models.sql import Told, Written, moment
from enrichment.models import RunItem
from enrichment.phases import selection
from enrichment.phases.base import Resting
from enrichment.phases.descriptions.provenance import DESCRIPTION_FIELDS, description_of, restore_description
from enrichment.phases.selection import locks


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`."""
    album = Album.objects.select_for_update().filter(pk=item.album_id or 0).first()
    if album is None:
        return _("It was deleted since.")
    if album.is_locked("ai_description"):
        return _("The text was locked since.")
    if description_of(album) != item.after:
        return _("The text was changed since.")
    restore_description(album, item.before)
    album.save(update_fields=DESCRIPTION_FIELDS)
    return ""


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`: the album still names the run for its text's."""
    locked = Album.objects.filter(locks("ai_description")).values("pk")
    return items.filter(album__description_run_id=F("run_id")).exclude(album__in=locked).count()


def resting(language: str) -> Resting:
    """See `Phase.resting`."""
    rows = _RESTING_IN if language else _RESTING
    what = "COUNT(DISTINCT album_id), MIN(ask_again_at), MIN(since)"
    count, *firsts = rows.answer(what, **selection.told(language))
    said, since = map(moment, firsts)
    due = [said, since and since + timedelta(days=settings.AIME_ASK_AGAIN_DAYS)]
    return Resting(count, min(filter(None, due), default=None))


def _resting(language: str | Told = "") -> QuerySet[RunItem, Any]:
    """With when each is due, or where nobody said it, since when it rests."""
    items = selection.resting(language, selection.NOW, selection.BEFORE)
    without_text = Exists(selection.albums_without_text().filter(pk=OuterRef("album")))
    since = Case(When(ask_again_at__isnull=True, then=Coalesce("undone_at", "finished_at")))
    return items.filter(without_text).values("album_id", "ask_again_at", since=since)


_RESTING = Written(_resting)
_RESTING_IN = Written(lambda: _resting(selection.LANGUAGE))


def set_aside(item: RunItem, until: datetime | None) -> None:
    """See `Phase.set_aside`: a text that is never wanted is one that a person has decided on."""
    if until is None:
        album = Album.objects.get(pk=item.album_id or 0)
        album.lock(["ai_description"])
        album.save(update_fields=["locked_fields"])
    item.ask_again_at = until
