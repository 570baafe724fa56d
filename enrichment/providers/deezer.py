"""Deezer: the open part of its catalogue over HTTP, which needs no key, and what of its answers counts for a photo.

For artists without a picture it serves a grey silhouette, at any size.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Unpack
from urllib.parse import quote

from collection.naming import base_form
from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.http import Check, HttpOptions, HttpSession, Limiter, Reply, json_object, same_origin
from enrichment.providers.matching import Album, Candidate, Found
from enrichment.providers.shapes import as_https, as_int, as_object, as_objects, as_text

# The ranking does not put the famous bearer of a name first: a short page may miss it.
ARTISTS, ALBUMS = 50, 25

Objects = list[dict[str, object]]

PROVIDER = "deezer"
URL_SETTING = "DEEZER_API_URL"
QUOTA, BUSY, NO_DATA = 4, 700, 800
# 50 requests in 5 seconds for everybody behind one address; it is not said when they are counted anew.
QUOTA_SECONDS = 10.0


def check_reply(reply: Reply) -> None:
    """Raise what a reply means; nothing for an answer, for "no such thing", and for what all services send alike.

    Errors come with status 200: `{"error": {"type", "message", "code"}}`. The codes are those of Deezer's documentation
    ("API errors"); what was recorded of them is in the stand-in.
    """
    if error := as_object(as_object(reply.json).get("error")):
        code, message = as_int(error.get("code")) or 0, as_text(error.get("message"))
        if code == NO_DATA:
            return
        if code == QUOTA:
            raise Limited(PROVIDER, detail=message, seconds=QUOTA_SECONDS)
        if code == BUSY:
            raise Unavailable(PROVIDER, "server_error", message)
        raise BadAnswer(PROVIDER, "rejected_request" if code in (100, 500, 501, 600) else "service_error", message)
    if reply.status == 403:
        raise Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status in (404, 405):
        raise Refused(PROVIDER, "wrong_url", f"HTTP {reply.status}", setting=URL_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (408, 429):
        raise BadAnswer(PROVIDER, "rejected_request", f"HTTP {reply.status}")


def check_lookup(reply: Reply) -> None:
    """As `check_reply`; what was asked for by its number and is gone may be a plain 404 as well."""
    if not is_unknown(reply):
        check_reply(reply)


def is_unknown(reply: Reply) -> bool:
    """Whether Deezer has no such thing, by its own word or by that of HTTP with something of its own form."""
    if error := as_object(as_object(reply.json).get("error")):
        return as_int(error.get("code")) == NO_DATA
    return reply.status == 404 and isinstance(reply.json, dict)


class DeezerClient:
    """Objects are JSON as they came; null entries are left out."""

    def __init__(self, *, url: str, limiter: Limiter, **http: Unpack[HttpOptions]) -> None:
        self._base = url.strip().rstrip("/")
        self._http = HttpSession(PROVIDER, limiter, url_setting=URL_SETTING, default_wait=QUOTA_SECONDS, **http)

    def search_artists(self, q: str) -> Objects:
        """Those whom Deezer thinks of, homonyms and neighbours among them; empty for a `q` without a word."""
        return self._items(self._get("/search/artist", q=q, limit=ARTISTS)) if q.strip() else []

    def search_albums(self, q: str) -> Objects:
        """Albums, each with its artist."""
        return self._items(self._get("/search/album", q=q, limit=ALBUMS)) if q.strip() else []

    def artist(self, artist_id: str) -> dict[str, object] | None:
        """One artist, None when there is none of that id."""
        reply = self._get(f"/artist/{quote(artist_id, safe='')}", check=check_lookup)
        return None if is_unknown(reply) else json_object(reply, PROVIDER)

    def album_pages(self, artist_id: str) -> Iterator[Objects]:
        """The artist's albums, a page and a call at a time."""
        reply = self._get(f"/artist/{quote(artist_id, safe='')}/albums", check=check_lookup, limit=ARTISTS)
        while not is_unknown(reply):
            yield self._items(reply)
            following = as_text(json_object(reply, PROVIDER).get("next"))
            if not same_origin(following, self._base):
                return
            reply = self._http.request("GET", following, check=check_reply)

    def _get(self, path: str, check: Check = check_reply, **params: str | int) -> Reply:
        return self._http.request("GET", self._base + path, check=check, params=params)

    @staticmethod
    def _items(reply: Reply) -> Objects:
        if is_unknown(reply):
            return []
        data = json_object(reply, PROVIDER).get("data")
        if not isinstance(data, list):
            raise BadAnswer(PROVIDER, "bad_shape", "no data")
        return as_objects(data)


