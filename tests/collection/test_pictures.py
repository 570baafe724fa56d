"""Which picture stands for an album or an artist. An upload is believed only once it is decoded."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from PIL import ImageCms

from collection import pictures
from collection.models import Image
from collection.models.artist import PhotoDecision
from collection.pictures import (
    EXTENSIONS,
    MOTIFS,
    TINTS,
    _webp_size,
    checked_picture,
    cover_of,
    initials,
    photo_of,
    thumbnail,
)
from tests.cases import mostly_slow
from tests.cluster import ROOT
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
COVER = "https://i.discogs.com/cover.jpg"


def test_the_owners_picture_comes_before_the_cover_and_a_fetched_one_after_it() -> None:
    album = make_album("a")
    Image.objects.create(album=album, image_type="album", source="spotify", url="https://i.scdn.co/image/x")
    assert cover_of(album).address == "https://i.scdn.co/image/x"
    album.image_url = COVER
    assert cover_of(album).address == COVER
    Image.objects.create(album=album, image_type="album", source="manual", file="photos/mine.jpg")
    assert cover_of(album).address.endswith("media/photos/mine.jpg")


@pytest.mark.parametrize("url", ["", "https://elsewhere.example/a.jpg", "javascript:alert(1)"])
def test_an_address_that_pages_may_not_load_is_none(url: str) -> None:
    assert cover_of(make_album("a", image_url=url)).address == ""


def test_an_artist_without_photo_by_choice_has_none() -> None:
    artist = make_artist("AIR")
    make_photo(artist)
    assert photo_of(artist).address
    artist.photo_answer = PhotoDecision.NO_PHOTO
    assert photo_of(artist).address == ""


def test_initials_always_look_the_same() -> None:
    first, again = cover_of(make_album("Moon Safari")), cover_of(make_album("Moon Safari"))
    assert (first.initials, first.tint, first.motif) == ("MS", again.tint, again.motif)
    looks = [cover_of(make_album(str(number))) for number in range(60)]
    assert {look.tint for look in looks} == set(range(TINTS))
    assert {look.motif for look in looks} == set(range(MOTIFS))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Massive Attack", "MA"),
        ("Nirvana (2)", "N"),
        ("AIR", "A"),
        ("System Of A Down", "SO"),
        ("!!!", "!"),
        ("-M-", "M"),
        ("Митан", "М"),
        ("أم كلثوم", "أك"),
        ("", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_addresses_and_names_are_escaped() -> None:
    assert '"><script>' not in thumbnail('https://a/"><script>', "x")
    assert "<b>" not in thumbnail("", "<b> <i>")


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def encoded(kind: str, size: tuple[int, int] = (20, 30), mode: str = "RGB", **options: object) -> bytes:
    written = BytesIO()
    Picture.new(mode, size).save(written, kind, **options)
    return written.getvalue()


def upload(content: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.mark.parametrize(
    ("kind", "mode", "ending"),
    [
        ("JPEG", "RGB", ".jpg"),
        ("JPEG", "CMYK", ".jpg"),
        ("PNG", "RGBA", ".png"),
        ("PNG", "P", ".png"),
        ("WEBP", "RGB", ".webp"),
    ],
)
def test_pictures_are_encoded_anew_under_a_name_of_ours(kind: str, mode: str, ending: str) -> None:
    kept = checked_picture(upload(encoded(kind, mode=mode), "../../evil.php"))
    assert kept.name is not None
    assert kept.name.endswith(ending)
    assert "evil" not in kept.name
    with Picture.open(BytesIO(kept.read())) as picture:
        assert (picture.format, picture.size) == (kind, (20, 30))


def test_what_is_hidden_in_the_file_is_dropped() -> None:
    exif = Picture.Exif()
    exif[0x010E] = "where I live"
    exif[0x0112] = 6  # lying on its side
    kept = checked_picture(upload(encoded("JPEG", exif=exif, comment=b"call me") + b"<?php evil ?>")).read()
    assert b"where I live" not in kept
    assert b"php" not in kept
    assert b"call me" not in kept
    with Picture.open(BytesIO(kept)) as picture:
        assert picture.size == (30, 20)


@pytest.mark.parametrize(("kind", "mode", "kept"), [(k, "RGB", True) for k in EXTENSIONS] + [("JPEG", "CMYK", False)])
def test_colours_keep_the_profile_that_says_what_they_mean(kind: str, mode: str, kept: bool) -> None:
    """Display P3 of a phone, Adobe RGB of a scan: the numbers alone would be other colours."""
    content = encoded(kind, mode=mode, icc_profile=PROFILE)
    with Picture.open(checked_picture(upload(content))) as picture:
        assert picture.info.get("icc_profile") == (PROFILE if kept else None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain text",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        encoded("GIF"),
        encoded("BMP"),
        encoded("PNG", (300, 300))[:60],
        encoded("JPEG", (300, 300))[:300],
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="no picture that can be read"):
        checked_picture(upload(content))


def test_too_many_bytes_or_pixels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="million pixels"):
        checked_picture(upload(encoded("PNG", (8000, 6000), "1")))
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(ValidationError, match="larger than"):
        checked_picture(upload(encoded("PNG")))


def test_a_decompression_bomb_is_refused() -> None:
    with pytest.raises(ValidationError):
        checked_picture(upload(encoded("PNG", (20_000, 10_000), "1")))


@pytest.mark.parametrize(("options", "size"), [({}, (9, 5)), ({"lossless": True}, (7, 300)), ({"exif": b"x"}, (11, 4))])
def test_the_size_of_a_webp_is_known_before_it_is_opened(options: dict[str, Any], size: tuple[int, int]) -> None:
    assert _webp_size(upload(encoded("WEBP", size, **options))) == size


def test_a_webp_beyond_the_bound_never_reaches_its_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(encoded("WEBP", exif=b"x"))
    content[24:30] = b"\xff\x3f\x00\xff\x3f\x00"  # it says 16,384 by 16,384
    monkeypatch.setattr("PIL.Image.open", lambda *args, **kwargs: pytest.fail("it was opened"))
    with pytest.raises(ValidationError, match="million pixels"):
        checked_picture(upload(bytes(content)))


@pytest.mark.parametrize("kind", mostly_slow(["JPEG", "PNG", "WEBP"], quick=2, once=False))
def test_a_large_picture_is_kept_no_larger_than_it_is_shown(kind: str) -> None:
    with Picture.open(checked_picture(upload(encoded(kind, (4_000, 1_000))))) as kept:
        assert kept.size == (3_000, 750)


# Takes the picture's side and its kind; tells how many megabytes the process held at most, beyond what it began with.
CHILD = """
import struct, sys, zlib
from io import BytesIO
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from collection.pictures import checked_picture
from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin, ImageOps

