"""Search terms for Spotify's `q`. At most 250 characters, else the service answers 400; an empty `q` likewise."""

import re

from collection.naming import base_form
from enrichment.providers.matching import lead_artist, plain_title

LONGEST_Q = 250
_LONGEST_PART = 100
# A quote ends a field filter, a colon begins one, a trailing `*` made the service answer 502, `(2)` is Discogs' own.
_UNSAFE = re.compile(r'["“”„‟″«»*\\:\x00-\x1f\x7f]|\([0-9]{1,3}\)')


def artist_searches(name: str) -> tuple[str, ...]:
    """The artist field, then plain text, as the filter misses punctuated names; then the lead artist of `A feat. B`."""
    base, lead = _words(base_form(name)), _words(base_form(lead_artist(name)))
    searches = [_field("artist", base), base, _field("artist", lead)]
    return tuple(q for q in searches if q)


def album_search(title: str, artist: str) -> str:
    """An album of that title by that artist; "" when either has no word to search for."""
    parts = _field("album", _words(plain_title(title))), _field("artist", _words(artist))
    return " ".join(parts) if all(parts) else ""


def _field(name: str, words: str) -> str:
    return f'{name}:"{words}"' if words else ""


def _words(text: str) -> str:
    # Only whole words are found, so a long name is cut between two.
    words = " ".join(_UNSAFE.sub(" ", text).split())
    if len(words) <= _LONGEST_PART:
        return words
    return words[: _LONGEST_PART + 1].rpartition(" ")[0] or words[:_LONGEST_PART]
