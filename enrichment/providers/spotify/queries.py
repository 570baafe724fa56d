"""Search terms for Spotify's `q`. At most 250 characters, else the service answers 400; an empty `q` likewise."""

import re

from collection.naming import base_form

LONGEST_Q = 250
_LONGEST_PART = 100  # of two
# A quote ends a field filter, a colon begins one, a trailing `*` made the service answer 502, `(2)` is Discogs' own.
_UNSAFE = re.compile(r'["“”„‟″«»*\\:\x00-\x1f\x7f]|\([0-9]{1,3}\)')
# A word with an apostrophe inside a field filter finds nothing.
_TRIPS = re.compile(r"\S*['’‘`´]\S*")


def artist_searches(name: str) -> tuple[str, ...]:
    """The artist field, then plain text; plain text first for a name that the field filter is known to miss."""
    name = base_form(name)
    words = _words(name, LONGEST_Q)
    searches = [_field("artist", _words(name, LONGEST_Q - len(_field("artist", " ")) + 1)), words]
    if _TRIPS.search(words):
        searches.reverse()
    return tuple(q for q in searches if q)


def album_search(title: str, artist: str) -> str:
    """An album of that title, by that artist unless "" is given; "" when the title has no word to search for."""
    parts = _field("album", _sure_words(title)), _field("artist", _sure_words(artist))
    return " ".join(part for part in parts if part) if parts[0] else ""


def _sure_words(text: str) -> str:
    """The longest run of words that the field filters find: those with an apostrophe they miss."""
    runs = _TRIPS.split(_words(text))
    return max((run.strip() for run in runs), key=len)


def _field(name: str, words: str) -> str:
    return f'{name}:"{words}"' if words else ""


def _words(text: str, longest: int = _LONGEST_PART) -> str:
    # Only whole words are found, so a long name is cut between two.
    words = " ".join(_UNSAFE.sub(" ", text).split())
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0] or words[:longest]
