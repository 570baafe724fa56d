"""Spotify: tokens, search, artists and their albums, as an app in Development Mode sees them."""

import base64
import binascii
import re
import threading

from enrichment.sandbox import digest, keys
from enrichment.sandbox.catalogue import Collection
from enrichment.sandbox.service import Reply, Request, Service, html, route
from enrichment.sandbox.spotify_artists import Artist, Artists, album_document, artist_document, paging

LIFETIME = 3600
LONGEST_Q = 250
MOST = 10
FURTHEST = 1000
TYPES = {"album", "artist", "playlist", "track", "show", "episode", "audiobook"}
FILTER = re.compile(r'\b(artist|album|year|genre|track|upc|isrc|tag):(?:"([^"]*)"|(\S+))')
APOSTROPHE = re.compile("['’`´]")
ID = r"(?P<spotify_id>[^/]+)"


class Spotify:
    def __init__(self, collection: Collection, *, knows_everyone: bool) -> None:
        self.tokens = Tokens()
        self.artists = Artists(collection, knows_everyone=knows_everyone)

    def service(self) -> Service:
        routes = (
            route("token", r"/api/token", self.tokens.issue),
            route("search", r"/v1/search", self.search),
            route("artist_albums", f"/v1/artists/{ID}/albums", self.artist_albums),
            route(
                "removed", r"/v1/(artists/[^/]+/.*|artists|albums|tracks|browse/.*|markets|recommendations)", removed
            ),
            route("artist", f"/v1/artists/{ID}", self.artist),
        )
        return Service("spotify", routes, self.refuse, wrong_path)

    def refuse(self, request: Request, endpoint: str) -> Reply | None:
        if endpoint == "token":
            return None
        if request.method != "GET":
            return api_error(405, "Method not allowed")
        return self.tokens.refuse(request)

    def search(self, request: Request) -> Reply:
        q = request.query.get("q") or request.query.get("query", "")  # the second is how `next` links spell it
        kinds = request.query.get("type", "").split(",")
        refusal = bad_query(q, kinds) or bad_page(request)
        if refusal:
            return refusal
        found: dict[str, list[dict[str, object]]] = {f"{kind}s": [] for kind in kinds}
        if "artist" in kinds:
            found["artists"] = [artist_document(artist) for artist in self.found_artists(q)]
        if "album" in kinds:
            found["albums"] = [album_document(*hit) for hit in self.artists.albums(*album_terms(q))]
        return Reply(document={kind: paging(request, items) for kind, items in found.items()})

    def found_artists(self, q: str) -> list[Artist]:
        filters = terms(q)
        if not filters:
            return self.artists.search(q)
        name = filters.get("artist", "")
        # A quotation mark within a field filter finds nothing where the plain words do.
        return [] if not name or APOSTROPHE.search(name) else self.artists.search(name)

    def artist(self, _request: Request, spotify_id: str) -> Reply:
        artist = self.artists.by_id.get(spotify_id)
        return Reply(document=artist_document(artist)) if artist else unknown(spotify_id)

    def artist_albums(self, request: Request, spotify_id: str) -> Reply:
        artist = self.artists.by_id.get(spotify_id)
        if artist is None:
            return unknown(spotify_id)
        groups = request.query.get("include_groups", "album,single,appears_on,compilation").split(",")
        found = artist.works if "album" in groups else ()
        found += artist.compilations if "compilation" in groups else ()
        albums = [album_document(artist, release) for release in found]
        return bad_page(request) or Reply(document=paging(request, albums))


def wrong_path(_request: Request) -> Reply:
    return api_error(404, "Service not found")


def removed(_request: Request) -> Reply:
    return api_error(403, "Forbidden")


def unknown(spotify_id: str) -> Reply:
    if re.fullmatch("[0-9A-Za-z]{22}", spotify_id):
        return api_error(404, "Resource not found")
    return api_error(400, "Invalid base62 id")


def bad_query(q: str, kinds: list[str]) -> Reply | None:
    if not q.strip():
        return api_error(400, "No search query")
    if len(q) > LONGEST_Q:
        return api_error(400, f"Query exceeds maximum length of {LONGEST_Q} characters")
    if not kinds[0] or not TYPES.issuperset(kinds):
        return api_error(400, "Missing parameter type" if not kinds[0] else "Bad search type field")
    # Seen on the real service: a trailing wildcard breaks it.
    return html(502, "502 Bad Gateway") if q.endswith("*") else None


def bad_page(request: Request) -> Reply | None:
    limit, offset = request.query.get("limit", "5"), request.query.get("offset", "0")
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        return api_error(400, "Invalid limit")
    if not offset.isdecimal() or int(offset) > FURTHEST:
        return api_error(400, "Invalid offset")
    return None


def terms(q: str) -> dict[str, str]:
    """The field filters of a query."""
    return {field: quoted or plain for field, quoted, plain in FILTER.findall(q)}


def album_terms(q: str) -> tuple[str, str]:
    """Title and artist searched for; a plain query may be either."""
    filters = terms(q)
    return (filters.get("album", ""), filters.get("artist", "")) if filters else (q, "")


class Tokens:
    """Client credentials: tokens are given, checked, and may be made to expire."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._valid: set[str] = set()
        self._expired: set[str] = set()

    def issue(self, request: Request) -> Reply:
        """POST of the form `grant_type=client_credentials`; errors in the OAuth form, not the Web API's."""
        if request.method != "POST":
            return Reply(405, {"error": "invalid_request", "error_description": "Method not allowed"})
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return oauth_error("unsupported_grant_type", "grant_type parameter is missing")
        id_given, secret = credentials(request)
        if id_given != keys.SPOTIFY_ID:
            return oauth_error("invalid_client", "Invalid client")
        if secret != keys.SPOTIFY_SECRET:
            return oauth_error("invalid_client", "Invalid client secret")
        if request.form.get("grant_type") != "client_credentials":
            return oauth_error("unsupported_grant_type", "grant_type must be client_credentials")
        with self._lock:
            token = "sandbox-spotify-token-" + digest.base62(str(len(self._valid) + len(self._expired)))
            self._valid.add(token)
        return Reply(document={"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME})

    def revoke(self, token: str) -> None:
        """From now on the token has expired."""
        with self._lock:
            if token in self._valid:
                self._valid.remove(token)
                self._expired.add(token)

    def refuse(self, request: Request) -> Reply | None:
        scheme, token = request.authorization
        if not scheme:
            return api_error(401, "No token provided")
        if scheme != "bearer":
            return api_error(400, "Only valid bearer authentication supported")
        with self._lock:
            if token in self._valid:
                return None
            return api_error(401, "The access token expired" if token in self._expired else "Invalid access token")


def credentials(request: Request) -> tuple[str, str]:
    """Id and secret of the Basic header, else of the form."""
    scheme, value = request.authorization
    if scheme != "basic":
        return request.form.get("client_id", ""), request.form.get("client_secret", "")
    try:
        decoded = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    id_given, _, secret = decoded.partition(":")
    return id_given, secret


def oauth_error(code: str, description: str) -> Reply:
    return Reply(400, {"error": code, "error_description": description})


def api_error(status: int, message: str) -> Reply:
    return Reply(status, {"error": {"status": status, "message": message}})
