"""The artists of a batch of releases: found or made in a constant number of queries, and names that are left over."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from collection.importing.records import ArtistCredit
from collection.models import AlbumArtist, Artist, ArtistText, Image
from collection.models.image import MANUAL
from collection.models.sql import insert
from collection.searching.texts import add_texts, albums_of, artist_words, refresh_albums, refresh_artists

_NEEDED = ("name", "key", "discogs_artist_id", "locked_fields", "former_names")


@dataclass(slots=True)
class Credit:
    artist: Artist
    credited_as: str
    join_phrase: str


class ArtistRegister:
    """The artists a batch may mean: by Discogs id, else by identity key. New ones are made in memory until `save`.

    Those `credited` on its albums (their primary keys) come by the same query.
    """

    def __init__(self, wanted: Iterable[ArtistCredit], credited: Collection[int] = ()) -> None:
        wanted = set(wanted)
        ids = {credit.discogs_id for credit in wanted if credit.discogs_id}
        keys = {Artist.key_of(credit.name) for credit in wanted}
        self._by_id: dict[int, Artist] = {}
        self._by_key: dict[str, list[Artist]] = defaultdict(list)
        self._new: list[Artist] = []
        self._changed: list[Artist] = []
        renamed = Artist.objects.filter(former_names__isnull=False).order_by().values("pk")
        meant = Q(discogs_artist_id__in=ids) | Q(key__in=keys) | Q(pk__in=credited) | Q(pk__in=renamed)
        self._by_pk = {artist.pk: artist for artist in Artist.objects.filter(meant).only(*_NEEDED).order_by("pk")}
        for artist in self._by_pk.values():
            self._remember(artist)
        for artist in self._by_pk.values():  # behind those who bear the name today
            for key in artist.former_names or ():
                self._by_key[key].append(artist)

    def __getitem__(self, pk: int) -> Artist:
        return self._by_pk[pk]

    def credits(self, told: Iterable[ArtistCredit], credited: Sequence[Artist] = ()) -> list[Credit]:
        """Whom each credit means, see `find`."""
        return [Credit(self.find(one, credited), one.credited_as, one.join_phrase) for one in told]

    def find(self, credit: ArtistCredit, credited: Sequence[Artist] = ()) -> Artist:
        """Whom a name means; told again of an album, the one of those `credited` there who was renamed since."""
        name, discogs_id = credit.name, credit.discogs_id
        if discogs_id is None:
            key = Artist.key_of(name)
            bearers = [artist for artist in self._by_key[key] if artist.key == key]
            renamed = [artist for artist in credited if key in (artist.former_names or ())]
            if renamed and not any(artist in bearers for artist in credited):
                return renamed[0]
            known = bearers or self._by_key[key]
            if not known:
                return self._make(name, None)
            same_name = (artist for artist in known if artist.name == name)
            return next(same_name, None) or _without_id(known) or known[0]

        artist = self._by_id.get(discogs_id) or _without_id(self._by_key[Artist.key_of(name)])
        if artist is None:
            return self._make(name, discogs_id)
        name = artist.name if artist.is_locked("name") else name
        if (artist.name, artist.discogs_artist_id) != (name, discogs_id):
            artist.name, artist.key, artist.discogs_artist_id = name, Artist.key_of(name), discogs_id
            self._changed.append(artist)
            self._remember(artist)
        return artist

    def save(self) -> None:
        made = set(map(id, self._new))
        changed = [artist for artist in self._changed if id(artist) not in made]
        rows = [
            {"name": artist.name, "key": artist.key, "discogs_artist_id": artist.discogs_artist_id}
            for artist in self._new
        ]
        for artist, key in zip(self._new, insert(Artist, rows), strict=True):
            artist.pk, artist._state.adding = key, False
        add_texts(ArtistText, {artist.pk: artist_words(artist.name) for artist in self._new})
        if changed:
            Artist.objects.bulk_update(changed, ["name", "key", "discogs_artist_id"])
            refresh_artists(artist.pk for artist in changed)
            refresh_albums(albums_of([artist.pk for artist in changed]))
        self._new, self._changed = [], []

    def _make(self, name: str, discogs_id: int | None) -> Artist:
        artist = Artist(name=name, key=Artist.key_of(name), discogs_artist_id=discogs_id)
        self._new.append(artist)
        self._remember(artist)
        return artist

    def _remember(self, artist: Artist) -> None:
        if artist.discogs_artist_id is not None:
            self._by_id[artist.discogs_artist_id] = artist
        known = self._by_key[artist.key]
        if not any(other is artist for other in known):
            known.append(artist)


def save_credits(credited: Iterable[tuple[int, Sequence[Credit]]]) -> None:
    """Write who is credited on each of the albums with these primary keys, which have no credits yet."""
    rows = [
        {"album_id": album, "artist_id": one.artist.pk, "position": position}
        | {"credited_as": one.credited_as, "join_phrase": one.join_phrase}
        for album, names in credited
        for position, one in enumerate(names)
    ]
    insert(AlbumArtist, rows)


def _without_id(known: Iterable[Artist]) -> Artist | None:
    """The artist known by name only, who adopts the id when Discogs tells it."""
    return next((artist for artist in known if artist.discogs_artist_id is None), None)


def remove_orphans(replaced: Iterable[tuple[Sequence[Credit], Sequence[Credit]]]) -> None:
    """Delete artists known by name alone that lost their last album, once Discogs told who is behind the names: of each
    album that is `replaced` the credits that left and those there are now.

    What a person chose for one goes to the artist it turned out to be; where that is not clear, the name stays with it.
    """
    heirs = {one.artist.pk: _heir(one, now) for left, now in replaced for one in left}
    if not heirs:
        return
    orphans = Artist.objects.filter(pk__in=heirs, discogs_artist_id=None, album_artists=None).prefetch_related("images")
    for orphan in orphans:
        heir, images = heirs[orphan.pk], orphan.images.all()
        is_chosen = orphan.locked_fields or orphan.photo_answer or any(image.source == MANUAL for image in images)
        if heir is not None:
            there = set(heir.images.values_list("image_type", "source"))
            moving = [image.pk for image in images if (image.image_type, image.source) not in there]
            Image.objects.filter(pk__in=moving).update(artist=heir)
            # The rows were read before the move; Django would delete what it still believes to be the orphan's.
            orphan._prefetched_objects_cache = {}  # type: ignore[attr-defined]
            heir.photo_answer = heir.photo_answer or orphan.photo_answer
            heir.spotify_id = heir.spotify_id or orphan.spotify_id
            heir.lock(set(orphan.locked_fields) - {"name", "discogs_artist_id"})
            heir.save(update_fields=["photo_answer", "spotify_id", "locked_fields"])
        if heir is not None or not is_chosen:
            orphan.delete()


def _heir(left: Credit, now: Sequence[Credit]) -> Artist | None:
    """The one that is credited under the name that left, or the only one there is."""
    names = {left.artist.key, Artist.key_of(left.credited_as or left.artist.name)}
    called = [(one.artist, {one.artist.key, Artist.key_of(one.credited_as or one.artist.name)}) for one in now]
    same = [artist for artist, theirs in called if theirs & names]
    if len(same) == 1 or len(now) == 1:
        return (same or [now[0].artist])[0]
    return None
