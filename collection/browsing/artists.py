"""The artists who have something on the shelf."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from collection.browsing.remembered import remembered
from collection.models import AlbumArtist, Artist, ArtistQuerySet
from collection.models.album import on_the_shelf
from collection.placeholders import PLACEHOLDER_KEYS
from collection.searching.asking import matching_artists


def named(text: str) -> ArtistQuerySet:
    """The artists who are somebody, by name, with the number of their albums as `owned`, none of them zero; `text`
    narrows them, accents or not.

    Each is looked up by itself, so that a page costs what it shows.
    """
    there = _credits().filter(artist=OuterRef("pk"))
    owned = there.values("artist").annotate(albums=Count("album", distinct=True)).values("albums")
    artists = Artist.objects.annotate(owned=Subquery(owned)).filter(Exists(there)).real().order_by("key", "pk")
    return artists.filter(matching_artists(text)) if text else artists


def number_of(text: str) -> int:
    """How many are `named` so; of all artists, if they are very many, as `remembered`."""
    return named(text).count() if text else remembered("artists", lambda: _number(_of_somebody()), int)


def number_before(text: str, letter: str) -> int:
    """How many of them stand before those that begin with `letter`."""
    if text:
        return named(text).filter(key__lt=letter).count()
    return _number(_of_somebody().filter(artist__key__lt=letter))


def _credits() -> QuerySet[AlbumArtist]:
    return AlbumArtist.objects.filter(on_the_shelf("album__")).order_by()


def _of_somebody() -> QuerySet[AlbumArtist]:
    return _credits().exclude(artist__in=Artist.objects.filter(key__in=PLACEHOLDER_KEYS))


def _number(credited: QuerySet[AlbumArtist]) -> int:
    """Of their artists, each once: all of them are counted sooner from their credits than one by one."""
    return int(credited.aggregate(number=Count("artist", distinct=True))["number"])
