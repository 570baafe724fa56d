"""The JSON documents of Last.fm: numbers are strings, text stands under `#text`, what is missing is empty."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

from enrichment.sandbox import digest
from enrichment.sandbox.listening import Play

HOST = "https://lastfm.freetls.fastly.net/i/u"
STAR = "2a96cbd8b46e442fc41c2b86b821562f"
SIZES = (("small", "34s"), ("medium", "64s"), ("large", "174s"), ("extralarge", "300x300"))


def track(play: Play, *, extended: bool) -> dict[str, Any]:
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


def top_album(rank: int, artist: str, album: str, plays: int) -> dict[str, Any]:
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


def album(artist: str, title: str, titles: Sequence[str]) -> dict[str, Any]:
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
