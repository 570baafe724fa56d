"""Times that no given year supports: decades, two digits, years in words, spans, dates, seasons, "a year earlier"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from enrichment.providers.texts import AlbumFacts
from enrichment.providers.texts.claims.numbers import number_of, plain, spelt
from enrichment.providers.texts.inventions import given_years
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs

# Days, months and seasons: never given, save where a title holds them.
_DAYS = Signs("days", has_likenesses=True)
# "Two years earlier": looking back over twenty years and more is no claim about the record's making.
_AGO = Signs("ago")
# What stands in front is looked at last: digits and apostrophes are rare.
_SPAN = re.compile(r"\d\d(?<!\w\d\d)\d\d\s?[/–—-]\s?(\d\d)\b")
_SHORT = re.compile(r"['’‘](\d\d)(?<!\w.\d\d)(?<!anni .\d\d)(?<!años .\d\d)(?<!années .\d\d)\b(?!['’]?s\b)")


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    yield from (hit.span() for hit in _DAYS.found(prose))
    for hit in _AGO.found(prose):
        count = number_of(hit.group(1), prose.language)
        if hit.group(1) in table("times", prose.language)["few"].split() or (count is not None and count < 20):
            yield hit.span()
    yield from _decades(prose)
    yield from _in_words(prose)
    years = _given(prose.facts)[0]
    for pattern in (_SPAN, _SHORT):
        yield from (hit.span() for hit in pattern.finditer(prose.lowered) if int(hit.group(1)) not in years)


def _decades(prose: Prose) -> Iterator[tuple[int, int]]:
    pattern, names = _decade_names(prose.language)
    given = _given(prose.facts)[1]
    for hit in pattern.finditer(prose.lowered):
        digits = re.search(r"\d0", hit.group())
        named = (decade for name, decade in names if re.search(rf"{name}n?$", hit.group()))
        decade = int(digits.group()) if digits else next(named, None)
        if decade is not None and decade not in given:
            yield hit.span()


@cache
def _decade_names(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, int], ...]]:
    names, english = (
        dict(zip(table("times", code)["tens"].split(), range(20, 100, 10), strict=True)) for code in (language, "en")
    )
    longest = tuple(sorted((english | names).items(), key=lambda row: len(row[0]), reverse=True))
    words = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(table("times", language)["decade"].replace("WORDS", words)), longest


def _in_words(prose: Prose) -> Iterator[tuple[int, int]]:
    given = [spelt(prose.language).get(year) for year in _given(prose.facts)[0]]
    wanted = {plain(word) for word in given if word}
    for hit in re.finditer(table("times", prose.language)["century"], prose.lowered):
        tail = plain(hit.group(1))
        if not any(tail == word or tail.startswith(f"{word} ") for word in wanted):
            yield hit.span()


@lru_cache(64)
def _given(facts: AlbumFacts) -> tuple[frozenset[int], frozenset[int]]:
    """The last two digits of the given years, and their decades'."""
    years = given_years(facts)
    named = re.findall(r"(?<!\d)['’]?(\d0)['’]?s\b", " ".join((*facts.genres, *facts.styles, facts.title)).lower())
    decades = {year % 100 // 10 * 10 for year in years} | set(map(int, named))
    return frozenset(year % 100 for year in years), frozenset(decades)
