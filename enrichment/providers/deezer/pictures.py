"""Which of Deezer's pictures shows the artist: for those without one it serves a grey silhouette, at any size."""

import re

from enrichment.providers.shapes import as_https

SIZES = {"picture_xl": 1000, "picture_big": 500, "picture_medium": 250}
_USABLE = re.compile(
    r"https://(?:[a-z0-9-]+\.)+dzcdn\.net/images/artist/(?P<picture>[0-9a-f]{32})/[^\s\\?#\"<>/]+", re.IGNORECASE
)
# The digest of nothing, and two more that have been seen to stand for the same silhouette.
SILHOUETTES = {
    "d41d8cd98f00b204e9800998ecf8427e",
    "d8315de10c16736f16b43549fb360448",
    "54da54b7aee3557b310dcee5a735d18d",
}


def best_picture(artist: dict[str, object]) -> tuple[str, int | None]:
    """The largest address that may be shown, and its side in pixels; ("", None) for an artist without a photo."""
    for name, side in SIZES.items():
        url = as_https(artist.get(name))
        if is_usable(url):
            return url, side
    return "", None


def is_usable(url: str) -> bool:
    """Whether the address is one of an artist's own picture at Deezer's hosts."""
    found = _USABLE.fullmatch(url)
    return found is not None and found["picture"].lower() not in SILHOUETTES
