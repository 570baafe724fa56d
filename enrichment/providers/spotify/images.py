"""Which of the images that Spotify lists for an artist may be shown."""

import re
from typing import NamedTuple

# A backslash or a user part would let the host that a browser visits differ from the one checked here.
_USABLE = re.compile(
    r"https://(?:[a-z0-9-]+\.)+(?:scdn\.co|spotifycdn\.com)(?::443)?/(?:[^\s\\?#\"<>]*/)?(?P<file>[^\s\\/?#\"<>]+)"
    r"(?:[?#][^\s\\\"<>]*)?",
    re.IGNORECASE,
)
# Seen in the ids of Spotify's images; the prefix of a file name tells album art from artist photos.
ALBUM_ART = "ab67616d"
# So do the sizes, where the list tells none.
_SIDE_OF_PREFIX = {"ab6761610000e5eb": 640, "ab67616100005174": 320, "ab6761610000f178": 160}


class Picture(NamedTuple):
    """An image of a Spotify artist; width and height in pixels, None where Spotify does not tell."""

    url: str
    width: int | None = None
    height: int | None = None

    @property
    def area(self) -> int:
        """In pixels. Where one side is not told it is taken for as long as the other."""
        side = self.width or self.height or _SIDE_OF_PREFIX.get(self.url.rpartition("/")[2][:16].lower(), 0)
        return side * (self.height or side)


def is_album_art(url: str) -> bool:
    """Whether the address is one of an album cover at Spotify."""
    return url.rpartition("/")[2].lower().startswith(ALBUM_ART)


def is_usable(url: object) -> bool:
    """Whether the address is https, at Spotify's image hosts, and not album art."""
    found = _USABLE.fullmatch(url) if isinstance(url, str) else None
    return found is not None and not found["file"].lower().startswith(ALBUM_ART)


def best_picture(images: object) -> Picture | None:
    """The largest usable image of an `images` list, the first listed among equals; None when none is usable."""
    listed = images if isinstance(images, list) else []
    pictures = [
        Picture(url=image["url"], width=_pixels(image.get("width")), height=_pixels(image.get("height")))
        for image in listed
        if isinstance(image, dict) and isinstance(image.get("url"), str)
    ]
    largest_first = sorted(pictures, key=lambda picture: picture.area, reverse=True)
    return next((picture for picture in largest_first if is_usable(picture.url)), None)


def _pixels(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000 else None
