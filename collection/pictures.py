"""Which picture stands for an album or an artist, and what stands there when there is none; whose data a page shows,
for the notices that are owed to the services.
"""

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.addresses import is_shown
from collection.models import Album, Artist, Image
from collection.models.album import AlbumSource
from collection.models.image import ALBUM_COVER, ARTIST_PHOTO, MANUAL
from collection.naming import strip_disambiguation

TINTS = 8
MOTIFS = 5

# What is stored of an image, in words; names that are not here stand for themselves.
IMAGE_WORDS = {
    ARTIST_PHOTO: _("artist photo"),
    ALBUM_COVER: _("album cover"),
    MANUAL: _("you"),
    AlbumSource.DISCOGS: AlbumSource.DISCOGS.label,
    AlbumSource.LASTFM: AlbumSource.LASTFM.label,
    "spotify": "Spotify",
    "deezer": "Deezer",
}


class Picture(NamedTuple):
    """An address that pages may load, or none. `tint` and `motif` choose the look of the initials, always the same."""

    address: str
    initials: str
    tint: int
    motif: int


def initials(name: str) -> str:
    """At most two letters or digits: `Massive Attack` is MA, `!!!` is `!`."""
    words = strip_disambiguation(name).split()
    letters = [next((char for char in word if char.isalnum()), "") for word in words]
    found = [letter for letter in letters if letter]
    return "".join(found[:2]).upper() or name.strip()[:1]


def cover_of(album: Album) -> Picture:
    """The owner's own picture, else the cover's address, else a fetched one. Prefetch `images`."""
    images = [image for image in album.images.all() if image.image_type == ALBUM_COVER]
    own = [_address(image) for image in images if image.source == MANUAL]
    fetched = [_address(image) for image in images if image.source != MANUAL]
    return _picture([*own, _shown(album.image_url), *fetched], album.title)


def photo_of(artist: Artist) -> Picture:
    """Prefetch `images`."""
    return _picture([_address(artist.photo)] if artist.photo else [], artist.display_name)


def _address(image: Image) -> str:
    return image.address if image.file else _shown(image.url)


def _shown(url: str) -> str:
    """An address that the content security policy blocks would only ever show as broken."""
    return url if is_shown(url, settings.AIME_IMAGE_HOSTS) else ""


def _picture(addresses: list[str], name: str) -> Picture:
    mark = crc32(name.encode("utf-8", "replace"))
    address = next(filter(None, addresses), "")
    return Picture(address, initials(name), tint=mark % TINTS, motif=mark // TINTS % MOTIFS)


def thumbnail(address: str, name: str) -> SafeString:
    """A decorative picture (the name stands beside it), whole and uncropped, or the initials of `name`."""
    if not address:
        return format_html('<span class="thumbnail thumbnail-initials" aria-hidden="true">{}</span>', initials(name))
    return format_html('<img class="thumbnail" src="{}" alt="" width="48" height="48" loading="lazy">', address)


def sources_of_albums(albums: Iterable[Album]) -> set[str]:
    return {AlbumSource.DISCOGS if album.discogs_id else album.source for album in albums}


def sources_of_artists(artists: Iterable[Artist]) -> set[str]:
    """Prefetch `images`."""
    shown = list(artists)
    photos = {artist.photo.source for artist in shown if artist.photo}
    return photos | ({AlbumSource.DISCOGS} if any(artist.discogs_artist_id for artist in shown) else set())
