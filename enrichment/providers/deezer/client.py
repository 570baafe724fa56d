"""Deezer's open API over HTTP. Objects are JSON as they came; null entries are left out."""

from collections.abc import Iterator
from typing import Unpack
from urllib.parse import quote

from enrichment.providers.deezer.faults import PROVIDER, QUOTA_SECONDS, URL_SETTING, is_unknown, refusal
from enrichment.providers.errors import BadAnswer
from enrichment.providers.http import Check, HttpOptions, HttpSession, Reply, same_origin
from enrichment.providers.limits import Limiter
from enrichment.providers.shapes import as_objects, as_text

# The ranking does not put the famous bearer of a name first: a short page may miss it.
ARTISTS, ALBUMS = 50, 25

Objects = list[dict[str, object]]


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
