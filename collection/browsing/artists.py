"""The artists who have something on the shelf."""

from django.db.models import Count, OuterRef, Subquery

from collection.models import Album, AlbumArtist, Artist, ArtistQuerySet
from collection.searching.asking import matching_artists


def named(text: str) -> ArtistQuerySet:
    """The artists who are somebody, by name, with the number of their albums as `owned`, none of them zero; `text`
    narrows them, accents or not.
    """
    there = AlbumArtist.objects.filter(album__in=Album.objects.on_the_shelf().order_by()).order_by()
    owned = there.filter(artist=OuterRef("pk")).values("artist").annotate(albums=Count("album", distinct=True))
    shown = Artist.objects.annotate(owned=Subquery(owned.values("albums")))  # counted for those alone that are shown
    artists = shown.filter(pk__in=there.values("artist")).real().order_by("key", "pk")
    return artists.filter(matching_artists(text)) if text else artists