def held():
    return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

side, channels = int(sys.argv[1]), int(sys.argv[2])
packer = zlib.compressobj(9)
rows = b"".join(packer.compress(bytes(1 + channels * side)) for _ in range(side)) + packer.flush()
head = struct.pack(">IIBBBBB", side, side, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
png = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
before = held()
try:
    checked_picture(ContentFile(png, name="a.png"))
    told = "kept"
except ValidationError as refusal:
    told = "refused"
print(told, held() - before)
"""


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.skipif(sys.platform != "linux", reason="the most that a process held is read from Linux' /proc")
@pytest.mark.parametrize(
    ("side", "channels", "told", "most"),
    [(6_300, 4, "kept", 450), (6_300, 1, "kept", 150), (8_000, 4, "refused", 10)],
)
def test_a_picture_takes_no_more_memory_than_the_pixels_that_are_let_in(
    tmp_path: Path, side: int, channels: int, told: str, most: int
) -> None:
    """Decoded and made smaller, the last would take some 600 MB; the first is the worst that is let in."""
    surroundings = {**os.environ, "AIME_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "aime_site.settings"}
    command = [sys.executable, "-c", CHILD, str(side), str(channels)]
    child = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True)
    said, megabytes = child.stdout.split()
    assert (said, int(megabytes) < most) == (told, True), child.stdout
