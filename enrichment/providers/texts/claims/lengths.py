"""How long a song or the whole record takes, and which song is the longest: held against the durations given."""

import re
from collections.abc import Iterator

from collection.naming import folded
from enrichment.providers.texts.claims.numbers import number_of
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs

# The number is the match's last group that took part. "For minutes" and "a few minutes" hold none; nor is it a length
# that a listener needs ("two minutes to find the way in") or would like to have.
_MINUTES = Signs("minutes", has_likenesses=True)
_EXTREMES = Signs("extremes")
_SHORTEST = re.compile("short|court|kürz|brev|cort")
_DENIED = re.compile(r"\b(?:not|pas|nicht|non|no) (?:\w+ ){0,2}$")
_BETWEEN = re.compile(r"[.!?…]\s")
_REACH = 120


def find(prose: Prose) -> Iterator[re.Match[str]]:
    lengths = [_minutes(track.duration) for track in prose.facts.tracklist]
    total = [sum(lengths)] if all(lengths) else []
    for hit in _MINUTES.found(prose):
        said = number_of(hit.group(hit.lastindex or 0), prose.language)
        # "Nearly five" and "a good five minutes": a minute more or less is no untruth, and of a whole record five.
        named = _of_named(prose, hit, lengths)
        given = [(length, 1) for length in [*(named or lengths), sum(named)]] + [(length, 5) for length in total]
        if said is not None and not any(length and abs(length - said) <= spare for length, spare in given):
            yield hit
    for hit in _EXTREMES.found(prose):
        if _DENIED.search(prose.lowered, max(0, hit.start() - _REACH), hit.start()):
            continue
        extreme = (min if _SHORTEST.search(hit.group()) else max)(lengths, default=0)
        named = _of_named(prose, hit, lengths)
        if not all(lengths) or not lengths or (named and extreme not in named):
            yield hit


def _minutes(duration: str) -> float:
    """Of `4:05` or `1:02:33`; 0 where nothing is told."""
    parts = duration.split(":")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return 0
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds / 60


def _of_named(prose: Prose, hit: re.Match[str], lengths: list[float]) -> list[float]:
    """How long the songs are that the sentence names near the claim."""
    named = {
        folded(mention.name)
        for mention in prose.mentions
        if hit.start() - _REACH < mention.start < hit.end() + _REACH
        and not _BETWEEN.search(prose.hidden, *sorted((mention.end, hit.start())))
    }
    tracks = zip(prose.facts.tracklist, lengths, strict=True)
    return [length for track, length in tracks if folded(track.title) in named]
