"""Photos that were put in doubt: a name alone does not bring them back."""

from collections.abc import Collection, Iterable

from collection.models import Image
from enrichment.models import Outcome, RunItem
from enrichment.phases.artist_images import photo


def doubted(artists: Iterable[int], asked_anew: Iterable[Image]) -> set[int | None]:
    """Of `artists` those whose photo was taken back for want of anything that speaks for it, with no answer of a person
    yet; and those of the photos `asked_anew` that rest on nothing.
    """
    taken_back = RunItem.objects.filter(outcome=Outcome.REVIEW, reason="unproved", answered_at__isnull=True)
    before = taken_back.filter(artist__in=list(artists), undone_at__isnull=True).values_list("artist_id", flat=True)
    return {*before, *(image.artist_id for image in asked_anew if image.basis not in photo.PROVED)}


def without_name(found: photo.PhotoResult, artist: int | None, doubted: Collection[int | None]) -> photo.PhotoResult:
    """What was found, put before a person where nothing but the name speaks for it."""
    if found.basis != photo.NAME or artist not in doubted:
        return found
    return photo.PhotoResult("review", "unproved", candidates=found.candidates, source=found.source)
