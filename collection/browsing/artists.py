"""The artists who have something on the shelf."""

from django.db.models import Count, Q

from collection.models import Album, Artist, ArtistQuerySet
from collection.searching.asking import matching_artists


def owning() -> ArtistQuerySet:
    """Artists with the number of their albums as `owned`, none of them zero, the most first."""
    there = Q(album_artists__album__in=Album.objects.on_the_shelf().order_by())
    counted = Artist.objects.annotate(owned=Count("album_artists__album", filter=there, distinct=True))
    return counted.filter(owned__gt=0).order_by("-owned", "key", "pk")


def named(text: str) -> ArtistQuerySet:
    """The artists who are somebody, by name; `text` narrows them, accents or not."""
    artists = owning().real().order_by("key", "pk")
    if not text:
        return artists
    return artists.filter(matching_artists(text))
