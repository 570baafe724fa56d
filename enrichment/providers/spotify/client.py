"""Spotify's catalogue over HTTP, within what an app in Development Mode may ask.

Its errors are `{"error": {"status", "message", "reason"?}}`, and plain text now and then.
"""

from collections.abc import Iterator, Sequence
from typing import Unpack
from urllib.parse import quote

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.http import (
    Check,
    FirstCall,
    HttpOptions,
    HttpSession,
    Limiter,
    Reply,
    json_object,
    same_origin,
)
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text
from enrichment.providers.spotify import access
from enrichment.providers.spotify.provider import LONGEST_Q, SearchAnswer

API_SETTING = "SPOTIFY_API_URL"
# The most that Development Mode grants for one page.
PAGE_SIZE = 10

Params = dict[str, str | int] | None


# The size of the quota and the time of its reset are not published.
QUOTA_WAIT = 24 * 3600.0
SHORTEST_QUOTA_WAIT = 3600.0


def check_reply(reply: Reply) -> None:
    """Raise what a reply means; nothing for an answer, a 401 (the token is renewed first), a 404 and a plain 429."""
    if is_premium_missing(reply):
        raise Refused(access.PROVIDER, "premium_required", setting=access.ID_SETTING)
    if reply.status == 403 and reply.is_html:
        raise Unavailable(access.PROVIDER, "blocked_page", "HTTP 403")
    if reply.status == 403:
        raise Refused(access.PROVIDER, "forbidden", message(reply), setting=access.ID_SETTING)
    if reply.status == 429 and _error(reply).get("reason") == "QUOTA_EXCEEDED":
        wait = max(reply.retry_after or QUOTA_WAIT, SHORTEST_QUOTA_WAIT)
        raise Limited(access.PROVIDER, seconds=wait, quota=True)
    if 400 <= reply.status < 500 and reply.status not in (401, 404, 408, 429):
        raise BadAnswer(access.PROVIDER, "rejected_request", message(reply))


def is_premium_missing(reply: Reply) -> bool:
    """The body is plain text: "Active premium subscription required for the owner of the app."."""
    return reply.status == 403 and "premium" in reply.text[:1000].lower()


def wrong_address() -> Refused:
    return Refused(access.PROVIDER, "wrong_url", "HTTP 404", setting=API_SETTING)


def message(reply: Reply) -> str:
    return as_text(_error(reply).get("message")) or f"HTTP {reply.status}"


def _error(reply: Reply) -> dict[str, object]:
    return as_object(as_object(reply.json).get("error"))


def _check_titles(reply: Reply) -> None:
    if reply.status != 403 or is_premium_missing(reply):
        check_reply(reply)


class SpotifyClient:
    """Satisfies `SpotifyCalls`. Items are JSON objects as they came; null entries are left out."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        limiter: Limiter,
        api_url: str,
        token_url: str,
        **http: Unpack[HttpOptions],
    ) -> None:
        self._base = api_url.strip().rstrip("/")
        self._token = access.SpotifyToken(
            client_id=client_id, client_secret=client_secret, url=token_url, limiter=limiter, **http
        )
        self._http = HttpSession(
            access.PROVIDER,
            limiter,
            url_setting=API_SETTING,
            key_setting=access.SECRET_SETTING,
            secrets=(client_secret.strip(),),
            default_wait=access.WAIT_WHEN_LIMITED,
            **http,
        )
        self._first_call = FirstCall()  # a 401 and a 404 become refusals here, not in the session

    def search(self, q: str) -> SearchAnswer:
        """The first ten artists that Spotify thinks of and ten albums, in one call; no exact search exists."""
        return self._search(q, "artist", "album")

    def search_albums(self, q: str) -> SearchAnswer:
        """The first ten albums; the artists they name come without images."""
        return self._search(q, "album")

    def artist(self, spotify_id: str) -> object:
        """One artist, None when there is none of that id."""
        reply = self._get(f"{self._base}/artists/{quote(spotify_id, safe='')}")
        if reply.status == 404:
            return None
        artist = json_object(reply, access.PROVIDER)
        if "id" not in artist:
            raise BadAnswer(access.PROVIDER, "bad_shape", "no artist")
        return artist

    def album_pages(self, spotify_id: str) -> Iterator[Sequence[str]]:
        """Titles of the artist's albums, singles and compilations, ten to a page; one taken down has none.

        Where the service keeps them from this app there are none.
        """
        url = f"{self._base}/artists/{quote(spotify_id, safe='')}/albums"
        params: Params = {"include_groups": "album,single,compilation", "limit": PAGE_SIZE}
        while same_origin(url, self._base):
            reply = self._get(url, params, _check_titles)
            if reply.status in (403, 404):
                return
            page = json_object(reply, access.PROVIDER)
            yield [title for item in as_objects(page.get("items")) if (title := as_text(item.get("name")))]
            url, params = as_text(page.get("next")), None

    def _search(self, q: str, *kinds: str) -> SearchAnswer:
        q = q[:LONGEST_Q].strip()
        if not q:
            return SearchAnswer()
        reply = self._get(f"{self._base}/search", {"q": q, "type": ",".join(kinds), "limit": PAGE_SIZE})
        if reply.status == 404:
            raise wrong_address()
        pages = json_object(reply, access.PROVIDER)
        if not isinstance(pages.get(f"{kinds[0]}s"), dict):
            raise BadAnswer(access.PROVIDER, "bad_shape", f"no {kinds[0]}s")
        artists, albums = as_object(pages.get("artists")), as_object(pages.get("albums"))
        items = albums.get("items")
        told = items if isinstance(items, list) else []
        more = told is not items or bool(albums.get("next")) or (as_int(albums.get("total")) or 0) > len(told)
        return SearchAnswer([*as_objects(artists.get("items"))], [*as_objects(told)], more)

    def _get(self, url: str, params: Params = None, check: Check = check_reply) -> Reply:
        """An answer or a 404 about one thing. An expired token is renewed and the call replayed, once."""
        with self._first_call():
            reply = self._send(url, params, check)
            if reply.status == 401:
                reply = self._send(url, params, check)
            if reply.status == 401:
                raise Refused(access.PROVIDER, "refused_key", "HTTP 401", setting=access.SECRET_SETTING)
            if reply.status == 404 and (reply.json is None or message(reply) == "Service not found"):
                raise wrong_address()
            return reply

    def _send(self, url: str, params: Params, check: Check) -> Reply:
        token = self._token.value()
        headers = {"Authorization": f"Bearer {token}"}
        reply = self._http.request("GET", url, check=check, headers=headers, params=params)
        if reply.status == 401:
            self._token.drop(token)
        return reply
