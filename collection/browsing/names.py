"""All styles, labels, genres and countries of what is on the shelf, by name."""

from bisect import bisect_left
from typing import Any, NamedTuple

from collection.browsing.choices import Choices
from collection.browsing.unfolding import Joined, counted, unfolded
from collection.models import Album
from collection.naming import unaccented

COLUMNS = {"genre": "genres", "style": "styles", "label": "labels", "country": "country"}


class Name(NamedTuple):
    """`query` chooses its `albums` on the wall."""

    order: str
    label: str
    albums: int
    query: str


def names(kind: str) -> list[Name]:
    joined = Album.objects.on_the_shelf().order_by().aggregate(all=Joined(COLUMNS[kind]))["all"]
    counts = counted(joined) if kind == "country" else unfolded(joined)
    return sorted(_name(kind, label, count) for label, count in counts.items())


def _name(kind: str, label: str, albums: int) -> Name:
    choice: dict[str, Any] = {kind: label}
    return Name(unaccented(label), label, albums, Choices(**choice).query())


def before(found: list[Name], letter: str) -> int:
    return bisect_left(found, letter, key=lambda name: name.order)
