"""What a visitor could choose next, with the number of albums behind each choice; what a choice is called on a page,
and those that only their own link takes back.

Large numbers hardly change: what took long to count is told again for a minute.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collection.browsing.choices import NEVER, Choices
from collection.browsing.matching import found
from collection.models import Album, Artist
from collection.models.album import support_label

MOST_FACETS = 24


class Row(NamedTuple):
    """So many albums share these genres, this format, this folder and this decade (0 = unknown)."""

    genres: tuple[str, ...]
    support: str
    folder: str
    decade: int
    albums: int


@dataclass(frozen=True)
class Facet:
    """One choice as the page shows it. `query` chooses it, or drops it where `chosen`; `share` is 1 to 100."""

    label: str
    count: int
    query: str
    chosen: bool
    share: int


Values = Callable[[Row], Iterable[Any]]
VALUES: dict[str, Values] = {
    "genre": lambda row: row.genres,
    "support": lambda row: (row.support,),
    "folder": lambda row: (row.folder,),
    "decade": lambda row: (row.decade,),
}


class Facets:
    """Counted from one grouped query: few albums differ in genres, format, folder and decade, whatever their number.

    `among` are the albums that it counts, for whoever shows some of them: so what is searched is searched once.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.among = found(choices)
        if choices.is_sought:
            self._rows = list(_rows(self.among))
        else:  # all, as `remembered` if they are very many: it takes reading an index of all of them
            self._rows = remembered("heard" if choices.heard else "owned", lambda: list(_rows(self.among)), _number)

    @property
    def albums(self) -> int:
        """How many fit every choice."""
        chosen = self._chosen_but("")
        return _number(row for row in self._rows if _fits(row, chosen))

    def genres(self) -> list[Facet]:
        return self._facets("genre", str)

    def supports(self) -> list[Facet]:
        return self._facets("support", support_label)

    def folders(self) -> list[Facet]:
        """Of the owner's own: a single one, where everything is, tells nothing."""
        if self._choices.public:
            return []
        facets = self._facets("folder", str)
        return facets if len(facets) > 1 or any(facet.chosen for facet in facets) else []

    def decades(self) -> list[Facet]:
        """Oldest first, as on a time line."""
        facets = self._facets("decade", decade_label)
        return sorted(facets, key=lambda facet: facet.label)

    def _facets(self, name: str, label: Callable[[Any], str]) -> list[Facet]:
        """The choices of one kind, counted under all other choices, the most frequent first."""
        counts: Counter[Any] = Counter()
        others = self._chosen_but(name)
        for row in self._rows:
            if _fits(row, others):
                counts.update(dict.fromkeys(VALUES[name](row), row.albums))
        del counts["" if name != "decade" else 0]

        chosen = getattr(self._choices, name)
        if chosen:
            counts.setdefault(chosen, 0)
        highest = max(counts.values(), default=0) or 1
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
        kept = [pair for rank, pair in enumerate(ranked) if rank < MOST_FACETS or pair[0] == chosen]
        return [
            Facet(
                label=label(value),
                count=count,
                query=self._choices.query(**{name: "" if value == chosen else value}),
                chosen=value == chosen,
                share=share(count, highest),
            )
            for value, count in kept
        ]

    def _chosen_but(self, name: str) -> list[tuple[Values, Any]]:
        chosen = ((values, getattr(self._choices, other)) for other, values in VALUES.items() if other != name)
        return [(values, choice) for values, choice in chosen if choice]


def share(count: int, highest: int) -> int:
    """How long a bar is, 1 to 100."""
    return max(1, round(100 * count / highest))


def _fits(row: Row, chosen: Iterable[tuple[Values, Any]]) -> bool:
    return all(choice in values(row) for values, choice in chosen)


def _number(rows: Iterable[Row]) -> int:
    return sum(row.albums for row in rows)


def _rows(albums: QuerySet[Album]) -> Iterator[Row]:
    grouped = albums.order_by().values_list("genres", "support", "folder", "decade").annotate(Count("pk"))
    for genres, support, folder, decade, count in grouped:
        named = tuple(genre for genre in genres if isinstance(genre, str)) if isinstance(genres, list) else ()
        yield Row(named, support, folder, decade or 0, count)


class Narrowing(NamedTuple):
    """Something chosen that is no filter of the page; `query` chooses everything else."""

    label: str
    query: str


def narrowings(choices: Choices) -> list[Narrowing]:
    artist = Artist.objects.only("name").filter(pk=choices.artist).first() if choices.artist else None
    nobody = _("An artist who is not here") if choices.artist else ""
    never = _("Never played") if choices.played == NEVER else ""
    month = "" if never else choices.played
    lacking = {
        "text": _("Without a description"),
        "cover": _("Without a cover"),
        "photo": _("An artist without a photo"),
    }
    labels = {
        "artist": artist.display_name if artist else nobody,
        "style": choices.style,
        "label": choices.label,
        "country": choices.country,
        "added": choices.added and _("Added in %(year)s") % {"year": choices.added},
        "played": _("Played in %(month)s") % {"month": month_label(month)} if month else never,
        "lacking": lacking.get(choices.lacking, ""),
    }
    empty = Choices()
    return [
        Narrowing(str(label), choices.query(**{name: getattr(empty, name)})) for name, label in labels.items() if label
    ]


def decade_label(decade: int) -> str:
    return _("%(decade)ss") % {"decade": decade}


def month_label(month: str) -> str:
    """`October 2026` for "2026-10"."""
    return date_format(date(int(month[:4]), int(month[5:]), 1), "YEAR_MONTH_FORMAT")


T = TypeVar("T")
MANY = 10_000
SECONDS = 60


def remembered(name: str, count: Callable[[], T], size: Callable[[T], int]) -> T:
    """What `count` finds; once its `size` is more than `MANY`, it may be a minute old. Less is always counted anew."""
    minute = int(time.monotonic() / SECONDS)  # a wall clock may be set back, and this one would stand still
    key = f"collection.{name}.{minute}"
    known: T | None = cache.get(key)
    if known is not None:
        return known
    found = count()
    if size(found) > MANY:
        cache.set(key, found, SECONDS)
    return found
