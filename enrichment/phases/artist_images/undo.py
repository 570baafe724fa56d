"""Taking back a photo: the one before comes back, or none, unless a person has decided on it since."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from collection.models import Artist, Image
from collection.models.sql import Written, moment
from enrichment.models import RunItem
from enrichment.phases import selection
from enrichment.phases.artist_images import photo
from enrichment.phases.base import Resting
from enrichment.phases.selection import locks


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`."""
    artist = Artist.objects.select_for_update().filter(pk=item.artist_id or 0).first()
    if artist is None:
        return _("It was deleted since.")
    image = Image.objects.filter(artist=artist, image_type=photo.TYPE, source__in=photo.FETCHED).first()
    if artist.is_locked("photo") or artist.photo_answer:
        return _("The photo was decided on since.")
    now = photo.photo_of(artist, image)
    if any(now.get(name) != value for name, value in item.after.items()):
        return _("The photo was changed since.")
    before = item.before
    artist.spotify_id = before["spotify_id"]
    artist.save(update_fields=["spotify_id"])
    # `image` equals what the item wrote: it is not there where the item took a photo away.
    if before["url"]:
        image = image or Image(artist=artist, image_type=photo.TYPE)
        image.source, image.page = before.get("source", photo.SOURCE), before.get("page", "")
        image.url, image.run_id = before["url"], before["run_id"]
        image.fetched_at = datetime.fromisoformat(before["fetched_at"]) if before["fetched_at"] else None
        image.basis = before.get("basis", "")
        image.save()
    elif image:
        image.delete()
    return ""


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`: the photo still names the run for its own, or is still gone, and nobody has decided
    on it.
    """
    fetched = Image.objects.filter(artist=OuterRef("artist"), image_type=photo.TYPE, source__in=photo.FETCHED)
    gone = Q(after__url="") & ~Exists(fetched)
    own = Image.objects.filter(artist=OuterRef("artist"), run_id=OuterRef("run_id"))
    locked = Artist.objects.filter(locks("photo")).values("pk")
    return items.filter(Exists(own) | gone, artist__photo_answer="").exclude(artist__in=locked).count()


def resting() -> Resting:
    """See `Phase.resting`."""
    count, asked_first = _SET_ASIDE.answer("COUNT(*), MIN(photo_asked_at)", **selection.told())
    first = moment(asked_first)
    return Resting(count, first and first + timedelta(days=settings.AIME_ASK_AGAIN_DAYS))


_SET_ASIDE = Written(lambda: selection.artists_set_aside(selection.BEFORE).values("photo_asked_at"))


def set_aside(item: RunItem, until: datetime | None) -> None:
    """See `Phase.set_aside`: as if it had been asked for so long before."""
    artist = Artist.objects.get(pk=item.artist_id or 0)
    if until is None:
        artist.lock(["photo"])
    else:
        artist.photo_asked_at = until - timedelta(days=settings.AIME_ASK_AGAIN_DAYS)
    artist.save(update_fields=["photo_asked_at", "locked_fields"])
