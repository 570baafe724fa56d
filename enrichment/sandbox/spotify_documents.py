"""The JSON documents of Spotify's Web API, in the form of Development Mode."""

from typing import Any
from urllib.parse import urlencode

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Release
from enrichment.sandbox.spotify_artists import Artist
from enrichment.sandbox.wire import Request

API = "https://api.spotify.com/v1"
ARTIST_SIZES = (("ab6761610000e5eb", 640), ("ab67616100005174", 320), ("ab6761610000f178", 160))
ALBUM_SIZES = (("ab67616d0000b273", 640), ("ab67616d00001e02", 300), ("ab67616d00004851", 64))


def artist(artist: Artist) -> dict[str, Any]:
    photo = images(ARTIST_SIZES, artist.id) if artist.has_photo else []
    return {**link("artist", artist.id), "images": photo, "name": artist.name}


def album(artist: Artist, release: Release) -> dict[str, Any]:
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
    limit, offset = int(request.query.get("limit", "5")), int(request.query.get("offset", "0"))
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
    base = f"http://{request.headers.get('host', '')}{request.path}"
    return f"{base}?{urlencode({**kept, 'offset': offset, 'limit': limit})}"
