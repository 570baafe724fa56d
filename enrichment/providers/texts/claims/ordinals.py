"""Which place a text gives a song ("the second song", "the next track"): held against the tracklist."""

import re
from collections.abc import Iterator
from functools import cache

from collection.naming import folded
from enrichment.providers.texts.claims.order import QUOTES, SIDE, has_plain_positions
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose

_ARTICLE = r"(?:the |le |la |das |der |die |den |il |el |l['’])?"
_IS = r"(?:is |est |ist |è |es )?"
# "The first song to slow down" is not said of the tracklist, and neither is "the last track on side one".
_ELSE = re.compile(rf" ?(?:to|that|where|which|with|qui|que|où|à|die|das|der|che|in cui|en)\b|.{{0,24}}?{SIDE.pattern}")
_REACH = 60


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    place, behind, before = _patterns(prose.language)
    if not place.search(prose.lowered):
        return
    songs = prose.known.songs
    # What each group of the patterns says, counted from 0; which song follows is known once one was named.
    counted = {f"n{number}": number for number in range(len(table("nth_song", prose.language)["nth"].split()))}
    counted["last"] = len(songs) - 1
    spare = 0 if has_plain_positions(prose) else 1  # a heading, or an index, may be counted as one
    for mention in prose.mentions:
        places = [number for number, song in enumerate(songs) if song == folded(mention.name)]
        if not places:
            continue
        follows = behind.match(prose.lowered, mention.end)
        hit = follows or before.search(prose.lowered[max(0, mention.start - _REACH) : mention.start])
        end = follows.end() if follows else mention.end
        if hit and not SIDE.search(hit.group()) and not _ELSE.match(prose.lowered, end):
            said = counted.get(hit.lastgroup or "")
            if said is not None and all(abs(number - said) > spare for number in places):
                yield mention.start, mention.end
        counted["following"] = places[0] + 1


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Of a place and the word for a song; of both behind a title, and in front of one."""
    said = table("nth_song", language)
    ending = "[nrs]?" if language == "de" else ""
    named = [rf"(?P<n{place}>{word}{ending})" for place, word in enumerate(said["nth"].split())]
    named += [rf"(?P<{which}>(?:{said[which]}){ending})" for which in ("last", "following")]
    place = rf"\b(?:{'|'.join(named)}) (?:{said['song']})\b"
    behind, before = rf"{QUOTES}{_IS}{_ARTICLE}{place}", rf"{place}(?: [\w ]{{0,20}})?,? ?{_IS}{QUOTES}$"
    return re.compile(place), re.compile(behind), re.compile(before)
