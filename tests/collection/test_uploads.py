"""An upload is believed only once it is decoded."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from collection import uploads
from collection.uploads import checked_picture


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
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    with pytest.raises(ValidationError, match="larger than"):
        checked_picture(upload(encoded("PNG")))


def test_a_decompression_bomb_is_refused() -> None:
    with pytest.raises(ValidationError):
        checked_picture(upload(encoded("PNG", (20_000, 10_000), "1")))
