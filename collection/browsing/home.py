"""What the home page brings to mind: new, played, forgotten, of an age, and one at random. One query each."""

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from collection.browsing.matching import ON_A_CARD
from collection.models import Album, Scrobble
from collection.models.album import on_the_shelf

MOST = 8
PLAYS_LOOKED_AT = 400
AGES = (10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100)
FORGOTTEN = timedelta(days=180)


def shelf() -> QuerySet[Album]:
    return Album.objects.on_the_shelf().only(*ON_A_CARD)


def added_lately() -> list[Album]:
    return list(shelf().filter(added_at__isnull=False).order_by("-added_at", "-pk")[:MOST])


def played_lately() -> list[Album]:
    """Each once, the last played first. Of the last plays alone, found first: a record has many tracks."""
    last = Scrobble.objects.filter(album__isnull=False).order_by("-played_at").values("pk")[:PLAYS_LOOKED_AT]
    return _albums(_plays().filter(pk__in=last).order_by("-played_at"))


def forgotten(now: datetime) -> list[Album]:
    """Those whose last play is longest ago, half a year at least."""
    later = Scrobble.objects.filter(album=OuterRef("album"), played_at__gt=OuterRef("played_at"))
    old = _plays().filter(played_at__lt=now - FORGOTTEN)
    return _albums(old.exclude(Exists(later)).order_by("played_at")[:MOST])


def of_an_age(today: date) -> list[Album]:
    """Albums whose work came out a round number of years ago; other ones each day of the year."""
    born = shelf().filter(original_year__in=[today.year - age for age in AGES]).order_by("-original_year", "pk")
    chosen = random.Random(today.toordinal())  # noqa: S311 - no secret
    found = list(born[: 25 * MOST])
    return sorted(chosen.sample(found, min(MOST, len(found))), key=lambda album: (album.original_year or 0, album.pk))


def at_random() -> Album | None:
    """Any album: the next one from a place between the first and the last."""
    ends = Album.objects.aggregate(first=Min("pk"), last=Max("pk"))
    place = random.randint(ends["first"] or 0, ends["last"] or 0)  # noqa: S311 - no secret
    return shelf().filter(pk__gte=place).order_by("pk").first() or shelf().order_by("pk").first()


def _plays() -> QuerySet[Scrobble]:
    of_the_shelf = Scrobble.objects.filter(on_the_shelf("album__"), album__isnull=False)
    return of_the_shelf.select_related("album").only(*(f"album__{name}" for name in ON_A_CARD))


def _albums(plays: Iterable[Scrobble]) -> list[Album]:
    found = {play.album_id: play.album for play in plays if play.album}
    return list(found.values())[:MOST]
