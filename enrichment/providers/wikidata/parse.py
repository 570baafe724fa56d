"""Wikidata's answers, read into one identity for each artist that has exactly one."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from enrichment.providers.shapes import SPOTIFY_ID, as_object, as_objects, as_text

_ITEM = re.compile(r"Q[1-9][0-9]{0,18}")
_DEEZER_ID = re.compile(r"[1-9][0-9]{0,18}")


_YEAR = re.compile(r"([12]\d{3})-")
_LONGEST, _MOST = 100, 12
# A person has no founding, and "human" says nothing of the music.
_SILENT = {"human", "musical group", "group of humans"}


class Work(TypedDict, total=False):
    """What it tells of an album: the year of the first publication that it knows, and who produced it."""

    published: int
    producers: list[str]


class About(TypedDict, total=False):
    """What an open source tells of an act, in English. `founded` is a year: a day is not known where it is written.
    `works` go by their master's number at Discogs, as JSON keeps it.
    """

    kinds: list[str]
    founded: int
    place: str
    members: list[str]
    works: dict[str, Work]


@dataclass(frozen=True)
class Identity:
    """An item of Wikidata, and the ids that it keeps; "" where it keeps none or several."""

    item: str
    spotify_id: str = ""
    deezer_id: str = ""
    about: About = field(default_factory=lambda: About())


def read_identities(answer: object) -> dict[int, Identity]:
    """By Discogs artist id. One whom two items claim has none: nothing tells which of them is right."""
    items: dict[int, set[str]] = defaultdict(set)
    spotify: dict[int, set[str]] = defaultdict(set)
    deezer: dict[int, set[str]] = defaultdict(set)
    told: dict[int, list[Mapping[str, object]]] = defaultdict(list)
    for row in as_objects(as_object(as_object(answer).get("results")).get("bindings")):
        discogs, item = _value(row, "discogs"), _value(row, "item").rpartition("/")[2]
        if not discogs.isdecimal() or len(discogs) > 18 or not _ITEM.fullmatch(item):
            continue
        items[int(discogs)].add(item)
        told[int(discogs)].append(row)
        _note(spotify[int(discogs)], SPOTIFY_ID, _value(row, "spotify"))
        _note(deezer[int(discogs)], _DEEZER_ID, _value(row, "deezer"))
    return {
        number: Identity(next(iter(claimed)), _only(spotify[number]), _only(deezer[number]), _about(told[number]))
        for number, claimed in items.items()
        if len(claimed) == 1
    }


def _about(rows: Sequence[Mapping[str, object]]) -> About:
    """Of what is told twice over, a place or a year, nothing is taken: nothing tells which is right."""
    about: About = {}
    if kinds := [kind for kind in _texts(rows, "kind") if kind not in _SILENT]:
        about["kinds"] = kinds
    if len(years := _years(rows, "founded")) == 1:
        about["founded"] = years.pop()
    if len(places := _texts(rows, "place")) == 1:
        about["place"] = places[0]
    if members := _texts(rows, "member"):
        about["members"] = members
    if works := _works(rows):
        about["works"] = works
    return about


def _works(rows: Sequence[Mapping[str, object]]) -> dict[str, Work]:
    told: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows:
        if (master := _value(row, "master")).isdecimal() and len(master) <= 18:
            told[master].append(row)
    works: dict[str, Work] = {}
    for master, lines in told.items():
        work: Work = {}
        if years := _years(lines, "published"):
            work["published"] = min(years)  # later ones are those of other countries and of new pressings
        if producers := _texts(lines, "producer"):
            work["producers"] = producers
        if work:
            works[master] = work
    return works


def _years(rows: Sequence[Mapping[str, object]], name: str) -> set[int]:
    return {int(found[1]) for value in _texts(rows, name) if (found := _YEAR.match(value))}


def _texts(rows: Sequence[Mapping[str, object]], name: str) -> list[str]:
    """Each once, in an order of their own, not too many; what is too long to be a name is none."""
    values = {_value(row, name).strip() for row in rows}
    return sorted(value for value in values if value and len(value) <= _LONGEST and value.isprintable())[:_MOST]


def _value(row: Mapping[str, object], name: str) -> str:
    return as_text(as_object(row.get(name)).get("value"))


def _note(ids: set[str], form: re.Pattern[str], value: str) -> None:
    if form.fullmatch(value):
        ids.add(value)


def _only(ids: set[str]) -> str:
    return next(iter(ids)) if len(ids) == 1 else ""
