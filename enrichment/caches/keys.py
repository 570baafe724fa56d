"""The names of cache files: by what an answer is about, never by title alone.

Each function lists the names in the order in which they are read; the first is the one to write.
"""

import hashlib

from collection.models import Album, Artist


def description_names(album: Album, credit: str, language: str) -> list[str]:
    """Discogs master, else release, else source, artists and title."""
    names = [f"master-{album.discogs_master_id}"] if album.discogs_master_id else []
    names += [f"release-{album.discogs_id}"] if album.discogs_id else []
    names.append(f"title-{_digest(album.source, credit.casefold(), album.title.casefold())}")
    return [f"{name}.{language}" for name in names]


def photo_names(artist: Artist) -> list[str]:
    """Discogs artist id, else the identity key of the name."""
    names = [f"artist-{artist.discogs_artist_id}"] if artist.discogs_artist_id else []
    return [*names, f"name-{_digest(artist.key)}"]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
