"""The words for the states of albums and artists: the same in columns, filters and the coverage."""

from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist, Image
from collection.models.album import kept
from collection.models.artist import PhotoDecision
from collection.models.written import Written, number_of
from enrichment.models import Outcome, RunItem
from enrichment.phases import review
from enrichment.phases.selection import albums_in_reach, ask_again_before, in_reach

PRESENT, REVIEW, MISSING, NOT_FOUND, DECLINED = "present", "review", "missing", "not_found", "declined"

DESCRIBED = ~Q(ai_description="")
TEXT_STATES = {PRESENT: _("there"), REVIEW: _("to review"), MISSING: _("missing")}
PHOTO_STATES = {
    PRESENT: _("there"),
    REVIEW: _("to review"),
    NOT_FOUND: _("not found"),
    DECLINED: _("no photo wanted"),
    MISSING: _("missing"),
}


def albums_to_review() -> QuerySet[Any]:
    """Keys of the albums with an open question."""
    return review.pending().filter(album__isnull=False).order_by().values("album")


def artists_to_review() -> QuerySet[Any]:
    return review.pending().filter(artist__isnull=False).order_by().values("artist")


def albums_in_text_states() -> Q:
    """Every album on the shelf, and those that are only heard where they are described too."""
    return kept() & DESCRIBED | in_reach()


def albums_by_text(state: str) -> Q:
    """Each of these is in exactly one state; an old text stays there while a new one waits for review."""
    if state == PRESENT:
        return kept() & DESCRIBED
    waits = Q(pk__in=Written(albums_to_review))
    return in_reach() & ~DESCRIBED & (waits if state == REVIEW else ~waits)


def albums_in_each_text_state() -> dict[str, int]:
    """The number of albums by state: those without a text are counted, for they have an index of their own."""
    waiting = number_of(_albums_that_wait)
    return {
        PRESENT: number_of(_kept_albums) - number_of(_kept_albums_without_text),
        REVIEW: waiting,
        MISSING: max(0, number_of(_albums_in_reach_without_text) - waiting),  # a run may write in between
    }


def _kept_albums() -> QuerySet[Album]:
    return Album.objects.kept()


def _kept_albums_without_text() -> QuerySet[Album]:
    return Album.objects.kept().without_description()


def _albums_in_reach_without_text() -> QuerySet[Album]:
    return albums_in_reach().without_description()


def _albums_that_wait() -> QuerySet[Album]:
    """Compared like this no index leads to all without a text, but those that wait are looked up, who are few."""
    return albums_in_reach().filter(pk__in=Written(albums_to_review)).exclude(ai_description__gt="")


def artists_by_photo(state: str) -> QuerySet[Artist]:
    """Every artist who is somebody and has an album on the shelf is in exactly one state."""
    photo_state = Case(
        When(photo_answer=PhotoDecision.NO_PHOTO, then=Value(DECLINED)),
        When(_pictured(), then=Value(PRESENT)),
        When(pk__in=Written(artists_to_review), then=Value(REVIEW)),
        When(pk__in=_sought_in_vain(), then=Value(NOT_FOUND)),
        default=Value(MISSING),
        output_field=CharField(),
    )
    return Artist.objects.on_the_shelf().real().annotate(photo_state=photo_state).filter(photo_state=state)


def artists_in_each_photo_state() -> dict[str, int]:
    """The number of artists by state. Few are looked up: who misses a photo is whoever is left."""
    waits = Q(pk__in=Written(artists_to_review))
    asked = Artist.objects.filter(waits | Q(pk__in=_sought_in_vain())).exclude(pk__in=Written(_expecting_no_photo))
    found = asked.exclude(_pictured()).aggregate(all=Count("pk"), waiting=Count("pk", filter=waits))
    counts = {
        PRESENT: number_of(_pictured_artists),
        REVIEW: found["waiting"],
        NOT_FOUND: found["all"] - found["waiting"],
    }
    left = Artist.objects.count() - number_of(_expecting_no_photo) - sum(counts.values())
    return {**counts, DECLINED: number_of(_declined), MISSING: max(0, left)}


def _expecting_no_photo() -> QuerySet[Any]:
    return Artist.objects.expecting_no_photo().values("pk")


def _pictured_artists() -> QuerySet[Any]:
    photos = Image.objects.artist_photos().exclude(artist__in=Artist.objects.expecting_no_photo())
    return photos.values("artist").distinct()


def _declined() -> QuerySet[Artist]:
    return Artist.objects.filter(photo_answer=PhotoDecision.NO_PHOTO).on_the_shelf().real()


def _pictured() -> Exists:
    return Exists(Image.objects.artist_photos().filter(artist=OuterRef("pk")))


def _sought_in_vain() -> QuerySet[Any]:
    """Keys of the artists whom a service did not know lately: they are not asked for again for now."""
    sought = RunItem.objects.filter(
        outcome=Outcome.NOT_FOUND, artist__isnull=False, finished_at__gte=ask_again_before()
    )
    return sought.order_by().values("artist")
