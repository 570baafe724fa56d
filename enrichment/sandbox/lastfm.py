"""Last.fm: one address, the method in the query; its JSON is converted XML, with the oddities of that."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from enrichment.sandbox import digest, keys
from enrichment.sandbox import lastfm_documents as documents
from enrichment.sandbox.catalogue import Collection
from enrichment.sandbox.listening import history, top_albums
from enrichment.sandbox.service import Service, route
from enrichment.sandbox.wire import Reply, Request, html

MOST = 200
PERIODS = ("overall", "7day", "1month", "3month", "6month", "12month")


def service(collection: Collection) -> Service:
    lastfm = LastFm(collection, time.time())
    methods = tuple(route(name, r"/2\.0/?", answer) for name, answer in lastfm.methods.items())
    return MethodService("lastfm", methods, refuse, lambda _request: html(404, "Not Found"))


class MethodService(Service):
    """The endpoint is the `method` of the query, not the path."""

    def _route(self, request: Request) -> Any:
        wanted = request.query.get("method", "").lower()
        found = next((known for known in self.routes if known.endpoint.lower() == wanted), None)
        if found is None and request.path.rstrip("/") == "/2.0":
            found = route("unknown", "", lambda _request: error(3, "Invalid Method - No method with that name", 400))
        return (found, {}) if found else None


class LastFm:
    """`now` (epoch seconds) is when the last track was heard, more or less."""

    def __init__(self, collection: Collection, now: float) -> None:
        self.plays = history(collection, now)
        self.albums = {
            (digest.folded(play.artist), digest.folded(play.album)): (play.artist, play.album) for play in self.plays
        }
        self.methods: dict[str, Callable[[Request], Reply]] = {
            "user.getRecentTracks": self.recent_tracks,
            "user.getTopAlbums": self.top_albums,
            "user.getInfo": self.user_info,
            "album.getInfo": self.album_info,
        }

    def recent_tracks(self, request: Request) -> Reply:
        start, end = whole(request, "from", 0), whole(request, "to", 2**40)
        plays = [play for play in self.plays if start < play.at < end]
        extended = request.query.get("extended") == "1"
        return listed(request, "recenttracks", "track", [documents.track(play, extended=extended) for play in plays])

    def top_albums(self, request: Request) -> Reply:
        if request.query.get("period", "overall") not in PERIODS:
            return error(6, "Invalid parameters - Your request is missing a required parameter", 400)
        rows = [documents.top_album(rank, *top) for rank, top in enumerate(top_albums(self.plays), start=1)]
        return listed(request, "topalbums", "album", rows)

    def user_info(self, request: Request) -> Reply:
        if request.query.get("user") != keys.LASTFM_USER:
            return no_user()
        return Reply(document={"user": {"name": keys.LASTFM_USER, "playcount": str(len(self.plays))}})

    def album_info(self, request: Request) -> Reply:
        wanted = (digest.folded(request.query.get("artist", "")), digest.folded(request.query.get("album", "")))
        if wanted not in self.albums:
            return error(6, "Album not found", 200)
        artist, album = self.albums[wanted]
        titles = [play.title for play in reversed(self.plays) if (play.artist, play.album) == (artist, album)]
        return Reply(document={"album": documents.album(artist, album, titles)})


def refuse(request: Request, _endpoint: str) -> Reply | None:
    if request.query.get("api_key") != keys.LASTFM_KEY:
        return error(10, "Invalid API key - You must be granted a valid key by last.fm", 403)
    if request.query.get("format") != "json":
        page = b'<?xml version="1.0" encoding="UTF-8"?>\n<lfm status="ok"></lfm>\n'
        return Reply(body=page, content_type="text/xml; charset=UTF-8")
    return None


def listed(request: Request, name: str, item: str, rows: Sequence[dict[str, Any]]) -> Reply:
    """A page of a user's list. A single element comes as an object, not in a list."""
    if request.query.get("user") != keys.LASTFM_USER:
        return no_user()
    page, limit = whole(request, "page", 1), min(whole(request, "limit", 50), MOST)
    if page < 1 or limit < 1:
        return error(6, "page param out of bounds (1-1000000)", 400)
    shown: Any = list(rows[(page - 1) * limit : page * limit])
    numbers = {"page": page, "perPage": limit, "total": len(rows), "totalPages": -(-len(rows) // limit)}
    attributes = {"user": keys.LASTFM_USER, **{key: str(value) for key, value in numbers.items()}}
    return Reply(document={name: {item: shown[0] if len(shown) == 1 else shown, "@attr": attributes}})


def no_user() -> Reply:
    return error(6, "User not found", 404)


def error(code: int, message: str, status: int) -> Reply:
    return Reply(status, {"error": code, "message": message})


def whole(request: Request, name: str, default: int) -> int:
    """A number parameter; -1 for what is none."""
    value = request.query.get(name, str(default))
    return int(value) if value.isdecimal() else -1
