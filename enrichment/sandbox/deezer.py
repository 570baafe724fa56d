"""Deezer: its open search, artists and their albums, without a key; errors come with status 200."""

from typing import Any
from urllib.parse import urlencode

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Release
from enrichment.sandbox.service import Reply, Request, Service, html, route
from enrichment.sandbox.spotify import terms
from enrichment.sandbox.spotify_artists import Artist, Artists

# Deezer's own paths stand at its root, where Discogs' do as well; here they have a beginning of their own.
PREFIX = "/deezer"
HOST = "https://cdn-images.dzcdn.net"
EMPTY = "d41d8cd98f00b204e9800998ecf8427e"
SIZES = {"small": 56, "medium": 250, "big": 500, "xl": 1000}
MOST = 100


class Deezer:
    """The artists are those whom the played Spotify knows, under numbers of their own."""

    def __init__(self, artists: Artists) -> None:
        self._artists = artists
        self._by_number: dict[str, Artist] = {}

    def service(self) -> Service:
        number = r"(?P<artist_id>[^/]+)"
        routes = (
            route("search_artist", f"{PREFIX}/search/artist", self.search_artists),
            route("search_album", f"{PREFIX}/search/album", self.search_albums),
            route("artist_albums", f"{PREFIX}/artist/{number}/albums", self.albums),
            route("artist", f"{PREFIX}/artist/{number}", self.artist),
        )
        return Service("deezer", routes, lambda _request, _endpoint: None, lambda _request: html(404, "Not Found"))

    def search_artists(self, request: Request) -> Reply:
        q = request.query.get("q", "")
        name = terms(q).get("artist", "")
        # The field filter finds those who merely share the last word, and not the act itself.
        found = self._artists.search(name or q)
        shown = [one for one in found if digest.folded(one.name) != digest.folded(name)] if name else found
        return listed(request, [self._document(one) for one in shown]) if q.strip() else parameter_missing()

    def search_albums(self, request: Request) -> Reply:
        fields = terms(request.query.get("q", ""))
        if not fields.get("album"):
            return listed(request, []) if request.query.get("q", "").strip() else parameter_missing()
        hits = self._artists.albums(fields["album"], fields.get("artist", ""))
        rows = [{**album(work), "nb_tracks": len(work.tracklist), "artist": self._nested(by)} for by, work in hits]
        return listed(request, rows)

    def artist(self, _request: Request, artist_id: str) -> Reply:
        found = self._known(artist_id)
        return Reply(document={**self._document(found), "share": link(artist_id)}) if found else no_data()

    def albums(self, request: Request, artist_id: str) -> Reply:
        found = self._known(artist_id)
        if found is None:
            return no_data()
        works = (*found.works, *found.compilations)
        return listed(request, [{**album(work), "release_date": f"{work.year or 1990}-01-01"} for work in works])

    def _known(self, artist_id: str) -> Artist | None:
        if artist_id not in self._by_number:
            self._by_number = {str(number_of(one)): one for one in self._artists.by_id.values()} | self._by_number
        return self._by_number.get(artist_id)

    def _document(self, artist: Artist) -> dict[str, Any]:
        return {
            **self._nested(artist),
            "nb_album": len(artist.works),
            "nb_fan": number_of(artist) % 1000,
            "radio": True,
        }

    def _nested(self, artist: Artist) -> dict[str, Any]:
        """An artist within another object lacks the counts."""
        number = str(number_of(artist))
        self._by_number[number] = artist
        picture = digest.hexadecimal("deezer", artist.id, length=32) if artist.has_photo else EMPTY
        pictures = {f"picture_{name}": image(picture, side) for name, side in SIZES.items()}
        return {"id": int(number), "name": artist.name, "link": link(number), **pictures, "type": "artist"}


def number_of(artist: Artist) -> int:
    return digest.deezer_number(artist.id)


def link(number: str) -> str:
    return f"https://www.deezer.com/artist/{number}"


def image(picture: str, side: int) -> str:
    return f"{HOST}/images/artist/{picture}/{side}x{side}-000000-80-0-0.jpg"


def album(work: Release) -> dict[str, Any]:
    number = 1 + digest.number("deezer album", work.title, below=900_000_000)
    return {"id": number, "title": work.title, "record_type": "album", "type": "album"}


def listed(request: Request, rows: list[dict[str, Any]]) -> Reply:
    """`next` is absent on the last page."""
    index, limit = request.whole("index", 0), min(request.whole("limit", 25) or 25, MOST)
    page: dict[str, Any] = {"data": rows[index : index + limit], "total": len(rows)}
    if index + limit < len(rows):
        page["next"] = f"{request.address}?{urlencode({**request.query, 'index': index + limit})}"
    return Reply(document=page)


def error(code: int, kind: str, message: str) -> Reply:
    return Reply(document={"error": {"type": kind, "message": message, "code": code}})


def no_data() -> Reply:
    return error(800, "DataException", "no data")


def parameter_missing() -> Reply:
    return error(501, "MissingParameterException", "Missing parameters: q")
