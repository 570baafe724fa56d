"""Wikidata's query service over HTTP: many artists in one request, within what its etiquette asks."""

from collections.abc import Sequence
from typing import Unpack

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.http import HttpOptions, HttpSession, Reply
from enrichment.providers.limits import Limiter
from enrichment.providers.shapes import as_object
from enrichment.providers.wikidata.parse import Identity, read_identities

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

    def __repr__(self) -> str:
        return "<WikidataClient>"

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
        wanted = set(discogs_ids)
        return {number: one for number, one in read_identities(answer).items() if number in wanted}


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
