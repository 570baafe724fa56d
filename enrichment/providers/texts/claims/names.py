"""Proper names in mid-sentence that none of the facts holds: most often a person who was never there.

A capital letter is soft evidence: such a text is asked for again, and then put before a person. There are
words with a capital letter that name no person; a text may use them though no fact holds them.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from collection.naming import folded
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import CAPITAL, HIDDEN, Prose

# A capital is looked for first, and what stands in front of it last: capitals are rare.
_NAME = re.compile(rf"[{CAPITAL}](?<![\w{HIDDEN}].)[\w'’-]*(?:\.[\w'’-]+)*")
_ELISION = re.compile(rf"(?<![\w'’{HIDDEN}])[A-ZÀ-Þ]?[a-z]{{0,4}}['’]$")
_CAPITAL_ELISION = re.compile(rf"[A-ZÀ-Þ][a-z]{{0,4}}['’](?=[{CAPITAL}])")
_BEGINS = re.compile(rf"(?:^|[.!?…:;]{HIDDEN}?|[-–—>•]|\n)[\s\"“”„«»‹›()\]‘’¿¡*…]*$")
# Two nouns side by side are rare in German, save behind these.
_PAIR = re.compile(rf"(?<![\w'’{HIDDEN}-])([{CAPITAL}][\w'’]+) (?=([{CAPITAL}][\w'’-]{{2,}}))")
_WORD_BEFORE = re.compile(r"(\w+) $")
_START_ENDINGS = ("end", "lich", "ig", "isch", "er", "es", "en", "e")
_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ismus|musik|klang|klänge|rock|töne|lieder|lied|ungen|jahre|chen)$"
)


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    if prose.language == "de":  # where every noun has a capital
        yield from _in_german(prose)
        return
    text = prose.unquoted
    for hit in _NAME.finditer(text):
        begin = start = hit.start()
        if text[start - 1 : start] in ("'", "’"):
            elision = _ELISION.search(text[max(0, start - 7) : start])
            if not elision:
                continue
            begin -= len(elision.group())
        elif elision := _CAPITAL_ELISION.match(hit.group()):
            start = elision.end() + begin
        word = text[start : hit.end()]
        if prose.is_known(word) or is_no_person(word):
            continue
        if not _BEGINS.search(text, max(0, begin - 12), begin):
            yield start, hit.end()


def _in_german(prose: Prose) -> Iterator[tuple[int, int]]:
    text = prose.unquoted
    for hit in _roles().finditer(text):
        if not prose.is_known(hit.group(hit.lastindex or 0)):
            yield hit.span()
    for hit in _PAIR.finditer(text):
        first, second = hit.groups()
        lowered = first.lower()
        before = _WORD_BEFORE.search(text, max(0, hit.start() - 9), hit.start())
        # "Jeder Ton Luft", "der Stimme Wärme": a common noun has its article, a name has none.
        if lowered in _german("of") or (before and before.group(1).lower() in _german("determiners")):
            continue
        is_start = lowered in _german("starts") or lowered in _german("determiners")
        may_begin = is_start or lowered.endswith(_START_ENDINGS)
        if may_begin and _BEGINS.search(text, max(0, hit.start() - 12), hit.start()):
            continue
        if is_no_person(first) or is_no_person(second) or _NOUN.search(second):
            continue
        if not (prose.is_known(first) and prose.is_known(second)):
            yield hit.span()


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(table("names", "de")["roles"].replace("NAME", rf"[{CAPITAL}][\w'’-]+"))


@cache
def _german(kind: str) -> frozenset[str]:
    return frozenset(table("names", "de")[kind].split())


@cache
def _no_persons() -> tuple[frozenset[str], frozenset[str]]:
    """Those words, and how they are compared with what is written without accents."""
    known = frozenset(" ".join(table("names").values()).split())
    return known, frozenset(map(folded, known))


@cache
def _no_places(language: str) -> frozenset[str]:
    kinds = [words for kind, words in table("names").items() if kind != "places"]
    return frozenset(" ".join(kinds).split()) | (_german("no_places") if language == "de" else frozenset())


@lru_cache(4_000)  # words repeat
def is_no_person(word: str) -> bool:
    key = word.strip("'’.-").lower()
    known, known_folded = _no_persons()
    if key in known or len(key) < 2:
        return True
    bare = key.removesuffix("'s").removesuffix("’s").removesuffix("s")
    return bare in known or key.partition("-")[0] in known or folded(bare) in known_folded


def is_no_place(word: str, language: str) -> bool:
    return word.strip("'’.-").lower() in _no_places(language)
