"""Last.fm: one address, the method in the query; its JSON is converted XML, with the oddities of that: numbers are
strings, text stands under `#text`, what is missing is empty. The listening history is made up: albums of the
collection, and a few from elsewhere.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

from enrichment.sandbox import digest, keys
from enrichment.sandbox.catalogue import Collection, Release, is_pseudo
from enrichment.sandbox.service import Reply, Request, Service, html, route

MOST = 200
PERIODS = ("overall", "7day", "1month", "3month", "6month", "12month")
HOST = "https://lastfm.freetls.fastly.net/i/u"
STAR = "2a96cbd8b46e442fc41c2b86b821562f"
SIZES = (("small", "34s"), ("medium", "64s"), ("large", "174s"), ("extralarge", "300x300"))

# Heard but not owned: (artist, album, tracks). The last one is heard too little to count as an album.
ELSEWHERE = (
    ("Fela Kuti", "Zombie", ("Zombie", "Mister Follow Follow")),
    ("Slint", "Spiderland", ("Breadcrumb Trail", "Nosferatu Man", "Don, Aman", "Washer", "For Dinner...")),
    ("Nick Drake", "Pink Moon", ("Pink Moon", "Place to Be", "Road", "Which Will", "Horn", "Things Behind the Sun")),
    ("Broadcast", "Tender Buttons", ("I Found the F", "Black Cat")),
)
MOST_ALBUMS = 60
PAUSE = 240
BETWEEN_ALBUMS = 5_400


@dataclass(frozen=True, slots=True)
class Play:
    """One track listened to; `at` in epoch seconds."""

    at: int
    artist: str
    album: str
    title: str


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
        start, end = request.whole("from", 0), request.whole("to", 2**40)
        plays = [play for play in self.plays if start < play.at < end]
        extended = request.query.get("extended") == "1"
        return listed(request, "recenttracks", "track", [track_document(play, extended=extended) for play in plays])

    def top_albums(self, request: Request) -> Reply:
        if request.query.get("period", "overall") not in PERIODS:
            return error(6, "Invalid parameters - Your request is missing a required parameter", 400)
        rows = [top_album_document(rank, *top) for rank, top in enumerate(top_albums(self.plays), start=1)]
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
        return Reply(document={"album": album_document(artist, album, titles)})


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
    page, limit = request.whole("page", 1), min(request.whole("limit", 50), MOST)
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


def history(collection: Collection, now: float) -> list[Play]:
    """Newest first: one album after another, each track once."""
    heard: list[tuple[str, str, Sequence[str]]] = list(ELSEWHERE)
    heard += [session(release) for release in chosen(collection)]
    plays, at = [], int(now) - 600
    for artist, album, titles in heard:
        for title in reversed(titles):
            plays.append(Play(at, artist, album, title))
            at -= PAUSE
        at -= BETWEEN_ALBUMS
    return plays


def chosen(collection: Collection) -> list[Release]:
    candidates = [release for release in collection.releases if not is_pseudo(release.artists[0])]
    listened = [release for release in candidates if digest.number("heard", str(release.id), below=3)]
    return (listened or candidates)[:MOST_ALBUMS]


def session(release: Release) -> tuple[str, str, Sequence[str]]:
    return digest.base_name(release.artists[0]), release.title, [title for _, title, _ in release.tracklist]


def top_albums(plays: Sequence[Play]) -> list[tuple[str, str, int]]:
    """(artist, album, plays), most played first."""
    counts = Counter((play.artist, play.album) for play in plays)
    return [(artist, album, count) for (artist, album), count in counts.most_common()]


def track_document(play: Play, *, extended: bool) -> dict[str, Any]:
    url = page_url(play.artist)
    artist: dict[str, Any] = {"mbid": "", "#text": play.artist}
    if extended:
        artist = {"name": play.artist, "url": url, "mbid": "", "image": images(STAR)}
    heard = datetime.fromtimestamp(play.at, UTC)
    return {
        "artist": artist,
        "streamable": "0",
        "image": images(picture(play.artist, play.album)),
        "mbid": "",
        "album": {"mbid": "", "#text": play.album},
        "name": play.title,
        "url": f"{url}/_/{quote_plus(play.title)}",
        "date": {"uts": str(play.at), "#text": heard.strftime("%d %b %Y, %H:%M")},
        **({"loved": "0"} if extended else {}),
    }


def top_album_document(rank: int, artist: str, album: str, plays: int) -> dict[str, Any]:
    url = page_url(artist)
    return {
        "artist": {"url": url, "name": artist, "mbid": ""},
        "image": images(picture(artist, album)),
        "mbid": "",
        "url": f"{url}/{quote_plus(album)}",
        "playcount": str(plays),
        "@attr": {"rank": str(rank)},
        "name": album,
    }


def album_document(artist: str, title: str, titles: Sequence[str]) -> dict[str, Any]:
    """Without a wiki. A single track comes as an object, not in a list."""
    url = page_url(artist)
    tracks: list[dict[str, Any]] = [
        {
            "name": name,
            "duration": None,
            "url": f"{url}/_/{quote_plus(name)}",
            "streamable": {"fulltrack": "0", "#text": "0"},
            "@attr": {"rank": rank},
            "artist": {"url": url, "name": artist, "mbid": ""},
        }
        for rank, name in enumerate(titles, start=1)
    ]
    return {
        "artist": artist,
        "name": title,
        "mbid": "",
        "url": f"{url}/{quote_plus(title)}",
        "image": images(picture(artist, title)),
        "listeners": "1000",
        "playcount": "20000",
        "tracks": {"track": tracks[0] if len(tracks) == 1 else tracks},
        "tags": {"tag": [{"name": "albums I own", "url": "https://www.last.fm/tag/albums+I+own"}]},
    }


def images(number: str) -> list[dict[str, str]]:
    return [{"size": size, "#text": f"{HOST}/{folder}/{number}.png"} for size, folder in SIZES]


def picture(artist: str, album: str) -> str:
    return digest.hexadecimal("lastfm", artist, album, length=32)


def page_url(artist: str) -> str:
    return f"https://www.last.fm/music/{quote_plus(artist)}"
