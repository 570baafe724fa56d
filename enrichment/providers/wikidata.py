"""Wikidata: which pages at Spotify and Deezer belong to an artist at Discogs, and what else it tells of the artist.

Its query service takes many artists in one request. Whoever has exactly one item there gets an `Identity`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.http import HttpOptions, HttpSession, Limiter, Reply
from enrichment.providers.shapes import SPOTIFY_ID, as_object, as_objects, as_text

PROVIDER = "wikidata"
URL_SETTING = "WIKIDATA_SPARQL_URL"
CONTACT_SETTING = "AIME_CONTACT"
# The ids of that many artists fit into one query that is answered well within its minute.
ARTISTS_A_CALL = 80
WAIT_WHEN_LIMITED = 30.0
WORKS_A_CALL = 200
# P1953, P1902 and P2722: the ids at Discogs, Spotify and Deezer; P31, P571, P740, P527: kind, founding, where, members.
# `wdt:` leaves out what is deprecated.
_ACTS = """VALUES ?discogs { %(artists)s }
  ?item wdt:P1953 ?discogs .
  OPTIONAL { ?item wdt:P1902 ?spotify }
  OPTIONAL { ?item wdt:P2722 ?deezer }
  OPTIONAL { ?item wdt:P571 ?founded }
  OPTIONAL { ?item wdt:P31 ?kinds . ?kinds rdfs:label ?kind FILTER(LANG(?kind) = "en") }
  OPTIONAL { ?item wdt:P740 ?places . ?places rdfs:label ?place FILTER(LANG(?place) = "en") }
  OPTIONAL { ?item wdt:P527 ?members . ?members rdfs:label ?member FILTER(LANG(?member) = "en") }"""
# P1954, P175, P577, P162: a work's id at Discogs, its performer, publication and producer.
_WORKS = """VALUES ?discogs { %(artists)s }
  VALUES ?master { %(works)s }
  ?item wdt:P1953 ?discogs .
  ?work wdt:P1954 ?master ; wdt:P175 ?item .
  OPTIONAL { ?work wdt:P577 ?published }
  OPTIONAL { ?work wdt:P162 ?producers . ?producers rdfs:label ?producer FILTER(LANG(?producer) = "en") }"""
_QUERY = f"""SELECT ?discogs ?item ?spotify ?deezer ?kind ?founded ?place ?member ?master ?published ?producer WHERE {{
{{ {_ACTS} }} UNION {{ {_WORKS} }}
}}"""


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


class WikidataClient:
    """`contact` reaches whoever runs this site; the service limits those who give none to almost nothing."""

    def __init__(self, *, contact: str, url: str, limiter: Limiter, **http: Unpack[HttpOptions]) -> None:
        self._url = url.strip()
        plain = "".join(char for char in contact if char.isascii() and char.isprintable() and char not in "()").strip()
        options: HttpOptions = {"user_agent": f"AIME/0.1 ({plain}) python-requests", **http}
        self._http = HttpSession(
            PROVIDER,
            limiter,
            url_setting=URL_SETTING,
            key_setting=CONTACT_SETTING,
            default_wait=WAIT_WHEN_LIMITED,
            **options,
        )

    def identities(self, discogs_ids: Sequence[int], masters: Sequence[int] = ()) -> dict[int, Identity]:
        """Those of the artists, at most `ARTISTS_A_CALL` of them, whom exactly one item stands for, with what is told
        of their works among `masters`, Discogs' numbers, at most `WORKS_A_CALL`.
        """
        query = _QUERY % {"artists": _quoted(discogs_ids[:ARTISTS_A_CALL]), "works": _quoted(masters[:WORKS_A_CALL])}
        try:
            reply = self._http.request(
                "POST",
                self._url,
                check=check_reply,
                data={"query": query},
                headers={"Accept": "application/sparql-results+json"},
            )
        except Limited as limit:
            # Nobody waits for hours for what photos can do without.
            raise Unavailable(PROVIDER, "rate_limited", limit.detail) from None
        answer = as_object(reply.json)
        if not isinstance(as_object(answer.get("results")).get("bindings"), list):
            raise BadAnswer(PROVIDER, "not_json" if reply.json is None else "bad_shape")
        return {number: one for number, one in read_identities(answer).items() if number in discogs_ids}


def _quoted(numbers: Sequence[int]) -> str:
    return " ".join(f'"{int(number)}"' for number in numbers)


def check_reply(reply: Reply) -> None:
    """Raise what a reply means; the query is ours, so that a refused one is not the owner's fault."""
    if reply.status in (401, 403):
        raise Refused(PROVIDER, "forbidden", f"HTTP {reply.status}", setting=CONTACT_SETTING)
    if reply.status in (404, 405):
        raise Refused(PROVIDER, "wrong_url", f"HTTP {reply.status}", setting=URL_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (408, 429):
        raise BadAnswer(PROVIDER, "rejected_request", f"HTTP {reply.status}")


Row = Mapping[str, object]
_ITEM = re.compile(r"(?:.*/)?Q[1-9][0-9]{0,18}")
_DEEZER_ID = re.compile(r"[1-9][0-9]{0,18}")
_YEAR = re.compile(r"([12]\d{3})-")
_LONGEST, _MOST = 100, 12
# A person has no founding, and "human" says nothing of the music.
_SILENT = {"human", "musical group", "group of humans"}


def read_identities(answer: object) -> dict[int, Identity]:
    """By Discogs artist id. One whom two items claim has none: nothing tells which of them is right."""
    rows_of: dict[int, list[Row]] = defaultdict(list)
    for row in as_objects(as_object(as_object(answer).get("results")).get("bindings")):
        discogs = _value(row, "discogs")
        if discogs.isdecimal() and len(discogs) <= 18 and _ITEM.fullmatch(_value(row, "item")):
            rows_of[int(discogs)].append(row)
    return {
        number: Identity(item, _only(rows, "spotify", SPOTIFY_ID), _only(rows, "deezer", _DEEZER_ID), _about(rows))
        for number, rows in rows_of.items()
        if (item := _only(rows, "item", _ITEM))
    }


def _about(rows: Sequence[Row]) -> About:
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


def _works(rows: Sequence[Row]) -> dict[str, Work]:
    told: dict[str, list[Row]] = defaultdict(list)
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


def _years(rows: Sequence[Row], name: str) -> set[int]:
    return {int(found[1]) for value in _texts(rows, name) if (found := _YEAR.match(value))}


def _texts(rows: Sequence[Row], name: str) -> list[str]:
    """Each once, in an order of their own, not too many; what is too long to be a name is none."""
    values = {_value(row, name).strip() for row in rows}
    return sorted(value for value in values if value and len(value) <= _LONGEST and value.isprintable())[:_MOST]


def _value(row: Row, name: str) -> str:
    return as_text(as_object(row.get(name)).get("value"))


def _only(rows: Sequence[Row], name: str, form: re.Pattern[str]) -> str:
    """The one id that the rows name, at the end of an address or alone; "" for none and for several."""
    ids = {value.rpartition("/")[2] for row in rows if form.fullmatch(value := _value(row, name))}
    return ids.pop() if len(ids) == 1 else ""
