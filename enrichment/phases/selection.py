"""Which albums and artists a run is about, a chunk at a time, however large the collection."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from django.conf import settings
from django.db.models import DateTimeField, Exists, JSONField, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from collection.models import Album, AlbumQuerySet, Artist, ArtistQuerySet, Image
from collection.models.album import HEARD_ONLY, kept
from collection.models.sql import Told, Written, WrittenExists
from enrichment.models import EnrichmentRun, Outcome, Preferences, RunItem
from enrichment.phases.artist_images import photo

M = TypeVar("M", bound=Model)

UNANSWERED = (Outcome.NOT_FOUND, Outcome.REVIEW)
_IS_HEARD_WANTED = WrittenExists(lambda: Preferences.objects.filter(lastfm_describe_heard=True))

# For questions that are worded once.
Moment: TypeAlias = datetime | Told
NOW, BEFORE, LANGUAGE = Told("now", DateTimeField()), Told("before", DateTimeField()), Told("language", JSONField())


def ask_again_before() -> datetime:
    """Who was asked without success after this instant is asked again by name alone, not with all that is missing."""
    return timezone.now() - timedelta(days=settings.AIME_ASK_AGAIN_DAYS)


def told(language: str = "") -> dict[str, Any]:
    """What such questions are told now."""
    return {"now": timezone.now(), "before": ask_again_before(), "language": language}


def resting(language: str | Told = "", now: Moment | None = None, before: Moment | None = None) -> QuerySet[RunItem]:
    """Items that keep an album's text from being asked for by night: it was left for review within the last thirty days
    and is still open, or was taken back, until when the person said. With a `language`, those of runs in it: what was
    asked in one language says nothing of another.
    """
    now, before = now or timezone.now(), before or ask_again_before()
    open_still = Q(outcome__in=UNANSWERED, finished_at__gte=before, answered_at__isnull=True)
    default = Q(ask_again_at__isnull=True, undone_at__gte=before)
    taken_back = Q(undone_at__isnull=False, ask_again_at__gt=now)
    items = RunItem.objects.filter(open_still | default | taken_back, phase__name="descriptions")
    return items.filter(run__options__language=language) if language else items


def artists_set_aside(before: Moment) -> ArtistQuerySet:
    """Without a photo, and asked for too lately: not `before`."""
    asked = Artist.objects.filter(photo_answer="", photo_asked_at__gte=before)
    return asked.exclude(pk__in=Written(_pictured)).exclude(locks("photo")).real_on_the_shelf()


def albums_in_reach(rows: AlbumQuerySet | None = None) -> AlbumQuerySet:
    """What runs are about when they name no albums: what is owned, and where the owner wants it what is only heard."""
    return (Album.objects.all() if rows is None else rows).filter(in_reach())


def in_reach() -> Q:
    return kept() & owned_or_wanted()


def owned_or_wanted() -> Q:
    return ~(HEARD_ONLY & ~Q(_IS_HEARD_WANTED))


def albums_to_describe(
    language: str | Told = "", now: Moment | None = None, before: Moment | None = None
) -> AlbumQuerySet:
    # Few rest, so they are found from their items, not looked for album by album.
    at_rest = resting(language, now, before).filter(album__isnull=False).order_by()
    return albums_without_text().exclude(pk__in=at_rest.values("album"))


def albums_without_text() -> AlbumQuerySet:
    """Those that may be described, asked for lately or not; what is locked is no matter of time."""
    return albums_in_reach().without_description().exclude(locks("ai_description"))


def artists_to_picture(before: Moment | None = None) -> ArtistQuerySet:
    """Artists without a photo who were not asked for lately, and those whose photo is due for a new look."""
    before = before or ask_again_before()
    due = Q(photo_asked_at__isnull=True) | Q(photo_asked_at__lt=before)
    stale = photo.fetched().filter(artist=OuterRef("pk"), fetched_at__lt=before)
    lacking = Artist.objects.filter(due, ~Q(pk__in=Written(_pictured)) | Exists(stale), photo_answer="")
    return lacking.exclude(locks("photo")).real_on_the_shelf()


def _pictured() -> QuerySet[Image, Any]:
    """Keys of the artists who have a photo: one list of them is sooner searched than all photos for each artist."""
    return Image.objects.artist_photos().values("artist")


def unproved_photos() -> QuerySet[Image]:
    """Fetched photos of artists that rest on neither titles nor an identity nor a person's choice."""
    undecided = Artist.objects.filter(pk=OuterRef("artist"), photo_answer="").exclude(locks("photo"))
    fetched = Image.objects.artist_photos().exclude(source="manual").exclude(basis__in=("titles", "identity"))
    return fetched.filter(Exists(undecided))


def locks(field: str) -> Q:
    """Few lock anything, and an empty list is sooner seen than searched."""
    # `contains` on JSON is not to be had on SQLite; the list is written by AIME alone, so its text form is known.
    return ~Q(locked_fields=[]) & Q(locked_fields__icontains=f'"{field}"')


def next_chunk(rows: QuerySet[M], cursor: int, size: int) -> tuple[list[M], int | None]:
    """The rows after primary key `cursor`, and the cursor of the chunk after them."""
    chunk = list(rows.filter(pk__gt=cursor).order_by("pk")[:size])
    return chunk, chunk[-1].pk if len(chunk) == size else None


def selected_chunk(rows: QuerySet[M], pks: Sequence[int], cursor: int, size: int) -> tuple[list[M], int | None]:
    """The rows among `pks[cursor:]`: a selection may hold more keys than a database takes in one query."""
    wanted = pks[cursor : cursor + size]
    found = {row.pk: row for row in rows.filter(pk__in=wanted)}
    following = cursor + size if cursor + size < len(pks) else None
    return [found[pk] for pk in wanted if pk in found], following


def parent_items(run: EnrichmentRun, phase: str) -> QuerySet[RunItem]:
    """The items of the parent run that this one takes up again: all of some outcomes, or those a person picked."""
    items = RunItem.objects.filter(run_id=run.parent_id, phase__name=phase, outcome__in=run.selection["outcomes"])
    return items.filter(pk__in=run.selection["items"]) if "items" in run.selection else items
