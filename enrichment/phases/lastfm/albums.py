"""Which of the owner's albums was heard; those heard enough that are not in the collection become albums."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from collection.importing import ArtistCredit, ReleaseRecord, save_batch, values
from collection.importing.records import problem
from collection.models import Album, Artist, Scrobble
from collection.models.album import AlbumSource
from collection.naming import folded, strip_disambiguation
from enrichment.providers.matching.titles import title_key

SOURCE = AlbumSource.LASTFM
Work = tuple[str, str]


@dataclass(frozen=True)
class Heard:
    """An album as Last.fm names it. `times` counts its plays where the service told, else the history does."""

    artist: str
    title: str
    cover_url: str = ""
    times: int = 0

    @property
    def work(self) -> Work:
        """What the spellings of one album have in common, editions too."""
        return artist_of(self.artist), title_key(self.title)


def artist_of(name: str) -> str:
    """The key of an artist by name alone: Last.fm knows no "(2)"."""
    return Artist.key_of(strip_disambiguation(name))


def take_in(heard: Iterable[Heard], threshold: int) -> list[Album]:
    """Link the history to the albums `heard`, and return the albums that were made: each with `threshold` different
    tracks in the history, or so many plays told.
    """
    spellings: dict[Work, set[Heard]] = defaultdict(set)
    for one in heard:
        spellings[one.work].add(one)
    known = _known({one for group in spellings.values() for one in group})
    missing = [group for work, group in spellings.items() if work not in known and _is_enough(group, threshold)]
    records = [record for group in missing if not problem(record := _record(group))]
    made = [album for album, _change in save_batch(records)]
    known |= {
        (artist_of(record.artists[0].name), title_key(record.title)): album.pk
        for record, album in zip(records, made, strict=True)
    }
    for work, group in spellings.items():
        if work in known:
            _link(group, known[work])
    return made


def _known(heard: set[Heard]) -> dict[Work, int]:
    """The keys of owned albums by work; an edition from Discogs or by hand before one from here."""
    keys = {artist_of(one.artist) for one in heard}
    numbered = Q(pk__in=[])
    for key in keys:
        numbered |= Q(artists__key__startswith=f"{key} (")
    named = Q(artists__key__in=keys) | numbered | Q(title__in={one.title for one in heard})
    found: dict[Work, int] = {}
    albums = Album.objects.filter(named).with_credits().distinct()
    for album in sorted(albums, key=lambda album: (album.source == SOURCE, album.removed_at is not None, album.pk)):
        for artist in _names(album):
            found.setdefault((artist, title_key(album.title)), album.pk)
    return found


def _names(album: Album) -> set[str]:
    """Each artist of the album, and all of them together: Last.fm has both `Jay-Z` and `Jay-Z & Kanye West`."""
    names = [name for credit in album.album_artists.all() for name in (credit.artist.name, credit.shown_name)]
    return {artist_of(name) for name in (*names, album.artist_credit)}


def _is_enough(group: set[Heard], threshold: int) -> bool:
    if max(one.times for one in group) >= threshold:
        return True
    titles = _history(group).values_list("track_title", flat=True).distinct()
    return len({folded(title) or title for title in titles}) >= threshold


def _history(group: set[Heard]) -> QuerySet[Scrobble]:
    spelt = Q(pk__in=[])
    for one in group:
        spelt |= Q(artist_name=one.artist, album_title=one.title)
    return Scrobble.objects.filter(spelt)


def _record(group: set[Heard]) -> ReleaseRecord:
    """By the shortest spelling, which has no ` (Deluxe Edition)`."""
    one = min(group, key=lambda heard: (len(heard.title), heard.title, heard.artist))
    cover = next((heard.cover_url for heard in sorted(group, key=str) if heard.cover_url), "")
    return ReleaseRecord(
        title=values.text(one.title),
        artists=(ArtistCredit(values.text(one.artist)),),
        source=SOURCE,
        cover_url=values.https_address(cover),
    )


def _link(group: set[Heard], album: int) -> None:
    _history(group).filter(album__isnull=True).update(album_id=album)
