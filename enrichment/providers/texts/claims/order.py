"""The song that opens the album, the one that closes it, and how many there are: held against the tracklist."""

import re
from collections.abc import Iterator
from functools import cache

from collection.naming import folded
from enrichment.providers.texts.claims.numbers import number_of
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Mention, Prose

SIDE = re.compile(
    r"\b(?:side|face|seite|lato|facciata|cara|half|moitié|hälfte|metà|mitad|disc (?:one|two)|part"
    r"|partie|teil)\b"
)
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)?|[.!?;:]")
_REACH = 70
QUOTES = r"[\s\"'“”„«»‹›‘’‚,(—–-]*"


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    yield from _misplaced(prose)
    total = sum(bool(track.title) for track in prose.facts.tracklist)
    for noun in prose.words.intersection(table("order", prose.language)["songs"].split()):
        for hit in re.finditer(rf"\b{noun}\b", prose.lowered):
            before = _TOKEN.findall(prose.lowered, max(0, hit.start() - 50), hit.start())[-5:]
            is_of_tape = prose.lowered.startswith(" of ", hit.end())
            if not is_of_tape and _is_wrong_number(before, total, prose.language):
                yield hit.span()


def _misplaced(prose: Prose) -> Iterator[tuple[int, int]]:
    places = prose.known.songs
    # A heading may stand before the first song and behind the last, an index may be counted as one.
    opening = places[:1] if has_plain_positions(prose) else places[:2]
    for mention in prose.mentions:
        key = folded(mention.name)
        if key not in places:
            continue
        untrue = [said for said, allowed in (("open", opening), ("close", places[-1:])) if key not in allowed]
        if any(_is_said(prose, mention, said) for said in untrue):
            yield mention.start, mention.end


def has_plain_positions(prose: Prose) -> bool:
    """Whether the tracklist holds nothing but songs, as far as its positions tell."""
    positions = [bool(track.position) for track in prose.facts.tracklist]
    return all(positions) or not any(positions)


def _is_said(prose: Prose, mention: Mention, verb: str) -> bool:
    """Whether the song is said to open the album, or to close it."""
    behind, before, noun = _patterns(verb, prose.language)
    left = prose.lowered[max(0, mention.start - _REACH) : mention.start]
    hit = behind.match(prose.lowered, mention.end, mention.end + _REACH) or before.search(left) or noun.search(left)
    return hit is not None and not SIDE.search(hit.group())


@cache
def _patterns(verb: str, language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands behind a song's title ("… opens the album"), and before one: "it opens with …", "the opener, …"."""
    said = table("order", language)
    album, it, noun = said["album"], said["it"], said[f"{verb.removesuffix('e')}er"]
    noun_is = r"(?:is |as |est |ist |è |es )?(?:the |das |der |le |la |il |el )?(?:\w+['’]s )?"
    object_ = rf"(?:\w+ly )?(?:{said[f'{verb}s']} (?:{album}|{it}\b)|{it} {said[f'{verb}s']}\b)"
    behind = re.compile(rf"{QUOTES}(?:{object_}|{noun_is}(?:{noun})\b)")
    subject = rf"(?:{album}|\b(?:it|il|elle|tout|everything|es|alles|tutto|todo))"
    leading = rf"(?:{said[f'{verb}s_with']}) ?(?:the |le |la |les |l['’]|il |el |dem |der |das )?"
    before = re.compile(rf"(?:{subject}|^|[,;.!?…]) ?(?:\w+ )?{leading}{QUOTES}$")
    return behind, before, re.compile(rf"\b(?:{noun})(?: is| est| ist| è| es)?{QUOTES}$")


def _is_wrong_number(before: list[str], total: int, language: str) -> bool:
    """Whether the number among the three words before "songs" is more than there are, or is said of all and is less."""
    said = table("order", language)
    for place in range(len(before) - 1, max(-1, len(before) - 4), -1):
        if not before[place][0].isalnum() or before[place] in said["the"].split():
            return False
        number = number_of(before[place], language)
        if number is not None:
            is_all = not set(before[max(0, place - 2) : place]).isdisjoint(said["all"].split())
            return number > (total or 3) or (3 < number < total and is_all)
    return False
