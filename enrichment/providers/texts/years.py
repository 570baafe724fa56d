"""Years and decades named in a text, held against those that are given."""

import re

from enrichment.providers.texts.facts import AlbumFacts

# "SP-1200" and "TR-1000" are machines; "mid-1990" is a year. What stands in front is looked at last: digits are rare.
_YEAR = re.compile(r"\d\d{3}(?<![^\W_]\d{4})(?<![A-Z]-\d{4})(?!\d)")
_DECADE_SUFFIX = re.compile(r"['’]?s\b|er(?:n|-|\b)")
_DECADE_WORD = re.compile(
    r"\b(?:années?|decades?|anni|decennio|años|décadas?|décennies?|jahrzehnte?)\b[^.!?;]{0,24}$", re.IGNORECASE
)


def given_years(facts: AlbumFacts) -> frozenset[int]:
    """The original year, and the years within titles, names and credits."""
    named = {year for name in facts.names() for year, _ in _found(name)}
    return frozenset(named | ({facts.original_year} if facts.original_year else set()))


def invented_years(text: str, facts: AlbumFacts) -> list[str]:
    """Years from 1000 to 2099 that no fact holds. A decade stands when one of the given years lies in it."""
    given = given_years(facts)
    decades = {year - year % 10 for year in given}
    return [str(year) for year, is_decade in _found(text) if year not in given and not (is_decade and year in decades)]


def _found(text: str) -> list[tuple[int, bool]]:
    years = [(int(hit.group()), _is_decade(text, hit)) for hit in _YEAR.finditer(text)]
    return [(year, is_decade) for year, is_decade in years if 1000 <= year <= 2099]


def _is_decade(text: str, hit: re.Match[str]) -> bool:
    if not hit.group().endswith("0"):
        return False
    before = text[max(0, hit.start() - 48) : hit.start()]
    return bool(_DECADE_SUFFIX.match(text, hit.end()) or _DECADE_WORD.search(before))
