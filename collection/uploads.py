"""Pictures that people upload: decoded before they are believed, written anew, never under the name they came with;
and the photo that the owner so gives an artist.
"""

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collection.models import Artist, Image
from collection.models.artist import PhotoDecision
from collection.models.image import ARTIST_PHOTO, MANUAL

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3_000  # what is kept; more is never shown
KEPT = {"icc_profile", "transparency"}  # how it looks; not where, when or by whom it was taken
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


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
    from PIL import Image as Picture  # at need: every process of the site would carry it
    from PIL import ImageOps

    _check_pixels(*_webp_size(upload))
    with Picture.open(upload, formats=list(EXTENSIONS)) as picture:
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
    elif image.file:
        storage, name = image.file.storage, str(image.file.name)
        transaction.on_commit(lambda: storage.delete(name))
    image.url, image.fetched_at = url, timezone.now()
    image.file = file if file is not None else ""
    image.save()
    artist.photo_answer = PhotoDecision.CHOSEN
    artist.lock(["photo"])
    return image
