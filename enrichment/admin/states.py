"""The words for the states of albums and artists: the same in columns, filters and the coverage."""

from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist, Image
from collection.models.album import kept
from collection.models.artist import PhotoDecision
from collection.models.written import Written
from enrichment.models import Outcome, RunItem
from enrichment.phases import review
from enrichment.phases.selection import ask_again_before, in_reach, wanted

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
    """The number of albums by state, from two queries: those without a text have an index of their own."""
    shelf, waits = Album.objects.kept(), Q(pk__in=Written(albums_to_review))
    counts = {"all": Q(), "wanted": wanted(), REVIEW: wanted() & waits}
    bare = shelf.without_description().aggregate(
        **{name: Count("pk", filter=counted) for name, counted in counts.items()}
    )
    return {PRESENT: shelf.count() - bare["all"], REVIEW: bare[REVIEW], MISSING: bare["wanted"] - bare[REVIEW]}


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
    """The number of artists by state, from five queries, each about few: who misses a photo is whoever is left."""
    others, waits = Artist.objects.expecting_no_photo(), Q(pk__in=Written(artists_to_review))
    photos = Image.objects.artist_photos().exclude(artist__in=others)
    asked = Artist.objects.filter(waits | Q(pk__in=_sought_in_vain())).exclude(pk__in=others).exclude(_pictured())
    found = asked.aggregate(all=Count("pk"), waiting=Count("pk", filter=waits))
    counts = {
        PRESENT: photos.aggregate(artists=Count("artist", distinct=True))["artists"],
        REVIEW: found["waiting"],
        NOT_FOUND: found["all"] - found["waiting"],
    }
    left = Artist.objects.count() - others.count() - sum(counts.values())
    declined = Artist.objects.filter(photo_answer=PhotoDecision.NO_PHOTO).on_the_shelf().real().count()
    return {**counts, DECLINED: declined, MISSING: left}


def _pictured() -> Exists:
    return Exists(Image.objects.artist_photos().filter(artist=OuterRef("pk")))


def _sought_in_vain() -> QuerySet[Any]:
    """Keys of the artists whom a service did not know lately: they are not asked for again for now."""
    sought = RunItem.objects.filter(
        outcome=Outcome.NOT_FOUND, artist__isnull=False, finished_at__gte=ask_again_before()
    )
    return sought.order_by().values("artist")
