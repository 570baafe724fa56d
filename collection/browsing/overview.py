"""The collection at a glance. What the home page brings to mind, one query each: new, played, forgotten, of an age, and
one at random. The collection in numbers: charts of bars, each of which leads to its albums, in a fixed number of
queries.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from collection.browsing.choices import NEVER, Choices
from collection.browsing.facets import Facet, Facets, month_label, share
from collection.browsing.matching import ON_A_CARD, Span, spans_of_months, spans_of_years
from collection.browsing.names import Joined, counted, unfolded
from collection.models import Album, Artist, Image, Scrobble
from collection.models.album import on_the_shelf

MOST = 8
PLAYS_LOOKED_AT = 400
AGES = (10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100)
FORGOTTEN = timedelta(days=180)

MOST_BARS = 15
MOST_PLAYED = 12
MONTHS = 24
COUNTED = ("styles", "labels", "country")


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


class Chart(NamedTuple):
    name: str
    title: str
    bars: list[Facet]


@dataclass(frozen=True)
class Coverage:
    """How many of `total` have what AIME fills in; `query` chooses those that lack it."""

    title: str
    count: int
    total: int
    query: str

    @property
    def share(self) -> int:
        return round(100 * self.count / self.total) if self.total else 0


class Played(NamedTuple):
    album: Album
    tracks: int


class Statistics:
    """Asked for once, when it is made."""

    def __init__(self, today: date) -> None:
        shelf = Album.objects.on_the_shelf().order_by()
        # In one reading of the index that holds all of it, where a database has one (`collection.migrations`).
        joined = {column: Joined(column) for column in COUNTED}
        tally = shelf.aggregate(total=Count("pk"), first=Min("added_at"), last=Max("added_at"), **joined)
        total = tally["total"]
        facets = Facets(Choices())
        growth = _spans(shelf, "added_at", spans_of_years(tally["first"], tally["last"]))
        listening = _spans(Scrobble.objects.all(), "played_at", spans_of_months(today, MONTHS))
        charts = [
            Chart("decades", _("Decades"), facets.decades()),
            Chart("genres", _("Genres"), facets.genres()[:MOST_BARS]),
            Chart("styles", _("Styles"), _ranked(unfolded(tally["styles"]), "style")),
            Chart("labels", _("Labels"), _ranked(unfolded(tally["labels"]), "label")),
            Chart("formats", _("Formats"), facets.supports()[:MOST_BARS]),
            Chart("countries", _("Countries"), _ranked(counted(tally["country"]), "country")),
            Chart("growth", _("Added, year by year"), _in_order(growth, "added", str)),
            Chart("listening", _("Tracks listened to, month by month"), _in_order(listening, "played", month_label)),
        ]
        self.charts = [chart for chart in charts if chart.bars]
        # What was played and stands elsewhere is looked up, which is less.
        elsewhere = Album.objects.exclude(on_the_shelf()).order_by()
        plays = Scrobble.objects.filter(album__isnull=False).order_by()
        here = plays.exclude(album__in=elsewhere).values_list("album").annotate(tracks=Count("pk"))
        most = dict(here.order_by("-tracks", "album")[:MOST_PLAYED])
        albums = Album.objects.only(*ON_A_CARD).with_credits().in_bulk(list(most))
        self.most_played = [Played(albums[key], tracks) for key, tracks in most.items()]
        self.total, self.never_played = total, total - _number_of("album", plays, elsewhere)
        self.never_played_query = Choices(played=NEVER).query()
        self.coverage = _coverage(shelf, total)


def _spans(rows: QuerySet[Any], moment: str, wanted: Mapping[Any, Span]) -> dict[Any, int]:
    """How many lie in each span; asked span by span, an index counts them, which no moment's own month does."""
    inside = [
        rows.filter((f"{moment}__gte", span.begin), (f"{moment}__lt", span.end))
        .order_by()
        .values_list(Value(str(name)))
        .annotate(Count("pk"))
        for name, span in wanted.items()
    ]
    counts = dict(inside[0].union(*inside[1:], all=True).order_by()) if inside else {}
    return {name: counts.get(str(name), 0) for name in wanted}


def _coverage(shelf: QuerySet[Album], total: int) -> list[Coverage]:
    """Those that lack something are counted, for they have an index of their own."""
    texts, covers = (total - shelf.filter((column, "")).count() for column in ("ai_description", "image_url"))
    others = Artist.objects.expecting_no_photo()
    people = Artist.objects.count() - others.count()
    pictured = _number_of("artist", Image.objects.artist_photos(), others)
    return [
        Coverage(_("Albums with a description"), texts, total, Choices(lacking="text").query()),
        Coverage(_("Albums with a cover"), covers, total, Choices(lacking="cover").query()),
        Coverage(_("Artists with a photo"), pictured, people, Choices(lacking="photo").query()),
    ]


def _number_of(name: str, rows: QuerySet[Any], others: QuerySet[Any]) -> int:
    """How many different ones the rows name. The `others` are few, and sooner counted than left out row by row."""
    number = Count(name, distinct=True)
    left_out = rows.filter((f"{name}__in", others)).aggregate(number=number)["number"]
    return int(rows.aggregate(number=number)["number"] - left_out)


def _ranked(counts: Mapping[str, int], name: str) -> list[Facet]:
    highest_first = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return _bars([pair for pair in highest_first if pair[0]][:MOST_BARS], name, str)


def _in_order(counts: Mapping[Any, int], name: str, label: Callable[[Any], str]) -> list[Facet]:
    """From the first that has any to the last; what is unknown has no bar."""
    return _bars(sorted(pair for pair in counts.items() if pair[0] and pair[1]), name, label)


def _bars(counts: list[tuple[Any, int]], name: str, label: Callable[[Any], str]) -> list[Facet]:
    highest = max((count for _value, count in counts), default=1)
    return [
        Facet(label(value), count, Choices(**{name: value}).query(), chosen=False, share=share(count, highest))
        for value, count in counts
    ]
