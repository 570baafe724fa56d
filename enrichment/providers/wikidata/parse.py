"""Wikidata's answers, read into one identity for each artist that has exactly one."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from enrichment.providers.shapes import as_object, as_objects, as_text

_ITEM = re.compile(r"Q[1-9][0-9]{0,18}")
_SPOTIFY_ID = re.compile(r"[0-9A-Za-z]{22}")
_DEEZER_ID = re.compile(r"[1-9][0-9]{0,18}")


@dataclass(frozen=True)
class Identity:
    """An item of Wikidata, and the ids that it keeps; "" where it keeps none or several."""

    item: str
    spotify_id: str = ""
    deezer_id: str = ""


def read_identities(answer: object) -> dict[int, Identity]:
    """By Discogs artist id. One whom two items claim has none: nothing tells which of them is right."""
    items: dict[int, set[str]] = defaultdict(set)
    spotify: dict[int, set[str]] = defaultdict(set)
    deezer: dict[int, set[str]] = defaultdict(set)
    for row in as_objects(as_object(as_object(answer).get("results")).get("bindings")):
        discogs, item = _value(row, "discogs"), _value(row, "item").rpartition("/")[2]
        if not discogs.isdecimal() or len(discogs) > 18 or not _ITEM.fullmatch(item):
            continue
        items[int(discogs)].add(item)
        _note(spotify[int(discogs)], _SPOTIFY_ID, _value(row, "spotify"))
        _note(deezer[int(discogs)], _DEEZER_ID, _value(row, "deezer"))
    return {
        number: Identity(next(iter(claimed)), _only(spotify[number]), _only(deezer[number]))
        for number, claimed in items.items()
        if len(claimed) == 1
    }


def _value(row: Mapping[str, object], name: str) -> str:
    return as_text(as_object(row.get(name)).get("value"))


def _note(ids: set[str], form: re.Pattern[str], value: str) -> None:
    if form.fullmatch(value):
        ids.add(value)


def _only(ids: set[str]) -> str:
    return next(iter(ids)) if len(ids) == 1 else ""
