"""The collection in numbers: charts of bars, each of which leads to its albums. A fixed number of queries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from collection.browsing import spans
from collection.browsing.cards import ON_A_CARD
from collection.browsing.choices import NEVER, Choices
from collection.browsing.labels import decade_label, month_label
from collection.browsing.spans import Span
from collection.browsing.unfolding import counted
from collection.models import Album, Artist, Image, Scrobble
from collection.models.album import on_the_shelf

MOST_BARS = 15
MOST_PLAYED = 12
MONTHS = 24
LISTS = ("genres", "styles", "labels")


@dataclass(frozen=True)
class Bar:
    """`share` is 1 to 100 of the longest bar; `query` chooses the bar's albums on the wall."""

    label: str
    count: int
    share: int
    query: str


class Chart(NamedTuple):
    name: str
    title: str
    bars: list[Bar]


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
        counts = counted(shelf, LISTS, ("support", "country", "decade"))
        decades = {int(decade): count for decade, count in counts["decade"].items()}
        tally = _tally(shelf)
        growth = _spans(shelf, "added_at", spans.years(tally["first"], tally["last"]))
        listening = _spans(Scrobble.objects.all(), "played_at", spans.months(today, MONTHS))
        charts = [
            Chart("decades", _("Decades"), _in_order(decades, "decade", decade_label)),
            Chart("genres", _("Genres"), _ranked(counts["genres"], "genre")),
            Chart("styles", _("Styles"), _ranked(counts["styles"], "style")),
            Chart("labels", _("Labels"), _ranked(counts["labels"], "label")),
            Chart("formats", _("Formats"), _ranked(counts["support"], "support")),
            Chart("countries", _("Countries"), _ranked(counts["country"], "country")),
            Chart("growth", _("Added, year by year"), _in_order(growth, "added", str)),
            Chart("listening", _("Tracks listened to, month by month"), _in_order(listening, "played", month_label)),
        ]
        self.charts = [chart for chart in charts if chart.bars]
        self.total, self.never_played = tally["total"], tally["silent"]
        self.never_played_query = Choices(played=NEVER).query()
        self.most_played = _most_played()
        self.coverage = _coverage(tally)


def _tally(shelf: QuerySet[Album]) -> dict[str, Any]:
    return shelf.aggregate(
        total=Count("pk"),
        silent=Count("pk", filter=~Exists(Scrobble.objects.filter(album=OuterRef("pk")))),
        texts=Count("pk", filter=~Q(ai_description="")),
        covers=Count("pk", filter=~Q(image_url="")),
        first=Min("added_at"),
        last=Max("added_at"),
    )


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


def _coverage(tally: Mapping[str, int]) -> list[Coverage]:
    with_photo = Image.objects.artist_photos().filter(artist=OuterRef("pk"))
    people = Artist.objects.expecting_a_photo().order_by()
    artists = people.aggregate(total=Count("pk"), photos=Count("pk", filter=Exists(with_photo)))
    return [
        Coverage(_("Albums with a description"), tally["texts"], tally["total"], Choices(lacking="text").query()),
        Coverage(_("Albums with a cover"), tally["covers"], tally["total"], Choices(lacking="cover").query()),
        Coverage(_("Artists with a photo"), artists["photos"], artists["total"], Choices(lacking="photo").query()),
    ]


def _most_played() -> list[Played]:
    plays = Scrobble.objects.filter(on_the_shelf("album__"), album__isnull=False).order_by()
    counted = plays.values_list("album").annotate(tracks=Count("pk")).order_by("-tracks", "album")
    tracks = dict(counted[:MOST_PLAYED])
    albums = Album.objects.only(*ON_A_CARD).with_credits().in_bulk(list(tracks))
    return [Played(albums[key], count) for key, count in tracks.items()]


def _ranked(counts: Mapping[str, int], name: str) -> list[Bar]:
    highest_first = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return _bars([pair for pair in highest_first if pair[0]][:MOST_BARS], name, str)


def _in_order(counts: Mapping[Any, int], name: str, label: Callable[[Any], str]) -> list[Bar]:
    """From the first that has any to the last; what is unknown has no bar."""
    return _bars(sorted(pair for pair in counts.items() if pair[0] and pair[1]), name, label)


def _bars(counts: list[tuple[Any, int]], name: str, label: Callable[[Any], str]) -> list[Bar]:
    highest = max((count for _value, count in counts), default=1)
    return [
        Bar(label(value), count, max(1, round(100 * count / highest)), Choices(**{name: value}).query())
        for value, count in counts
    ]
