"""Numbers and names made from text: the same text gives the same answer in every process."""

import hashlib
import re
import unicodedata
from functools import lru_cache

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SUFFIX = re.compile(r"\s\(\d{1,3}\)$")


def number(*parts: str, below: int) -> int:
    """A number in 0..below-1."""
    return int(hexadecimal(*parts, length=16), 16) % below


def hexadecimal(*parts: str, length: int) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:length]


def base62(*parts: str) -> str:
    """22 letters and digits, the form of a Spotify id."""
    value = int(hexadecimal(*parts, length=64), 16)
    letters = []
    for _ in range(22):
        value, rest = divmod(value, 62)
        letters.append(BASE62[rest])
    return "".join(letters)


def deezer_number(spotify_id: str) -> int:
    """By which the played Deezer knows the artist of that id at the played Spotify."""
    return 1 + number("deezer", spotify_id, below=900_000_000)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Case, accents and punctuation dropped, as the services' searches do."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def base_name(name: str) -> str:
    """A Discogs name without its `*` and its ` (n)`: the name that the rest of the world uses."""
    return SUFFIX.sub("", name.strip().removesuffix("*").rstrip())
