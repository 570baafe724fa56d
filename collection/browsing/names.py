"""All styles, labels, genres and countries of what is on the shelf, by name."""

from bisect import bisect_left
from typing import NamedTuple

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
    everything = Choices()
    return sorted(
        Name(unaccented(label), label, albums, everything.query(**{kind: label})) for label, albums in counts.items()
    )


def before(found: list[Name], letter: str) -> int:
    return bisect_left(found, letter, key=lambda name: name.order)
