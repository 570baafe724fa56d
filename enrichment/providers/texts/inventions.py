"""Songs, years and decades that a text names and no fact holds.

Songs are its quoted strings that are presented as such; they are held against the given tracklist.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from collection.naming import folded
from enrichment.providers.texts import AlbumFacts
from enrichment.providers.texts.languages import table

_SINGLE = r"(?<!\w.)([^\s‘’'](?:[^‘'’\n]|(?<=\w)[’'](?=\w)){0,78}?)[’'](?!\w)"
# Each way begins with the mark itself, so that a text is searched for these marks alone.
_QUOTED = re.compile(
    r"“([^“”\n]{1,80})”|„([^„“”\n]{1,80})[“”]|«\s{0,3}([^«»\n]{1,80}?)\s{0,3}»|‹\s{0,3}([^‹›\n]{1,80}?)\s{0,3}›"
    r"|‚([^‚‘’\n]{1,80})[‘’]"
    rf"|\"([^\"\n]{{1,80}})\"|‘{_SINGLE}|'{_SINGLE}"
)
_MARKS = re.compile(r"[“”„«»‹›\"]")
_SENTENCE_BREAK = re.compile(r"[.!?…;]\s")
_ENUMERATED = re.compile(r"\s*[,;&/]?\s*(?:and|or|to|et|ou|à|und|oder|bis|e|ed|o|a|y|hasta)?\s*")

_SAID = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in table("quotations").items()}


def invented_tracks(text: str, facts: AlbumFacts) -> list[str]:
    """Quoted songs that are neither on the tracklist nor another given name."""
    text = outward(text)
    hits = list(_QUOTED.finditer(text))
    known = _known(facts)
    unknown = {quoted for quoted in set(map(_quoted, hits)) if not _is_known(quoted, known)}
    invented = []
    for run in _enumerations(text, hits) if unknown else ():
        is_song = False  # from the first that is presented as one they all are
        for hit in run if not unknown.isdisjoint(map(_quoted, run)) else ():
            is_song = is_song or _is_presented(text, hit)
            if is_song and _quoted(hit) in unknown:
                invented.append(_quoted(hit))
    return invented


def without_quotations(text: str, filler: str = "") -> str:
    """The text without what is quoted; with a `filler` each character is replaced by it, and places stay."""

    def blank(hit: re.Match[str]) -> str:
        quoted = hit.group()
        # The full stop within the quotation marks may be the sentence's.
        stop = quoted[-2] if quoted[-2] in ".!?…" else filler
        return filler * (len(quoted) - 2) + stop + filler

    return _QUOTED.sub(blank if filler else " ", outward(text))


def outward(text: str) -> str:
    """German books write »…« where newspapers and Switzerland write «…»."""
    opening, closing = text.find("«"), text.find("»")
    return text.translate({0xAB: "»", 0xBB: "«"}) if 0 <= closing < opening or (closing >= 0 > opening) else text


def _enumerations(text: str, hits: Iterable[re.Match[str]]) -> list[list[re.Match[str]]]:
    runs: list[list[re.Match[str]]] = []
    end = 0
    for hit in hits:
        if end and _ENUMERATED.fullmatch(text, end, hit.start()):
            runs[-1].append(hit)
        else:
            runs.append([hit])
        end = hit.end()
    return runs


def _quoted(hit: re.Match[str]) -> str:
    return hit.group(hit.lastindex or 0).strip(" \u00a0\u202f,.;")


def _is_presented(text: str, hit: re.Match[str]) -> bool:
    """Whether a quotation and the words around it, of its own sentence, make a song of it."""
    quoted = _quoted(hit)
    if not any(character.isalnum() for character in quoted):
        return False
    before = _SENTENCE_BREAK.split(_MARKS.sub(" ", text[max(0, hit.start() - 70) : hit.start()]))[-1]
    after = _SENTENCE_BREAK.split(_MARKS.sub(" ", text[hit.end() : hit.end() + 40]))[0]
    words_before = list(_SAID["tracks"].finditer(before))
    since = before[words_before[-1].end() :].split() if words_before else None
    if since == []:  # right behind the word
        return True
    if not (quoted[0].isupper() or quoted[0].isdigit()) or _is_excused(before, after):
        return False
    # A single capitalised word, or a German noun, may be a mere term; longer ones in other languages are titles.
    if len(quoted.split()) > 1 and not hit.group().startswith("„"):
        return True
    word_after = _SAID["tracks"].search(after)
    return bool(
        not before.strip()
        or (since and len(since) <= 4)
        or (word_after and len(after[: word_after.start()].split()) <= 5)
        or _SAID["leads"].search(before)
        or _SAID["acts"].search(after)
    )


def _is_excused(before: str, after: str) -> bool:
    """Whether those words make a nickname, a term or another kind of work of a quotation."""
    nickname = re.search(r"[A-ZÀ-Þ][\w.'’-]+\s+$", before) and re.match(r"\s+[A-ZÀ-Þ]", after)
    named = any(pattern.search(before) for pattern in (_SAID["term"], _SAID["other_work"], _SAID["likened"]))
    return bool(nickname or named or _SAID["qualified"].search(after))


def _is_known(quoted: str, known: tuple[tuple[tuple[str, ...], ...], frozenset[str]]) -> bool:
    """Whether its words stand in a given name in a row: titles are often quoted without "(Live)" or by a half."""
    wanted, (names, whole) = _parts(quoted), known
    if not wanted or "".join(wanted) in whole:
        return True
    size = len(wanted)
    return any(name[start : start + size] == wanted for name in names for start in range(len(name) - size + 1))


@lru_cache(64)
def _known(facts: AlbumFacts) -> tuple[tuple[tuple[str, ...], ...], frozenset[str]]:
    """Every given name, word by word and as a whole."""
    names = tuple(map(_parts, facts.names()))
    return names, frozenset(map("".join, names))


@lru_cache(1_000)  # genres, styles and the names of one album are asked for again and again
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in (folded(word) for word in name.split()) if part)


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
    r"|compresseurs?|préamplis?|tables?|Kompressor\w*|Limiter|Pult|Mischpult|compressor[ei]|limitatore|compresor\w*)\b"
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
