"""What a visitor could choose next, with the number of albums behind each choice."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from collection.browsing.choices import Choices
from collection.browsing.labels import decade_label
from collection.browsing.matching import found
from collection.browsing.remembered import remembered
from collection.carriers import support_label
from collection.models import Album

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
