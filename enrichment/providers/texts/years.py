"""Years and decades named in a text, held against those that are given."""

import re
from functools import lru_cache

from enrichment.providers.texts.facts import AlbumFacts

# "SP-1200" and "TR-1000" are machines; "mid-1990" is a year. What stands in front is looked at last: digits are rare.
_YEAR = re.compile(r"\d\d{3}(?<![^\W_]\d{4})(?<![A-Z]-\d{4})(?!\d)")
# "Neve 1073" and "an old 1176 limiter" are machines as well.
_MAKER = re.compile(
    r"\b(?:Neve|Urei|UREI|Teletronix|Fender|Gibson|Martin|Roland|Korg|Yamaha|Moog|Akai|Ampex|Studer|Revox|Marshall|Vox"
    r"|Hammond|Neumann|Pultec|Fairchild|Lexicon|Eventide|Rickenbacker|Gretsch|Op\.|op\.|No\.|BWV|KV|K\.)[ -]$"
)
_MACHINE = re.compile(
    r"[- ](?:limiters?|compressors?|preamps?|consoles?|desks?|mixers?|synths?|synthesi[sz]ers?|samplers?|drum"
    r"|limiteurs?"
    r"|compresseurs?|préamplis?|tables?|Kompressor\w*|Limiter|Pult|Mischpult|compressor[ei]|limitatore|compresor\w*"
    r"|sampler)\b"
)
_DECADE_SUFFIX = re.compile(r"['’]?s\b|er(?:n|-|\b)")
_DECADE_WORD = re.compile(
    r"\b(?:années?|decades?|anni|decennio|años|décadas?|décennies?|jahrzehnte?)\b[^.!?;]{0,24}$", re.IGNORECASE
)


@lru_cache(64)
def given_years(facts: AlbumFacts) -> frozenset[int]:
    """The original year, and the years within titles, names and credits."""
    named = {year for year, _ in _found("\n".join(facts.names()))}
    return frozenset(named | ({facts.original_year} if facts.original_year else set()))


def invented_years(text: str, facts: AlbumFacts) -> list[str]:
    """Years from 1000 to 2099 that no fact holds. A decade stands when one of the given years lies in it."""
    found = _found(text)
    if not found:
        return []
    given = given_years(facts)
    decades = {year - year % 10 for year in given}
    return [str(year) for year, is_decade in found if year not in given and not (is_decade and year in decades)]


def _found(text: str) -> list[tuple[int, bool]]:
    """The years from 1000 to 2099 that are no machine's, and whether the decade is meant."""
    found: list[tuple[int, bool]] = []
    for hit in _YEAR.finditer(text):
        start, end = hit.span()
        if _MACHINE.match(text, end) or _MAKER.search(text[max(0, start - 14) : start]):
            continue
        is_decade = hit.group().endswith("0") and bool(
            _DECADE_SUFFIX.match(text, end) or _DECADE_WORD.search(text[max(0, start - 48) : start])
        )
        if 1000 <= int(hit.group()) <= 2099:
            found.append((int(hit.group()), is_decade))
    return found
