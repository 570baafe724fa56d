"""Whom the played Spotify knows: the artists of the collection under their plain names, and look-alikes; and the JSON
documents that tell of them.
"""

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Act, Collection, Namesake, Release, is_pseudo
from enrichment.sandbox.service import Request

VARIOUS_ID = "0LyfQWJT6nXafLPZqxke9Of"[:22]
# In the sample collection, so that a run meets both cases: nobody of this name, somebody without a photo.
ABSENT = {"tony allen hugh masekela"}
WITHOUT_PHOTO = {"moondog"}
LOOKALIKES = ("{} Tribute Band", "The {} Experience", "{} Karaoke", "Piano Covers of {}", "{} & Friends", "DJ {}")
MOST_RELATED = 4

API = "https://api.spotify.com/v1"
ARTIST_SIZES = (("ab6761610000e5eb", 640), ("ab67616100005174", 320), ("ab6761610000f178", 160))
ALBUM_SIZES = (("ab67616d0000b273", 640), ("ab67616d00001e02", 300), ("ab67616d00004851", 64))


@dataclass(frozen=True, slots=True)
class Artist:
    id: str
    name: str
    works: tuple[Release, ...] = ()
    has_photo: bool = True
    compilations: tuple[Release, ...] = ()


class Artists:
    """`Nirvana` and `Nirvana (2)` of the collection are two artists called Nirvana, each with its own albums."""

    def __init__(self, collection: Collection, *, knows_everyone: bool) -> None:
        self._knows_everyone = knows_everyone
        self._lock = threading.Lock()
        self._works: dict[str, list[Release]] = {}
        self._by_key: dict[str, list[Artist]] = defaultdict(list)
        self._by_word: dict[str, list[Artist]] = defaultdict(list)
        self.by_id: dict[str, Artist] = {}
        for name, releases in collection.by_artist.items():
            for artist in known(name, releases, collection.acts.get(name)):
                self._add(artist)

    def _add(self, artist: Artist) -> None:
        key = digest.folded(artist.name) or artist.name
        self.by_id[artist.id] = artist
        self._by_key[key].append(artist)
        for word in set(key.split()):
            if len(self._by_word[word]) <= MOST_RELATED:
                self._by_word[word].append(artist)

    def search(self, name: str) -> list[Artist]:
        """Those of the name, not always first, among others whose names resemble it."""
        key = digest.folded(name) or name
        with self._lock:
            if self._knows_everyone and key not in self._by_key and not is_pseudo(name):
                self._add(artist_of(name, []))
            exact = list(self._by_key.get(key, ()))
            sharing = [artist for word in key.split() if len(word) > 3 for artist in self._by_word.get(word, ())]
        if not exact and is_pseudo(name):
            return [Artist(VARIOUS_ID, "Various Artists", has_photo=False)]
        others = [artist for artist in dict.fromkeys(sharing) if artist not in exact][:MOST_RELATED]
        others += lookalikes(exact[0].name) if exact else []
        place = max(0, digest.number("place", key, below=8) - 3)
        return [*others[:place], *exact, *others[place:]]

    def albums(self, title: str, name: str) -> list[tuple[Artist, Release]]:
        """Albums whose title holds the words of `title`, of the artist if one is named."""
        wanted, key = digest.folded(title), digest.folded(name)
        with self._lock:
            artists = list(self._by_key.get(key, ())) if key else list(self.by_id.values())
        everything = [(artist, work) for artist in artists for work in (*artist.works, *artist.compilations)]
        return [(artist, work) for artist, work in everything if wanted in digest.folded(work.title)][:50]


def known(name: str, releases: Sequence[Release], act: Act | None) -> list[Artist]:
    """The artist and its namesakes as the service has them, the namesakes first."""
    if is_pseudo(name) or digest.folded(name) in ABSENT:
        return []
    if act is None:
        return [artist_of(name, releases)]
    others = [Artist(other_id(act, one), one.name, works(one.name, one.albums)) for one in act.namesakes]
    if act.known_as is None:
        return others
    own = artist_of(name, releases)
    catalogue = (*works(name, act.albums), *own.works)
    return [*others, replace(own, name=act.known_as, works=catalogue, compilations=works(name, act.compilations))]


def other_id(act: Act, namesake: Namesake) -> str:
    return digest.base62("namesake", act.name, namesake.name)


def works(name: str, titles: Sequence[str]) -> tuple[Release, ...]:
    """Albums that nobody of the collection owns."""
    return tuple(Release.read({"release_id": 0, "title": title, "artists": [name]}) for title in titles)


def artist_of(name: str, releases: Sequence[Release]) -> Artist:
    """One edition stands for each work."""
    works = {(digest.folded(release.title), release.original_year): release for release in releases}
    base = digest.base_name(name)
    return Artist(digest.base62("artist", name), base, tuple(works.values()), digest.folded(base) not in WITHOUT_PHOTO)


def lookalikes(name: str) -> list[Artist]:
    """Acts that live on somebody's name. They have photos too: taking the first hit must show."""
    first = digest.number("lookalike", name, below=len(LOOKALIKES))
    chosen = (LOOKALIKES[(first + step) % len(LOOKALIKES)].format(name) for step in range(4))
    return [Artist(digest.base62("lookalike", other), other) for other in chosen]


def artist_document(artist: Artist) -> dict[str, Any]:
    photo = images(ARTIST_SIZES, artist.id) if artist.has_photo else []
    return {**link("artist", artist.id), "images": photo, "name": artist.name}


def album_document(artist: Artist, release: Release) -> dict[str, Any]:
    """A simplified album: the artists in it have no images."""
    number = digest.base62("album", artist.id, release.title, str(release.original_year))
    return {
        **link("album", number),
        "album_type": "compilation" if release in artist.compilations else "album",
        "total_tracks": len(release.tracklist),
        "images": images(ALBUM_SIZES, number),
        "name": release.title,
        "release_date": str(release.original_year),
        "release_date_precision": "year",
        "artists": [{**link("artist", artist.id), "name": artist.name}],
    }


def link(kind: str, number: str) -> dict[str, Any]:
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{number}"},
        "href": f"{API}/{kind}s/{number}",
        "id": number,
        "type": kind,
        "uri": f"spotify:{kind}:{number}",
    }


def images(sizes: tuple[tuple[str, int], ...], subject: str) -> list[dict[str, Any]]:
    """Widest first. Addresses of the right form; nothing is to be found there."""
    picture = digest.hexadecimal("image", subject, length=24)
    return [{"url": f"https://i.scdn.co/image/{prefix}{picture}", "height": s, "width": s} for prefix, s in sizes]


def paging(request: Request, items: list[dict[str, Any]]) -> dict[str, Any]:
    limit, offset = request.whole("limit", 5), request.whole("offset", 0)
    more = offset + limit < len(items)
    return {
        "href": page_url(request, limit, offset),
        "items": items[offset : offset + limit],
        "limit": limit,
        "next": page_url(request, limit, offset + limit) if more else None,
        "offset": offset,
        "previous": page_url(request, limit, max(0, offset - limit)) if offset else None,
        "total": len(items),
    }


def page_url(request: Request, limit: int, offset: int) -> str:
    """As the service writes it, `query=` where the caller wrote `q=`; the host is the one that was asked."""
    kept = {"query" if name == "q" else name: value for name, value in request.query.items()}
    return f"{request.address}?{urlencode({**kept, 'offset': offset, 'limit': limit})}"
