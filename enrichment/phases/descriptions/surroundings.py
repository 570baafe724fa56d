"""What is known around an album: its artists as an open source describes them, and how many more are owned."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F

from collection.models import Album, AlbumArtist
from collection.naming import PLACEHOLDER_KEYS
from enrichment.models import ArtistIdentity


class Surroundings(NamedTuple):
    """`neighbours` is how many works of its artists there are besides the album's; `acts` a line for each artist, and
    what an open source tells of the album itself.
    """

    neighbours: int = 0
    acts: tuple[str, ...] = ()


NOTHING_KNOWN = Surroundings()


def surroundings(albums: Iterable[Album]) -> dict[int, Surroundings]:
    """By primary key, in two queries; the credits are prefetched."""
    credits_of = {album: [credit.artist for credit in album.album_artists.all()] for album in albums}
    artists = {artist.pk: artist for credited in credits_of.values() for artist in credited}
    real = [pk for pk, artist in artists.items() if artist.key not in PLACEHOLDER_KEYS]
    # For each artist the works owned: masters, and under a negative number the albums that have none.
    works: dict[int, set[int]] = defaultdict(set)
    owned = AlbumArtist.objects.filter(artist_id__in=real, album__in=Album.objects.on_the_shelf()).order_by()
    for pk, master, of in owned.values_list("artist_id", "album__discogs_master_id", F("album_id")):
        works[pk].add(master or -of)
    about = {row.artist_id: row for row in ArtistIdentity.objects.filter(artist_id__in=real).exclude(about={})}
    found: dict[int, Surroundings] = {}
    for album, credited in credits_of.items():
        theirs = set().union(*(works[artist.pk] for artist in credited)) - {album.discogs_master_id or -album.pk}
        known = [(artist.display_name, about[artist.pk]) for artist in credited if artist.pk in about]
        told = [line for name, identity in known for line in (identity.told(name), identity.told_of(album))]
        found[album.pk] = Surroundings(len(theirs), tuple(dict.fromkeys(filter(None, told))))
    return found
