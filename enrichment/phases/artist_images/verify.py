"""Doubtful pictures and addresses."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet

from collection.models import Artist, Image
from collection.naming import base_form, folded
from enrichment.caches import photo_names
from enrichment.phases import selection
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.sources import SOURCES
from enrichment.phases.findings import Suspect
from enrichment.providers.matching import lead_artist
from enrichment.providers.spotify.provider import ALBUM_ART

CHUNK = 500


def _shown() -> QuerySet[Image]:
    return Image.objects.artist_photos().exclude(url="").exclude(artist__photo_answer="no_photo")


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


def different_photos() -> Iterator[Suspect]:
    images = Image.objects.filter(image_type=photo.TYPE, source__in=photo.FETCHED, artist__isnull=False)
    for image in images.select_related("artist").order_by("pk").iterator(chunk_size=CHUNK):
        artist = image.artist
        if artist is None or artist.is_locked("photo"):
            continue
        entry = SOURCES[image.source].service.cache().read(photo_names(artist))
        if entry is None:
            yield Suspect("not_cached", str(artist))
        elif entry.get("image_url") != image.url:
            yield Suspect("cache_differs", str(artist))