SIZES = {"picture_xl": 1000, "picture_big": 500, "picture_medium": 250}
_USABLE = re.compile(
    r"https://(?:[a-z0-9-]+\.)+dzcdn\.net/images/artist/(?P<picture>[0-9a-f]{32})/[^\s\\?#\"<>/]+", re.IGNORECASE
)
# The digest of nothing, and two more that have been seen to stand for the same silhouette.
SILHOUETTES = {
    "d41d8cd98f00b204e9800998ecf8427e",
    "d8315de10c16736f16b43549fb360448",
    "54da54b7aee3557b310dcee5a735d18d",
}


def best_picture(artist: dict[str, object]) -> tuple[str, int | None]:
    """The largest address that may be shown, and its side in pixels; ("", None) for an artist without a photo."""
    for name, side in SIZES.items():
        url = as_https(artist.get(name))
        if is_usable(url):
            return url, side
    return "", None


def is_usable(url: str) -> bool:
    """Whether the address is one of an artist's own picture at Deezer's hosts."""
    found = _USABLE.fullmatch(url)
    return found is not None and found["picture"].lower() not in SILHOUETTES


PAGE = "https://www.deezer.com/artist/{}"
_LONGEST = 100
# A quote ends a field filter, a colon begins one.
_UNSAFE = re.compile(r'["“”„‟″«»:\x00-\x1f\x7f]')


class DeezerCatalogue:
    """Satisfies `Catalogue` of matching."""

    def __init__(self, client: DeezerClient) -> None:
        self._client = client

    def searches(self, name: str) -> tuple[str, ...]:
        """Plain text first: the field filter misses acts of the very name (`artist:"Korn"` finds Marc Korn alone)."""
        words = _words(base_form(name))
        return (words, f'artist:"{words}"') if words else ()

    def search(self, q: str) -> Found:
        return Found(artists=_candidates(self._client.search_artists(q)))

    def albums_called(self, title: str, name: str) -> Found:
        """Once a field is named Deezer drops free words, so that both are."""
        fields = {"album": _words(title), "artist": _words(base_form(name))}
        if not fields["album"]:
            return Found()
        q = " ".join(f'{field}:"{words}"' for field, words in fields.items() if words)
        albums = [
            Album(as_text(item.get("title")), _candidates([as_object(item.get("artist"))]))
            for item in self._client.search_albums(q)
        ]
        return Found(albums=tuple(album for album in albums if album.title))

    def album_pages(self, artist_id: str) -> Iterator[Sequence[str]]:
        for page in self._client.album_pages(artist_id):
            yield [title for item in page if (title := as_text(item.get("title")))]

    def artist(self, artist_id: str) -> Candidate | None:
        found = self._client.artist(artist_id)
        return parse_artist(found) if found else None


def parse_artist(item: dict[str, object]) -> Candidate | None:
    """One artist object; None for whatever is none. Counts of albums and fans are often absent, and never needed."""
    number, name = as_int(item.get("id")), " ".join(as_text(item.get("name")).split())
    if not number or number < 0 or not name or item.get("type", "artist") != "artist":
        return None
    url, side = best_picture(item)
    return Candidate(str(number), name, PAGE.format(number), url, side, side)


def _candidates(items: Sequence[dict[str, object]]) -> tuple[Candidate, ...]:
    return tuple(candidate for item in items if (candidate := parse_artist(item)))


def _words(text: str) -> str:
    words = " ".join(_UNSAFE.sub(" ", text).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST + 1].rpartition(" ")[0] or words[:_LONGEST]
