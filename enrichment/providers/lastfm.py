"""Last.fm over HTTP, read only: what the owner has listened to.

Its JSON is made from XML: numbers are strings, a list of one is an object, nothing is "". Errors, `{"error": int,
"message": str}`, may come with HTTP 200.
"""

from typing import NamedTuple, Unpack

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.http import HttpOptions, HttpSession, Limiter, Reply, json_object
from enrichment.providers.shapes import as_https, as_int, as_object, as_objects, as_text

PAGE_SIZE = 200
PROVIDER = "lastfm"
KEY_SETTING = "LASTFM_API_KEY"
USER_SETTING = "LASTFM_USERNAME"
URL_SETTING = "LASTFM_API_URL"
WAIT_WHEN_LIMITED = 60.0

# Error 6 is a wrong parameter; the only one of ours that can be wrong is the user.
_REFUSALS = {
    4: ("refused_key", KEY_SETTING),
    6: ("unknown_user", USER_SETTING),
    9: ("refused_key", KEY_SETTING),
    10: ("refused_key", KEY_SETTING),
    13: ("refused_key", KEY_SETTING),
    17: ("private_profile", USER_SETTING),
    26: ("suspended_key", KEY_SETTING),
}
_PASSING = {8, 11, 16}
_RATE_LIMIT = 29


class Scrobble(NamedTuple):
    """One track that was played. `played_at` is a Unix time; `album` may be empty."""

    artist: str
    album: str
    title: str
    played_at: int
    url: str = ""
    cover_url: str = ""


class TrackPage(NamedTuple):
    """Newest first. A page may hold fewer tracks than were asked for."""

    tracks: tuple[Scrobble, ...]
    page: int
    total_pages: int


class TopAlbum(NamedTuple):
    """An album and how many of its tracks were played."""

    artist: str
    title: str
    play_count: int
    url: str = ""
    cover_url: str = ""


class TopAlbumsPage(NamedTuple):
    """Most played first."""

    albums: tuple[TopAlbum, ...]
    page: int
    total_pages: int


class LastfmClient:
    """The service takes its key in the query: errors never hold the URL, and the HTTP library's log is redacted."""

    def __init__(
        self,
        *,
        api_key: str,
        username: str,
        limiter: Limiter,
        url: str = "https://ws.audioscrobbler.com/2.0/",
        **http: Unpack[HttpOptions],
    ) -> None:
        self._url = url.strip()
        self._username = username.strip()
        self._key = api_key.strip()
        self._http = HttpSession(
            PROVIDER,
            limiter,
            url_setting=URL_SETTING,
            key_setting=KEY_SETTING,
            secrets=(self._key,),
            default_wait=WAIT_WHEN_LIMITED,
            **http,
        )

    def recent_tracks(self, since: int | None = None, page: int = 1, *, until: int | None = None) -> TrackPage:
        """Tracks played between those Unix times (or ever), newest first; pages count from 1."""
        window = {name: moment for name, moment in (("from", since), ("to", until)) if moment is not None}
        return read_tracks(self._ask("user.getrecenttracks", "recenttracks", limit=PAGE_SIZE, page=page, **window))

    def top_albums(self, page: int = 1) -> TopAlbumsPage:
        """The albums played most, of all time; pages count from 1."""
        return read_top_albums(
            self._ask("user.gettopalbums", "topalbums", limit=PAGE_SIZE, page=page, period="overall")
        )

    def check(self) -> None:
        """One cheap call; raises what is wrong with the key, the user or the address."""
        self._ask("user.getrecenttracks", "recenttracks", limit=1, page=1)

    def _ask(self, method: str, root: str, **params: str | int) -> dict[str, object]:
        query = {"method": method, "user": self._username, "api_key": self._key, "format": "json", **params}
        reply = self._http.request("GET", self._url, check=check_reply, params=query)
        answer = json_object(reply, PROVIDER).get(root)
        if not isinstance(answer, dict):
            raise BadAnswer(PROVIDER, "bad_shape", f"no {root}")
        user = as_text(as_object(answer.get("@attr")).get("user"))
        if user and user.casefold() != self._username.casefold():  # Last.fm once sent another user's tracks
            raise BadAnswer(PROVIDER, "other_user")
        return answer


def check_reply(reply: Reply) -> None:
    """Raise what a reply means; the body's error counts before the HTTP status."""
    answer = as_object(reply.json)
    code = as_int(answer.get("error"))
    if code is not None:
        detail = f"error {code}: {as_text(answer.get('message'))}"
        if code in _REFUSALS:
            word, setting = _REFUSALS[code]
            raise Refused(PROVIDER, word, detail, setting=setting)
        if code in _PASSING:
            raise Unavailable(PROVIDER, "server_error", detail)
        if code == _RATE_LIMIT:
            raise Limited(PROVIDER, detail=detail, seconds=reply.retry_after or WAIT_WHEN_LIMITED)
        raise BadAnswer(PROVIDER, "service_error", detail)
    if reply.status == 403 and reply.is_html:
        raise Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status in (401, 403):
        raise Refused(PROVIDER, "refused_key", f"HTTP {reply.status}", setting=KEY_SETTING)
    if reply.status in (404, 405):
        raise Refused(PROVIDER, "wrong_url", f"HTTP {reply.status}", setting=URL_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (408, 429):
        raise BadAnswer(PROVIDER, "rejected_request", f"HTTP {reply.status}")


# The grey star shown where a picture is missing.
_PLACEHOLDER = "2a96cbd8b46e442fc41c2b86b821562f"


def read_tracks(answer: dict[str, object]) -> TrackPage:
    """The page of a `recenttracks`; what is playing now has no date and is left out."""
    attributes = as_object(answer.get("@attr"))
    tracks = []
    for item in as_objects(answer.get("track")):
        artist, title = _name(item.get("artist")), as_text(item.get("name"))
        played_at = as_int(as_object(item.get("date")).get("uts"))
        is_playing = as_text(as_object(item.get("@attr")).get("nowplaying")).lower() == "true"
        if artist and title and played_at and played_at > 0 and not is_playing:
            album, url = _name(item.get("album")), as_https(item.get("url"))
            tracks.append(Scrobble(artist, album, title, played_at, url, _cover(item)))
    return TrackPage(tuple(tracks), _number(attributes, "page"), _number(attributes, "totalPages"))


def read_top_albums(answer: dict[str, object]) -> TopAlbumsPage:
    """The page of a `topalbums`."""
    attributes = as_object(answer.get("@attr"))
    albums = []
    for item in as_objects(answer.get("album")):
        artist, title = _name(item.get("artist")), as_text(item.get("name"))
        if artist and title:
            plays, url = _number(item, "playcount"), as_https(item.get("url"))
            albums.append(TopAlbum(artist, title, plays, url, _cover(item)))
    return TopAlbumsPage(tuple(albums), _number(attributes, "page"), _number(attributes, "totalPages"))


def _name(value: object) -> str:
    """Of an artist or album: a string, `{"#text"}` or `{"name"}`, as the method pleases."""
    named = as_object(value)
    return as_text(value) or as_text(named.get("#text")) or as_text(named.get("name"))


def _number(item: dict[str, object], name: str) -> int:
    return max(as_int(item.get(name)) or 0, 0)


def _cover(item: dict[str, object]) -> str:
    """The last one listed is the largest."""
    urls = [as_https(image.get("#text")) for image in as_objects(item.get("image"))]
    return next((url for url in reversed(urls) if url and _PLACEHOLDER not in url), "")
