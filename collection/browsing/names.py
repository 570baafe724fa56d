"""All artists, styles, labels, genres and countries of what is on the shelf, by name.

A database sorts what it groups. Of columns that hold lists of texts it only joins the values to one text here, while it
reads each album once for whatever else is asked of it; counting them in memory then takes a third of the time.
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from django.db.models import Aggregate, Count, Exists, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from collection.browsing.choices import Choices
from collection.browsing.facets import remembered
from collection.models import Album, AlbumArtist, Artist, ArtistQuerySet
from collection.models.album import on_the_shelf
from collection.naming import PLACEHOLDER_KEYS, unaccented
from collection.searching.asking import matching_artists

COLUMNS = {"genre": "genres", "style": "styles", "label": "labels", "country": "country"}

_BETWEEN = "\x1f"  # in no list as JSON writes it, and in no name that a page could ask for


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


def names_before(found: list[Name], letter: str) -> int:
    return bisect_left(found, letter, key=lambda name: name.order)


class Joined(Aggregate):
    """Every value of a column in one text, for `counted` or `unfolded`: an aggregate as any other."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, char(31))"
    output_field = TextField()

    def __init__(self, column: str, **extra: Any) -> None:
        super().__init__(Cast(column, TextField()), **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "%(function)s(%(expressions)s, chr(31))"
        return self.as_sql(compiler, connection, function="STRING_AGG", template=template, **extra)


def counted(joined: str | None) -> Counter[str]:
    """How many albums have each value; blanks and nulls are not counted."""
    counts = Counter((joined or "").split(_BETWEEN))
    del counts[""]
    return counts


def unfolded(joined: str | None) -> Counter[str]:
    """How many albums list each text. A list that many albums have is read once, and all that equally many have as one:
    the garbage collector would look at each list made.
    """
    alike = defaultdict[int, list[str]](list)
    for entries, albums in counted(joined).items():
        if entries.startswith("[") and (inside := entries[1:-1].strip()):
            alike[albums].append(inside)
    counts = Counter[str]()
    for albums, lists in alike.items():
        texts = Counter(entry for entry in json.loads(f"[{','.join(lists)}]") if isinstance(entry, str))
        for text, times in texts.items():
            counts[text] += times * albums
    del counts[""]
    return counts


def artists_named(text: str) -> ArtistQuerySet:
    """The artists who are somebody, by name, with the number of their albums as `owned`, none of them zero; `text`
    narrows them, accents or not.

    Each is looked up by itself, so that a page costs what it shows.
    """
    there = _credits().filter(artist=OuterRef("pk"))
    owned = there.values("artist").annotate(albums=Count("album", distinct=True)).values("albums")
    artists = Artist.objects.annotate(owned=Subquery(owned)).filter(Exists(there)).real().order_by("key", "pk")
    return artists.filter(matching_artists(text)) if text else artists


def number_of_artists(text: str) -> int:
    """How many are `artists_named` so; of all artists, if they are very many, as `remembered`."""
    return artists_named(text).count() if text else remembered("artists", lambda: _artists_in(_of_somebody()), int)


def artists_before(text: str, letter: str) -> int:
    """How many of them stand before those that begin with `letter`."""
    if text:
        return artists_named(text).filter(key__lt=letter).count()
    return _artists_in(_of_somebody().filter(artist__key__lt=letter))


def _credits() -> QuerySet[AlbumArtist]:
    return AlbumArtist.objects.filter(on_the_shelf("album__")).order_by()


def _of_somebody() -> QuerySet[AlbumArtist]:
    return _credits().exclude(artist__in=Artist.objects.filter(key__in=PLACEHOLDER_KEYS))


def _artists_in(credited: QuerySet[AlbumArtist]) -> int:
    """Of their artists, each once: all of them are counted sooner from their credits than one by one."""
    return int(credited.aggregate(number=Count("artist", distinct=True))["number"])
