"""Taking back a photo: the one before comes back, or none, unless a person has decided on it since."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from collection.models import Artist, Image
from enrichment.models import RunItem
from enrichment.phases.artist_images import photo
from enrichment.phases.selection import locks


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`."""
    artist = Artist.objects.select_for_update().filter(pk=item.artist_id or 0).first()
    if artist is None:
        return _("It was deleted since.")
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


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`: the photo still names the run for its own, and nobody has decided on it."""
    own = Image.objects.filter(artist=OuterRef("artist"), run_id=OuterRef("run_id"))
    locked = Artist.objects.filter(locks("photo")).values("pk")
    return items.filter(Exists(own), artist__photo_answer="").exclude(artist__in=locked).count()
