"""How names of artists are written, compared and recognised. Plain text in, plain text out; nothing here raises."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")
_QUOTES_AND_DASHES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʹʻʼʽˊˋ‹›", "'"),
        **dict.fromkeys("“”„‟″«»〝〞〟", '"'),
        **dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-"),
    }
)
# Letters that Unicode does not decompose, yet people type without their stroke or as two letters.
_SPELT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h"}
)
# Only these: kana and Thai write letters with marks of their own.
_ACCENTS = re.compile("[\u0300-\u036f]")
_LONE_PLUS = re.compile(r"(?<!\S)\+(?!\S)")
_NUMBER = re.compile(r" \([0-9]{1,3}\)$")
# In a joint credit the number of each artist stands before what joins them.
_NUMBERS = re.compile(r" \((?:[2-9]|[1-9][0-9]{1,2})\)(?=[ ,;/&+=*])")
_MOVED_ARTICLE = re.compile(r"^(.*\S) ?, ?(the|a|an|les|la|le|los|las|el|die|der|das)$", re.IGNORECASE)
_SHORTEST_KEY = 3
# Names and words repeat, and most are ASCII, for which a table says all that Unicode's long way would.
_REMEMBERED = 4_000
# No name is longer; a character may stand for eighteen, and sorting marks takes the square of their number.
_LONGEST = 1_000
_NO_PUNCTUATION = {
    code: None for code in range(128) if chr(code).isspace() or unicodedata.category(chr(code)).startswith("P")
}


def remembered(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """Cached, and asked about the first thousand characters only, so that its time and the cache stay bounded."""
    cached = lru_cache(_REMEMBERED)(function)

    @wraps(function)
    def bounded(name: str) -> _T:
        return cached(name if len(name) <= _LONGEST else name[:_LONGEST])

    return bounded


def _literal(name: str) -> str:
    """The name as written, apart from case, blanks and the look of quotes and dashes."""
    if name.isascii():
        return " ".join(name.replace("`", "'").split()).lower()
    text = unicodedata.normalize("NFKC", name.translate(_QUOTES_AND_DASHES))
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(text.split()).casefold()


literal = remembered(_literal)


@remembered
def unaccented(name: str) -> str:
    """`literal`, and without accents: `Björk’s` is `bjork's`."""
    text = _literal(name)
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_SPELT)


@remembered
def folded(name: str) -> str:
    """The name without accents, punctuation and blanks; may be empty (`!!!`). Symbols stay: `Beak>` is not `Beak`."""
    text = _LONE_PLUS.sub("and", unaccented(name)).replace("&", "and")
    if text.isascii():
        return text.translate(_NO_PUNCTUATION)
    return "".join(char for char in text if not char.isspace() and not unicodedata.category(char).startswith("P"))


@remembered
def strip_disambiguation(name: str) -> str:
    """Drop what Discogs adds: one trailing `*` (a variation was credited), each ` (n)` (n-th artist of that name)."""
    text = _NUMBER.sub("", _without_star(name))
    return _NUMBERS.sub("", text) if " (" in text else text


@remembered
def base_form(name: str) -> str:
    """The name as people say it: no Discogs marks, `Beatles, The` turned round."""
    text = strip_disambiguation(name)
    moved = _MOVED_ARTICLE.match(text) if "," in text else None
    return f"{moved[2]} {moved[1]}" if moved else text


@remembered
def artist_key(name: str) -> str:
    """What tells one artist from another: `Björk*` is `Bjork`, but `Nirvana (2)` is not `Nirvana`, nor `-M-` `M`."""
    base = base_form(name)
    key = folded(base)
    if len(key) < _SHORTEST_KEY:
        key = literal(base)
    number = _NUMBER.search(_without_star(name))
    return key + number[0] if number else key


def _without_star(name: str) -> str:
    text = " ".join(name[:_LONGEST].split())
    return text.removesuffix("*").rstrip() or text
