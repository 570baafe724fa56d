"""What is done with photos afterwards: they are taken back, held against the cache files, and looked at for doubt.

Where one is taken back the one before comes back, or none, unless a person has decided on it since. Where a person says
who an artist is, what rested on who it was before is forgotten, and asked for again.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from collection.models import Artist, Image
from collection.models.image import ARTIST_PHOTO
from collection.models.sql import Written, moment
from collection.naming import base_form, folded
from enrichment.caches import Entry as CacheEntry
from enrichment.models import ArtistIdentity, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.services import SOURCES
from enrichment.phases.base import Resting, Result
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change, Entry, Record, Suspect, cached_moment
from enrichment.phases.selection import locks
from enrichment.providers.deezer import is_usable as is_usable_at_deezer
from enrichment.providers.matching import lead_artist
from enrichment.providers.spotify.provider import ALBUM_ART
from enrichment.providers.spotify.provider import is_usable as is_usable_at_spotify


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`."""
    artist = Artist.objects.select_for_update().filter(pk=item.artist_id or 0).first()
    if artist is None:
        return _("It was deleted since.")
    image = photo.fetched().filter(artist=artist).first()
    if artist.is_locked("photo") or artist.photo_answer:
        return _("The photo was decided on since.")
    now = photo.photo_of(artist, image)
    if any(now.get(name) != value for name, value in item.after.items()):
        return _("The photo was changed since.")
    before = item.before
    artist.spotify_id = before["spotify_id"]
    artist.save(update_fields=["spotify_id"])
    # `image` equals what the item wrote: it is not there where the item took a photo away.
    if before["url"]:
        image = image or Image(artist=artist, image_type=ARTIST_PHOTO)
        image.source, image.page = before.get("source", photo.SOURCE), before.get("page", "")
        image.url, image.run_id = before["url"], before["run_id"]
        image.fetched_at = datetime.fromisoformat(before["fetched_at"]) if before["fetched_at"] else None
        image.basis = before.get("basis", "")
        image.save()
    elif image:
        image.delete()
    return ""


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`: the photo still names the run for its own, or is still gone, and nobody has decided
    on it.
    """
    gone = Q(after__url="") & ~Exists(photo.fetched().filter(artist=OuterRef("artist")))
    own = Image.objects.filter(artist=OuterRef("artist"), run_id=OuterRef("run_id"))
    locked = Artist.objects.filter(locks("photo")).values("pk")
    return items.filter(Exists(own) | gone, artist__photo_answer="").exclude(artist__in=locked).count()


def resting(language: str = "") -> Resting:
    """See `Phase.resting`."""
    count, asked_first = _SET_ASIDE.answer("COUNT(*), MIN(photo_asked_at)", **selection.told())
    first = moment(asked_first)
    return Resting(count, first and first + timedelta(days=settings.AIME_ASK_AGAIN_DAYS))


_SET_ASIDE = Written(lambda: selection.artists_set_aside(selection.BEFORE).values("photo_asked_at"))


def set_aside(item: RunItem, until: datetime | None) -> None:
    """See `Phase.set_aside`: as if it had been asked for so long before."""
    artist = Artist.objects.get(pk=item.artist_id or 0)
    if until is None:
        artist.lock(["photo"])
    else:
        artist.photo_asked_at = until - timedelta(days=settings.AIME_ASK_AGAIN_DAYS)
    artist.save(update_fields=["photo_asked_at", "locked_fields"])


_BASES = {"name": photo.NAME, "discogs_artist_id": photo.IDENTITY}
_ALL = ["", photo.NAME, photo.TITLES, photo.IDENTITY]


def forget(artist: Artist, changed: Iterable[str]) -> bool:
    """Forget what rested on the fields that a person `changed`; whether a photo was among it. One that our titles
    speak for stays where the account at Spotify is not what was changed, and so does one that was chosen, is locked, or
    is of an account that a person named.
    """
    edited = set(changed)
    if "discogs_artist_id" in edited:
        ArtistIdentity.objects.filter(artist=artist).delete()
        artist.name_variations = []  # Discogs alone tells them, of its number
        artist.save(update_fields=["name_variations"])
    bases = _ALL if "spotify_id" in edited else [basis for name, basis in _BASES.items() if name in edited]
    is_named = artist.is_locked("spotify_id") and "spotify_id" not in edited
    if not bases or is_named or artist.photo_answer or artist.is_locked("photo"):
        return False
    gone, _models = photo.fetched().filter(artist=artist, basis__in=bases).delete()
    for cache in (SOURCES[name].service.cache() for name in photo.FETCHED):
        kept = ((name, cache.read([name])) for name in photo.photo_names(artist))
        cache.drop([name for name, entry in kept if entry and entry.get("basis") in bases])
    if gone and not artist.is_locked("spotify_id"):
        artist.spotify_id = ""
    artist.photo_asked_at = None
    artist.save(update_fields=["photo_asked_at", "spotify_id"])
    return bool(gone)


PHASE = "artist_images"


def refresh_photos(rows: Sequence[Artist], language: str, record: Record | None) -> Iterator[Change]:
    """The changes to `rows` (locked where `record` is given: then they are written)."""
    images = {image.artist_id: image for image in photo.fetched().filter(artist__in=rows)}
    entries: list[Entry] = []
    for artist in rows:
        cached, image = cached_photo(photo.photo_names(artist)), images.get(artist.pk)
        if cached is None or cached.get("image_url") == (image.url if image else ""):
            continue
        change = _change(artist, image, cached)
        if change.writes and record:
            found = photo.from_entry(cached)
            assert found is not None  # noqa: S101 - `_change` has looked
            before = photo.photo_of(artist, image)
            found, at = found._replace(source=str(cached["provider"])), cached_moment(cached.get("fetched_at"))
            image = photo.put(found, artist, image, run_id=record.open().pk, at=at)
            image.save()
            artist.save(update_fields=["spotify_id"])
            after = photo.photo_of(artist, image)
            entries.append((artist, change.label, Result(Outcome.CACHED, "cached", before=before, after=after)))
        yield change
    if record:
        record.add(PHASE, entries)


def cached_photo(names: Sequence[str]) -> CacheEntry | None:
    """What the cache files hold of the artist: of the source that is asked first, where several do."""
    for name in settings.AIME_PHOTO_SOURCES or photo.FETCHED:
        if entry := SOURCES[name].service.cache().read(names):
            return {**entry, "provider": name}
    return None


def _change(artist: Artist, image: Image | None, cached: CacheEntry) -> Change:
    if artist.is_locked("photo") or artist.photo_answer:
        return Change(PHASE, artist.display_name, LOCKED)
    is_usable = is_usable_at_spotify if cached["provider"] == photo.SOURCE else is_usable_at_deezer
    if photo.from_entry(cached) is None or not is_usable(cached["image_url"]):
        return Change(PHASE, artist.display_name, REFUSED, "no_usable_image")
    return Change(PHASE, artist.display_name, REPLACE if image else FILL)


CHUNK = 500


def shared_photos() -> Iterator[Suspect]:
    """One address for artists who are not one and the same."""
    urls = _shown().values("url").annotate(artists=Count("artist", distinct=True)).filter(artists__gt=1)
    for row in urls.order_by("url").iterator(chunk_size=CHUNK):
        artists = list(Artist.objects.filter(images__in=_shown().filter(url=row["url"])).distinct().order_by("pk"))
        # One: identified as such on Spotify, under a name they share: "AIR" and "Air", or a band and its leader's name.
        names = [{folded(base_form(artist.name)), folded(base_form(lead_artist(artist.name)))} for artist in artists]
        ids = {artist.spotify_id for artist in artists}
        are_one = len(ids) == 1 and ids != {""} and set.intersection(*names) - {""}
        if not are_one:
            yield Suspect("shared_photo", " = ".join(str(artist) for artist in artists[:5]), row["url"])


def shared_artists() -> Iterator[Suspect]:
    """Two artists whom Discogs tells apart on one Spotify id."""
    apart = Artist.objects.exclude(spotify_id="").filter(discogs_artist_id__isnull=False)
    ids = apart.order_by().values("spotify_id").annotate(artists=Count("pk")).filter(artists__gt=1)
    for row in ids.order_by("spotify_id").iterator(chunk_size=CHUNK):
        artists = Artist.objects.filter(spotify_id=row["spotify_id"]).order_by("pk")[:5]
        yield Suspect("shared_artist", " = ".join(artist.name for artist in artists), row["spotify_id"])


def unproved_photos() -> Iterator[Suspect]:
    for image in selection.unproved_photos().select_related("artist").order_by("pk").iterator(chunk_size=CHUNK):
        yield Suspect("photo_unproved", str(image.artist), image.url)


def old_photos() -> Iterator[Suspect]:
    """Fetched so long ago that the source wants them looked at again."""
    old = _shown().exclude(source="manual").filter(fetched_at__lt=selection.ask_again_before())
    for image in old.select_related("artist").order_by("pk").iterator(chunk_size=CHUNK):
        yield Suspect("photo_old", str(image.artist), image.url)


def album_covers() -> Iterator[Suspect]:
    covers = _shown().filter(url__icontains=f"/{ALBUM_ART}").select_related("artist")
    for image in covers.order_by("pk").iterator(chunk_size=CHUNK):
        yield Suspect("album_cover", str(image.artist), image.url)


def _shown() -> QuerySet[Image]:
    return Image.objects.artist_photos().exclude(url="").exclude(artist__photo_answer="no_photo")


def different_photos() -> Iterator[Suspect]:
    for image in photo.fetched().select_related("artist").order_by("pk").iterator(chunk_size=CHUNK):
        artist = image.artist
        if artist is None or artist.is_locked("photo"):
            continue
        entry = SOURCES[image.source].service.cache().read(photo.photo_names(artist))
        if entry is None:
            yield Suspect("not_cached", str(artist))
        elif entry.get("image_url") != image.url:
            yield Suspect("cache_differs", str(artist))
