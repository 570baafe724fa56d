"""Reading of Last.fm's JSON, made from XML: numbers are strings, a list of one is an object, nothing is ""."""

from enrichment.providers.lastfm.types import Scrobble, TopAlbum, TopAlbumsPage, TrackPage
from enrichment.providers.shapes import as_https, as_int, as_object, as_objects, as_text

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
