"""Discogs over HTTP, read only. Its errors are `{"message": str}`, and pages of the guard in front of it."""

from collections.abc import Callable, Mapping
from typing import TypeVar, Unpack
from urllib.parse import quote, urlencode

from enrichment.providers.discogs.parse import read_artist, read_master, read_names, read_page, read_release
from enrichment.providers.discogs.types import ArtistPage, CollectionPage, MasterFacts, ReleaseFacts
from enrichment.providers.errors import BadAnswer, Refused, Unavailable
from enrichment.providers.http import Check, HttpOptions, HttpSession, Limiter, Reply, json_object, same_origin
from enrichment.providers.shapes import as_object, as_objects, as_text

Facts = TypeVar("Facts", ReleaseFacts, MasterFacts, ArtistPage)

PAGE_SIZE = 100
# Discogs documents no Retry-After; its window is a moving minute.
WAIT_WHEN_LIMITED = 60.0
PROVIDER = "discogs"
KEY_SETTING = "DISCOGS_TOKEN"
USER_SETTING = "DISCOGS_USERNAME"
URL_SETTING = "DISCOGS_API_URL"


def check_reply(reply: Reply) -> None:
    """Raise what a reply about one release or master means; a 404 means that there is none."""
    _check(reply, "forbidden")
    if reply.status == 404 and reply.json is None:
        raise Refused(PROVIDER, "wrong_url", "HTTP 404", setting=URL_SETTING)


def check_collection(reply: Reply) -> None:
    """Raise what a reply about the collection means: a 403 that it is private, a 404 that nobody has that name."""
    _check(reply, "private_collection")
    if reply.status == 404:
        code, setting = ("wrong_url", URL_SETTING) if reply.json is None else ("unknown_user", USER_SETTING)
        raise Refused(PROVIDER, code, _message(reply), setting=setting)


def check_names(reply: Reply) -> None:
    """What the owner calls their folders is for the owner's token alone; without it the names are left out."""


def _check(reply: Reply, forbidden: str) -> None:
    if reply.status == 401:
        raise Refused(PROVIDER, "refused_key", _message(reply), setting=KEY_SETTING)
    if reply.status == 403 and reply.is_html:
        raise Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status == 403:
        raise Refused(PROVIDER, forbidden, _message(reply), setting=KEY_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (404, 408, 429):
        raise BadAnswer(PROVIDER, "rejected_request", _message(reply))


def _message(reply: Reply) -> str:
    return as_text(as_object(reply.json).get("message")) or f"HTTP {reply.status}"


class DiscogsClient:
    """The token may be empty: releases and masters are public, at a lower rate. It travels in a header only."""

    def __init__(
        self,
        *,
        token: str,
        username: str,
        limiter: Limiter,
        url: str = "https://api.discogs.com",
        **http: Unpack[HttpOptions],
    ) -> None:
        token = token.strip()
        self._base = url.strip().rstrip("/")
        self._owner = f"{self._base}/users/{quote(username.strip(), safe='')}"
        self._collection = f"{self._owner}/collection"
        self._names: dict[str, dict[int, str]] = {"folders": {}, "fields": {}}
        self._asked: set[str] = set()
        self._headers = {"Authorization": f"Discogs token={token}"} if token else {}
        self._http = HttpSession(
            PROVIDER,
            limiter,
            url_setting=URL_SETTING,
            key_setting=KEY_SETTING,
            secrets=(token,) if token else (),
            default_wait=WAIT_WHEN_LIMITED,
            **http,
        )

    def identity(self) -> str:
        """The username that the token belongs to."""
        name = as_text(self._answer(f"{self._base}/oauth/identity").get("username"))
        if not name:
            raise BadAnswer(PROVIDER, "bad_shape", "no username")
        return name

    def collection_page(self, url: str = "") -> CollectionPage:
        """The first page of the whole collection, oldest addition first, or the one that `next_url` named.

        Pages may be short, and one may repeat: follow `next_url` until it is empty and compare `page`.
        """
        if url and not same_origin(url, self._base):
            raise BadAnswer(PROVIDER, "foreign_link")
        answer = self._answer(url or self._page_url(1), check_collection)
        if "releases" not in answer:
            raise BadAnswer(PROVIDER, "bad_shape", "no releases")
        page = read_page(answer)
        following = page.next_url
        # A link to a stranger is not followed: the token would go with it. We count on by ourselves then.
        if not same_origin(following, self._base):
            following = self._page_url(page.page + 1) if page.page < page.pages else ""
        return page._replace(
            next_url=following,
            folders=self._names_for("folders", {row.folder_id for row in page.items if row.folder_id} - {1}),
            note_fields=self._names_for("fields", {note[0] for row in page.items for note in row.notes} - {1, 2, 3}),
        )

    def _names_for(self, listed: str, numbers: set[int]) -> Mapping[int, str]:
        """What the owner calls those folders or fields, asked for once; nothing where only the owner may know."""
        if not numbers <= self._names[listed].keys() and listed not in self._asked:
            self._asked.add(listed)
            reply = self._get(f"{self._owner}/collection/{listed}", check_names)
            self._names[listed] = read_names(reply.json, listed)
        return self._names[listed]

    def owns(self, discogs_id: int) -> bool:
        """Whether the collection has a copy of this edition, in whatever folder."""
        answer = self._answer(f"{self._collection}/releases/{discogs_id}", check_collection)
        if "releases" not in answer:
            raise BadAnswer(PROVIDER, "bad_shape", "no releases")
        return bool(as_objects(answer.get("releases")))

    def release(self, discogs_id: int) -> ReleaseFacts | None:
        """One edition; None when Discogs has it no more."""
        return self._one(f"{self._base}/releases/{discogs_id}", read_release)

    def master(self, discogs_id: int) -> MasterFacts | None:
        """The work behind editions; None when Discogs has it no more."""
        return self._one(f"{self._base}/masters/{discogs_id}", read_master)

    def artist(self, discogs_id: int) -> ArtistPage | None:
        """The page of an artist; None when Discogs has it no more."""
        return self._one(f"{self._base}/artists/{discogs_id}", read_artist)

    def _one(self, url: str, read: Callable[[object], Facts | None]) -> Facts | None:
        reply = self._get(url)
        if reply.status == 404:
            return None
        facts = read(reply.json)
        if facts is None:
            raise BadAnswer(PROVIDER, "not_json" if reply.json is None else "bad_shape")
        return facts

    def _answer(self, url: str, check: Check = check_reply) -> dict[str, object]:
        return json_object(self._get(url, check), PROVIDER)

    def _get(self, url: str, check: Check = check_reply) -> Reply:
        return self._http.request("GET", url, check=check, headers=self._headers)

    def _page_url(self, page: int) -> str:
        query = {"page": page, "per_page": PAGE_SIZE, "sort": "added", "sort_order": "asc"}
        return f"{self._collection}/folders/0/releases?{urlencode(query)}"
