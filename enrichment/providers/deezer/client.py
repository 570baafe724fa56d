"""Deezer's open API over HTTP. Objects are JSON as they came; null entries are left out."""

from collections.abc import Iterator
from typing import Unpack
from urllib.parse import quote

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.http import Check, HttpOptions, HttpSession, Reply, same_origin
from enrichment.providers.limits import Limiter
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text

# The ranking does not put the famous bearer of a name first: a short page may miss it.
ARTISTS, ALBUMS = 50, 25

Objects = list[dict[str, object]]

PROVIDER = "deezer"
URL_SETTING = "DEEZER_API_URL"
QUOTA, BUSY, NO_DATA = 4, 700, 800
# 50 requests in 5 seconds for everybody behind one address; it is not said when they are counted anew.
QUOTA_SECONDS = 10.0


def _check(reply: Reply) -> None:
    if error := refusal(reply):
        raise error


def _check_lookup(reply: Reply) -> None:
    """What was asked for by its number and is gone may be a plain 404 as well."""
    if not is_unknown(reply):
        _check(reply)


class DeezerClient:
    def __init__(self, *, url: str, limiter: Limiter, **http: Unpack[HttpOptions]) -> None:
        self._base = url.strip().rstrip("/")
        self._http = HttpSession(PROVIDER, limiter, url_setting=URL_SETTING, default_wait=QUOTA_SECONDS, **http)

    def __repr__(self) -> str:
        return "<DeezerClient>"

    def search_artists(self, q: str) -> Objects:
        """Those whom Deezer thinks of, homonyms and neighbours among them; empty for a `q` without a word."""
        return self._items(self._get("/search/artist", q=q, limit=ARTISTS)) if q.strip() else []

    def search_albums(self, q: str) -> Objects:
        """Albums, each with its artist."""
        return self._items(self._get("/search/album", q=q, limit=ALBUMS)) if q.strip() else []

    def artist(self, artist_id: str) -> dict[str, object] | None:
        """One artist, None when there is none of that id."""
        reply = self._get(f"/artist/{quote(artist_id, safe='')}", check=_check_lookup)
        return None if is_unknown(reply) else _object(reply)

    def album_pages(self, artist_id: str) -> Iterator[Objects]:
        """The artist's albums, a page and a call at a time."""
        reply = self._get(f"/artist/{quote(artist_id, safe='')}/albums", check=_check_lookup, limit=ARTISTS)
        while not is_unknown(reply):
            yield self._items(reply)
            following = as_text(_object(reply).get("next"))
            if not same_origin(following, self._base):
                return
            reply = self._http.request("GET", following, check=_check)

    def _get(self, path: str, check: Check = _check, **params: str | int) -> Reply:
        return self._http.request("GET", self._base + path, check=check, params=params)

    @staticmethod
    def _items(reply: Reply) -> Objects:
        if is_unknown(reply):
            return []
        data = _object(reply).get("data")
        if not isinstance(data, list):
            raise BadAnswer(PROVIDER, "bad_shape", "no data")
        return as_objects(data)


def _object(reply: Reply) -> dict[str, object]:
    """Some of its endpoints answer a bare `true`."""
    if reply.json is None:
        raise BadAnswer(PROVIDER, "not_json")
    if not isinstance(reply.json, dict):
        raise BadAnswer(PROVIDER, "bad_shape")
    return reply.json


def refusal(reply: Reply) -> ProviderError | None:
    """The error that a reply means; None for an answer, for "no such thing", and for what all services send alike.

    Errors come with status 200: `{"error": {"type", "message", "code"}}`. The codes are those of Deezer's documentation
    ("API errors"); what was recorded of them is in the stand-in.
    """
    if error := as_object(as_object(reply.json).get("error")):
        code, message = as_int(error.get("code")) or 0, as_text(error.get("message"))
        if code == NO_DATA:
            return None
        if code == QUOTA:
            return Limited(PROVIDER, detail=message, seconds=QUOTA_SECONDS)
        if code == BUSY:
            return Unavailable(PROVIDER, "server_error", message)
        return BadAnswer(PROVIDER, "rejected_request" if code in (100, 500, 501, 600) else "service_error", message)
    if reply.status == 403:
        return Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status in (404, 405):
        return Refused(PROVIDER, "wrong_url", f"HTTP {reply.status}", setting=URL_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (408, 429):
        return BadAnswer(PROVIDER, "rejected_request", f"HTTP {reply.status}")
    return None


def is_unknown(reply: Reply) -> bool:
    """Whether Deezer has no such thing, by its own word or by that of HTTP with something of its own form."""
    if error := as_object(as_object(reply.json).get("error")):
        return as_int(error.get("code")) == NO_DATA
    return reply.status == 404 and isinstance(reply.json, dict)
