"""Cached photos against the artists' own."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from collection.models import Artist, Image
from enrichment.caches import Entry as CacheEntry
from enrichment.caches import photo_names
from enrichment.models import Outcome
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.sources import SOURCES
from enrichment.phases.base import Result
from enrichment.phases.changes import FILL, LOCKED, REFUSED, REPLACE, Change, moment
from enrichment.phases.recorded import Entry, Record
from enrichment.providers.deezer import is_usable as is_usable_at_deezer
from enrichment.providers.spotify.provider import is_usable as is_usable_at_spotify

PHASE = "artist_images"


def refresh_photos(artists: Sequence[Artist], record: Record | None) -> Iterator[Change]:
    """The changes to `artists` (rows locked where `record` is given: then they are written)."""
    images = {
        image.artist_id: image
        for image in Image.objects.filter(artist__in=artists, image_type=photo.TYPE, source__in=photo.FETCHED)
    }
    entries: list[Entry] = []
    for artist in artists:
        cached, image = cached_photo(photo_names(artist)), images.get(artist.pk)
        if cached is None or cached.get("image_url") == (image.url if image else ""):
            continue
        change = _change(artist, image, cached)
        if change.writes and record:
            found = photo.from_entry(cached)
            assert found is not None  # noqa: S101 - `_change` has looked
            before = photo.photo_of(artist, image)
            image = image or Image(artist=artist, image_type=photo.TYPE)
            image.source, image.page = str(cached["provider"]), found.page
            image.url, image.fetched_at = found.image_url, moment(cached.get("fetched_at"))
            image.basis, image.run_id = found.basis, record.open().pk
            image.save()
            artist.spotify_id = found.spotify_id[:22] or artist.spotify_id
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
