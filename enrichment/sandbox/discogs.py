"""Discogs: a public collection page by page, releases, masters, artists, identity."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichment.sandbox import discogs_documents as documents
from enrichment.sandbox import keys
from enrichment.sandbox.catalogue import Collection, Release
from enrichment.sandbox.service import Reply, Request, Service, route

PATHS = ("/users/", "/oauth/", "/releases/", "/masters/", "/artists/", "/database/")
# An agent that names only a library identifies no application.
NOBODY = re.compile(r"(python-requests|python-urllib|curl|wget)\b|$", re.IGNORECASE)
NUMBER = r"(?P<number>\d{1,12})"


def service(collection: Collection) -> Service:
    discogs = Discogs(collection)
    routes = (
        route("collection", r"/users/(?P<user>[^/]+)/collection/folders/(?P<folder>\d+)/releases", discogs.page),
        route("folders", r"/users/(?P<user>[^/]+)/collection/folders", discogs.folders),
        route("fields", r"/users/(?P<user>[^/]+)/collection/fields", discogs.fields),
        route("copies", rf"/users/(?P<user>[^/]+)/collection/releases/{NUMBER}", discogs.copies),
        route("identity", r"/oauth/identity", discogs.identity),
        route("user", r"/users/(?P<user>[^/]+)", discogs.user),
        route("release", f"/releases/{NUMBER}", discogs.release),
        route("master", f"/masters/{NUMBER}", discogs.master),
        route("artist", f"/artists/{NUMBER}", discogs.artist),
    )
    return Service("discogs", routes, refuse, wrong_path, with_rate_headers)


class Discogs:
    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def page(self, request: Request, user: str, folder: str) -> Reply:
        if user != keys.DISCOGS_USER:
            return message(404, "User does not exist or may have been deleted.")
        if folder != "0" and not is_owner(request):
            return message(403, "You don't have permission to access this resource.")
        page, size = request.whole("page", 1), min(request.whole("per_page", 50), 100)
        releases = self.collection.releases
        pages = max(1, -(-len(releases) // size)) if size > 0 else 0
        if not 1 <= page <= pages:
            return message(404, "That page is outside of the valid range.")
        shown = releases[(page - 1) * size : page * size]
        rows = self._rows(shown, is_owner(request))
        numbers = {"page": page, "pages": pages, "per_page": size, "items": len(releases)}
        pagination = {**numbers, "urls": page_urls(request, page, pages)}
        return Reply(document={"pagination": pagination, "releases": rows})

    def _rows(self, releases: Sequence[Release], owner: bool) -> list[dict[str, Any]]:
        folders, fields = self.collection.folders, self.collection.note_fields
        return [documents.instance(release, owner, folders, fields) for release in releases]

    def folders(self, request: Request, user: str) -> Reply:
        """The names of folders are for the owner alone."""
        if not is_owner(request):
            return message(401, "You must authenticate to access this resource.")
        return Reply(document={"folders": documents.named(self.collection.folders)})

    def fields(self, request: Request, user: str) -> Reply:
        return Reply(document={"fields": documents.named(self.collection.note_fields)})

    def copies(self, request: Request, user: str, number: str) -> Reply:
        if user != keys.DISCOGS_USER:
            return message(404, "User does not exist or may have been deleted.")
        found = [release for release in self.collection.releases if release.id == int(number)]
        rows = self._rows(found, is_owner(request))
        pagination = {"page": 1, "pages": 1, "per_page": 50, "items": len(rows), "urls": {}}
        return Reply(document={"pagination": pagination, "releases": rows})

    def identity(self, request: Request) -> Reply:
        if not is_owner(request):
            return message(401, "You must authenticate to access this resource.")
        url = f"https://api.discogs.com/users/{keys.DISCOGS_USER}"
        return Reply(
            document={"id": 1, "username": keys.DISCOGS_USER, "resource_url": url, "consumer_name": "AIME sandbox"}
        )

    def user(self, _request: Request, user: str) -> Reply:
        if user != keys.DISCOGS_USER:
            return message(404, "User does not exist or may have been deleted.")
        return Reply(document={"id": 1, "username": user, "num_collection": len(self.collection.releases)})

    def release(self, request: Request, number: str) -> Reply:
        release = self.collection.by_id.get(int(number))
        if release is None:
            return message(404, "Release not found.")
        return Reply(document=documents.release(release, is_owner(request)))

    def master(self, request: Request, number: str) -> Reply:
        editions = self.collection.by_master.get(int(number))
        if not editions:
            return message(404, "Master Release not found.")
        return Reply(document=documents.master(editions, is_owner(request)))

    def artist(self, request: Request, number: str) -> Reply:
        name = self.collection.artist_ids.get(int(number))
        if name is None:
            return message(404, "Artist not found.")
        return Reply(document=documents.artist(name, is_owner(request), self.collection.acts.get(name)))


def refuse(request: Request, _endpoint: str) -> Reply | None:
    if NOBODY.match(request.headers.get("user-agent", "")):
        return message(403, "You must identify your application with a User-Agent header.")
    if request.method != "GET":
        return message(405, "The requested method is not allowed.")
    if given_token(request) not in ("", keys.DISCOGS_TOKEN):
        return message(401, "You must authenticate to access this resource.")
    return None


def wrong_path(_request: Request) -> Reply:
    return message(404, "The requested resource was not found.")


def message(status: int, text: str) -> Reply:
    return Reply(status, {"message": text})


def given_token(request: Request) -> str:
    scheme, value = request.authorization
    if scheme:
        return value.removeprefix("token=") if scheme == "discogs" else value
    return request.query.get("token", "")


def is_owner(request: Request) -> bool:
    return given_token(request) == keys.DISCOGS_TOKEN


def with_rate_headers(request: Request, reply: Reply) -> Reply:
    limit = 60 if is_owner(request) else 25
    reply.headers |= {
        "X-Discogs-Ratelimit": str(limit),
        "X-Discogs-Ratelimit-Used": "1",
        "X-Discogs-Ratelimit-Remaining": str(limit - 1),
    }
    return reply


def page_urls(request: Request, page: int, pages: int) -> dict[str, str]:
    """Links in the way of Discogs: none to where one already is."""
    kept = {name: value for name, value in request.query.items() if name not in ("page", "token")}
    wanted = {"first": 1, "prev": page - 1} if page > 1 else {}
    wanted |= {"next": page + 1, "last": pages} if page < pages else {}
    return {name: f"{request.address}?{urlencode(kept | {'page': str(number)})}" for name, number in wanted.items()}
