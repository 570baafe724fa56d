"""Which of the owner's albums was heard; those heard enough that are not in the collection become albums."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from collection.importing import ArtistCredit, ReleaseRecord, save_batch, values
from collection.importing.records import problem
from collection.meant import VARIOUS, artist_of, work_key
from collection.models import Album, Scrobble
from collection.models.album import AlbumSource
from collection.naming import folded
from enrichment.phases.lastfm.shelf import Shelf
from enrichment.phases.lastfm.unknown import is_nobody, is_nothing

SOURCE = AlbumSource.LASTFM
Work = tuple[str, str]


class Heard(NamedTuple):
    """An album as Last.fm names it."""

    artist: str
    title: str
    cover_url: str = ""

    @property
    def work(self) -> Work:
        """What the spellings of one album have in common, editions too."""
        return artist_of(self.artist), work_key(self.title)


def take_in(heard: Iterable[Heard], threshold: int) -> list[Album]:
    """Link the history to the albums `heard`, and return the albums that were made: each with `threshold` different
    tracks in the history.
    """
    spellings: dict[Work, set[Heard]] = defaultdict(set)
    for one in heard:
        if not is_nothing(one.title):
            spellings[one.work].add(one)
    shelf = Shelf((one.artist, one.title) for group in spellings.values() for one in group)
    known = {work: found for work, group in spellings.items() if (found := _on(shelf, group))}
    missing = []
    for work, group in spellings.items():
        if work not in known and not all(is_nobody(one.artist) for one in group):
            titles = _history(group).values_list("track_title", flat=True).distinct()
            if len({folded(title) or title for title in titles}) >= threshold:
                missing.append(group)
    records = [record for group in missing if not problem(record := _record(group))]
    made = [album for album, _change in save_batch(records)]
    known |= {
        (artist_of(record.artists[0].name), work_key(record.title)): album.pk
        for record, album in zip(records, made, strict=True)
    }
    for work, group in spellings.items():
        if work not in known:
            continue
        # Plays that hung on an album that was only heard move to the one that is owned, and the empty one goes.
        strays = Album.objects.heard_only().filter(scrobbles__in=_history(group)).exclude(pk=known[work])
        emptied = [stray.pk for stray in strays.distinct() if not stray.locked_fields]
        _history(group).filter(Q(album__isnull=True) | Q(album__in=emptied)).update(album_id=known[work])
        Album.objects.filter(pk__in=emptied, scrobbles=None).delete()
    return made


def _on(shelf: Shelf, group: set[Heard]) -> int | None:
    """The album that one of the spellings names, or whose tracks were heard under its performers' names."""
    found = next((pk for one in group if (pk := shelf.find(one.artist, one.title))), None)
    is_owned = found is not None and not shelf.is_heard_only(found)
    if is_owned or not any(shelf.has_compilation(one.title) for one in group):
        return found
    tracks = set(_history(group).values_list("track_title", flat=True).distinct()[:500])
    return next((pk for one in group if (pk := shelf.compilation(one.artist, one.title, tracks))), found)


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
        artists=(ArtistCredit("Various" if artist_of(one.artist) == VARIOUS else values.text(one.artist)),),
        source=SOURCE,
        cover_url=values.https_address(cover),
    )
