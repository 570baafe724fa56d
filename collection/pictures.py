"""Which picture stands for an album or an artist, what stands there when there is none, and whose data a page shows,
for the notices that are owed to the services.

Pictures that people upload are decoded before they are believed, and written anew, never under the name they came with.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple
from uuid import uuid4
from zlib import crc32

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.addresses import is_shown
from collection.models import Album, Artist, Image
from collection.models.album import AlbumSource
from collection.models.artist import PhotoDecision
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

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3_000  # what is kept; more is never shown
KEPT = {"icc_profile", "transparency"}  # how it looks; not where, when or by whom it was taken
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


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


def checked_picture(upload: "File[bytes]") -> "ContentFile[bytes]":
    """Return the picture, encoded anew (which drops where it was taken, and whatever else was in the file)."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The picture is larger than %(most)d MB.") % {"most": MOST_BYTES // 1_000_000})
    try:
        return _encoded_anew(upload)
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 - decoders of hostile files raise anything
        raise ValidationError(_("This is no picture that can be read: use a JPEG, PNG or WebP file.")) from None


def _encoded_anew(upload: "File[bytes]") -> "ContentFile[bytes]":
    from PIL import Image as Pillow  # at need: every process of the site would carry it
    from PIL import ImageOps

    _check_pixels(*_webp_size(upload))
    with Pillow.open(upload, formats=list(EXTENSIONS)) as picture:
        _check_pixels(*picture.size)
        kind = str(picture.format)
        picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT}
    if kind == "JPEG" and upright.mode != "RGB":
        upright = upright.convert("RGB")
        upright.info.pop("icc_profile", None)  # it speaks of the colours before
    written = BytesIO()
    # JPEG and WebP take the profile from here alone, PNG from `info` as well
    upright.save(written, format=kind, quality=90, icc_profile=upright.info.get("icc_profile"))
    return ContentFile(written.getvalue(), name=f"{uuid4().hex}.{EXTENSIONS[kind]}")


def _check_pixels(width: int, height: int) -> None:
    """To be called before anything is decoded: a few kilobytes may unfold to gigabytes."""
    if width * height > MOST_PIXELS:
        raise ValidationError(
            _("The picture has more than %(most)d million pixels.") % {"most": MOST_PIXELS // 1_000_000}
        )


def _webp_size(upload: "File[bytes]") -> tuple[int, int]:
    """What a WebP file says of its size, zero for others: its decoder takes the memory on opening already.

    Bytes as in the WebP container specification (RFC 9649): after the RIFF header the extended, lossless or lossy form.
    """
    upload.seek(0)
    head = upload.read(30)
    upload.seek(0)
    if len(head) < 30 or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return 0, 0
    if head[12:16] == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def forget_file(sender: type[Image], instance: Image, **kwargs: Any) -> None:
    """Remove an uploaded file once its row is gone for good (a `post_delete` receiver)."""
    if instance.file:
        storage, name = instance.file.storage, instance.file.name
        transaction.on_commit(lambda: storage.delete(str(name)))


@transaction.atomic
def choose_photo(artist: Artist, *, url: str = "", file: "ContentFile[bytes] | None" = None) -> Image:
    """Keep `url` or `file` as the owner's photo, shown before any fetched one; `artist` is marked and locked in memory,
    the caller saves it.
    """
    image = artist.images.filter(image_type=ARTIST_PHOTO, source=MANUAL).first()
    if image is None:
        image = Image(artist=artist, image_type=ARTIST_PHOTO, source=MANUAL)
    else:
        forget_file(Image, image)
    image.url, image.fetched_at = url, timezone.now()
    image.file = file if file is not None else ""
    image.save()
    artist.photo_answer = PhotoDecision.CHOSEN
    artist.lock(["photo"])
    return image
