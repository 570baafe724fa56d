"""The states of albums' texts and artists' photos in words and numbers, the same in columns and filters; and how much
is filled, as rings whose parts lead to the lists behind them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist, Image
from collection.models.album import kept
from collection.models.artist import PhotoDecision
from collection.models.sql import Written
from enrichment.models import Outcome, RunItem
from enrichment.phases import review
from enrichment.phases.selection import (
    BEFORE,
    Moment,
    albums_in_reach,
    ask_again_before,
    in_reach,
    owned_or_wanted,
    told,
)
from enrichment.phases.services import Words

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
    without, lacking = _WITHOUT_TEXT.answer("COUNT(*), COUNT(in_reach)")
    waiting = _WAITING.number()
    # A run may write in between.
    return {PRESENT: _KEPT.number() - without, REVIEW: waiting, MISSING: max(0, lacking - waiting)}


_KEPT = Written(lambda: Album.objects.kept())
# A case that is left out is NULL, which is not counted.
_WITHOUT_TEXT = Written(
    lambda: Album.objects.kept().without_description().values(in_reach=Case(When(owned_or_wanted(), then=Value(1))))
)
# Compared like this no index leads to all without a text, but those that wait are looked up, who are few.
_WAITING = Written(lambda: albums_in_reach().filter(pk__in=Written(albums_to_review)).exclude(ai_description__gt=""))


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
    return Artist.objects.real_on_the_shelf().annotate(photo_state=photo_state).filter(photo_state=state)


def artists_in_each_photo_state() -> dict[str, int]:
    """The number of artists by state. Few are looked up: who misses a photo is whoever is left."""
    known, waiting = Written(_known_of).answer("COUNT(*), COUNT(waits)", **told())
    counts = {PRESENT: _PICTURED.number(), REVIEW: waiting, NOT_FOUND: known - waiting}
    left = Artist.objects.count() - _EXPECTING_NO_PHOTO.number() - sum(counts.values())
    return {**counts, DECLINED: _DECLINED.number(), MISSING: max(0, left)}


def _known_of() -> QuerySet[Artist, Any]:
    """Without a photo, and not just missing it. A case that is left out is NULL, which is not counted."""
    waits = Q(pk__in=Written(artists_to_review))
    known = Artist.objects.filter(waits | Q(pk__in=_sought_in_vain(BEFORE))).exclude(pk__in=_EXPECTING_NO_PHOTO)
    return known.exclude(_pictured()).values("pk", waits=Case(When(waits, then=Value(1))))


_EXPECTING_NO_PHOTO = Written(lambda: Artist.objects.expecting_no_photo().values("pk"))
_PICTURED = Written(
    lambda: (
        Image.objects.artist_photos()
        .exclude(artist__in=Artist.objects.expecting_no_photo())
        .values("artist")
        .distinct()
    )
)
_DECLINED = Written(lambda: Artist.objects.filter(photo_answer=PhotoDecision.NO_PHOTO).real_on_the_shelf())


def _pictured() -> Exists:
    return Exists(Image.objects.artist_photos().filter(artist=OuterRef("pk")))


def _sought_in_vain(before: Moment | None = None) -> QuerySet[Any]:
    """Keys of the artists whom a service did not know lately: they are not asked for again for now."""
    sought = RunItem.objects.filter(
        outcome=Outcome.NOT_FOUND, artist__isnull=False, finished_at__gte=before or ask_again_before()
    )
    return sought.order_by().values("artist")


@dataclass(frozen=True)
class Part:
    """A state of the ring's subject. `share` and `start` are hundredths of the ring."""

    state: str
    label: Words
    count: int
    address: str
    share: float
    start: float


class Ring(NamedTuple):
    title: str
    total: int
    parts: tuple[Part, ...]

    @property
    def filled(self) -> int:
        return next((part.count for part in self.parts if part.state == PRESENT), 0)

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when nothing is missing."""
        return 100 * self.filled // self.total if self.total else 0


def rings() -> list[Ring]:
    """A constant number of queries, however large the collection."""
    albums, artists = reverse("admin:collection_album_changelist"), reverse("admin:collection_artist_changelist")
    return [
        _ring(gettext("Descriptions"), TEXT_STATES, albums_in_each_text_state(), f"{albums}?description="),
        _ring(gettext("Artist photos"), PHOTO_STATES, artists_in_each_photo_state(), f"{artists}?photo="),
    ]


def _ring(title: str, states: Mapping[str, Words], counts: Mapping[str, int], address: str) -> Ring:
    total, start, parts = sum(counts.values()), 0.0, []
    for state, label in states.items():
        share = 100 * counts[state] / total if total else 0.0
        parts.append(Part(state, label, counts[state], f"{address}{state}", round(share, 2), round(-start, 2)))
        start += share
    return Ring(title, total, tuple(parts))
