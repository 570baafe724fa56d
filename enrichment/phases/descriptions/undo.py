"""Taking back a text: the one before comes back with its provenance, unless somebody has changed or locked it since."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.models import RunItem
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
