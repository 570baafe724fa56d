"""The facts that a text is written from, and held against: an album's own, and what is known around it.

Around it are its artists as an open source describes them, how many more of theirs are owned, and further editions.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F

from collection.models import Album, AlbumArtist
from collection.naming import PLACEHOLDER_KEYS, strip_disambiguation
from collection.sleeve import by_importance, headings, heard
from enrichment.models import ArtistIdentity
from enrichment.providers.texts import AlbumFacts, Track


class Surroundings(NamedTuple):
    """`neighbours` is how many works of its artists there are besides the album's; `acts` a line for each artist, and
    what an open source tells of the album itself.
    """

    neighbours: int = 0
    acts: tuple[str, ...] = ()


NOTHING_KNOWN = Surroundings()
MOST_CREDITS = 20


def facts_of(album: Album, around: Surroundings = NOTHING_KNOWN) -> AlbumFacts:
    """What the owner and Discogs say of the work, with what is known `around` it; a pressing's year is left behind."""
    return AlbumFacts(
        title=album.title,
        artists=album.artist_credit,
        original_year=album.original_year,
        labels=tuple(dict.fromkeys(map(strip_disambiguation, album.labels))),
        catalogue_number=album.shown_number,
        format=album.support,
        genres=tuple(album.genres),
        styles=tuple(album.styles),
        tracklist=tuple(
            Track(*(str(track.get(name) or "") for name in ("title", "position", "duration", "artists")))
            for track in heard(album.tracklist)
        ),
        credits=tuple(by_importance(album.credits)[:MOST_CREDITS]),
        country=album.country,
        headings=tuple(headings(album.tracklist)),
        acts=around.acts,
        neighbours=around.neighbours,
    )


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


def other_editions(albums: Iterable[Album]) -> dict[int, list[Album]]:
    """By primary key the further editions of the same work, in one query; they may hold the facts of its text."""
    mine = list(albums)
    masters = {album.discogs_master_id for album in mine if album.discogs_master_id}
    editions: dict[int, list[Album]] = defaultdict(list)
    for edition in Album.objects.with_credits().filter(discogs_master_id__in=masters).order_by("pk"):
        editions[edition.discogs_master_id or 0].append(edition)
    return {
        album.pk: [edition for edition in editions[album.discogs_master_id] if edition.pk != album.pk]
        for album in mine
        if album.discogs_master_id
    }
