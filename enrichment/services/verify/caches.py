"""The JSON caches against the database."""

from collections.abc import Iterator

from django.conf import settings

from collection.models import Album, Image
from enrichment.caches import JsonCache
from enrichment.caches.keys import description_names, photo_names
from enrichment.phases import photos
from enrichment.phases.texts import PROVIDER
from enrichment.providers.texts.cleaning import clean
from enrichment.services.verify.descriptions import label_of
from enrichment.services.verify.findings import Suspect

CHUNK = 500


def torn_files() -> Iterator[Suspect]:
    for name in ("euria", "spotify"):
        for file, why in JsonCache(settings.CACHE_DIR / name).torn():
            yield Suspect("torn_cache_file", f"{name}/{file}", why)


def different_texts() -> Iterator[Suspect]:
    """Texts of the service that are otherwise, or not at all, in the cache; a locked one may be."""
    cache = JsonCache(settings.CACHE_DIR / "euria")
    albums = Album.objects.described().with_credits().filter(description_provider=PROVIDER)
    for album in albums.order_by("pk").iterator(chunk_size=CHUNK):
        if album.is_locked("ai_description"):
            continue
        entry = cache.read(description_names(album, album.artist_credit, album.description_language or "en"))
        if entry is None:
            yield Suspect("not_cached", label_of(album))
        elif clean(str(entry.get("text"))) != album.ai_description:
            yield Suspect("cache_differs", label_of(album))


def different_photos() -> Iterator[Suspect]:
    cache = JsonCache(settings.CACHE_DIR / "spotify")
    images = Image.objects.filter(image_type=photos.TYPE, source=photos.SOURCE, artist__isnull=False)
    for image in images.select_related("artist").order_by("pk").iterator(chunk_size=CHUNK):
        artist = image.artist
        if artist is None or artist.is_locked("photo"):
            continue
        entry = cache.read(photo_names(artist))
        if entry is None:
            yield Suspect("not_cached", str(artist))
        elif entry.get("image_url") != image.url:
            yield Suspect("cache_differs", str(artist))
