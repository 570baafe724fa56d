"""The JSON documents of Discogs. Image addresses are filled for authenticated callers only, as there."""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Act, Release, artist_id, discogs_name, is_pseudo

API = "https://api.discogs.com"


def named(numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """Folders, or fields for notes."""
    return [{"id": number, "name": name} for name, number in numbers.items()]


def instance(
    release: Release, owner: bool, folders: Mapping[str, int], note_fields: Mapping[str, int]
) -> dict[str, Any]:
    """A row of the collection."""
    day = 1 + digest.number("added", str(release.id), below=28)
    return {
        "id": release.id,
        "instance_id": release.instance or 100_000_000 + release.id,
        "folder_id": folders[release.folder],
        "rating": release.rating,
        "date_added": f"2024-03-{day:02d}T10:20:30-07:00",
        "basic_information": basic_information(release, owner),
        "notes": [{"field_id": note_fields[name], "value": text} for name, text in release.notes],
    }


def basic_information(release: Release, owner: bool) -> dict[str, Any]:
    cover = image_url(f"release-{release.id}", release.cover_image) if owner else ""
    return {
        "id": release.id,
        "master_id": release.master_id,
        "master_url": f"{API}/masters/{release.master_id}" if release.master_id else None,
        "resource_url": f"{API}/releases/{release.id}",
        "title": release.title,
        "year": release.year,
        "thumb": cover,
        "cover_image": cover,
        "formats": formats(release),
        "labels": labels(release),
        "artists": credits_of(release),
        "genres": list(release.genres),
        "styles": list(release.styles),
    }


def release(release: Release, owner: bool) -> dict[str, Any]:
    document = basic_information(release, owner)
    del document["cover_image"]
    return {
        **document,
        "released": str(release.year) if release.year else "",
        "released_formatted": str(release.year) if release.year else "",
        "country": "Europe",
        "artists_sort": release.artists[0],
        "extraartists": [],
        "tracklist": tracklist(release),
        "images": images(f"release-{release.id}", release.cover_image, owner),
        "notes": "",
        "identifiers": [],
        "community": {"have": 1, "want": 1},
        "data_quality": "Correct",
        "status": "Accepted",
        "uri": f"https://www.discogs.com/release/{release.id}",
    }


def master(editions: Sequence[Release], owner: bool) -> dict[str, Any]:
    """The work behind `editions`; its year is the original one."""
    first = min(editions, key=lambda edition: (edition.year, edition.id))
    return {
        "id": first.master_id,
        "title": first.title,
        "year": first.original_year,
        "main_release": first.id,
        "main_release_url": f"{API}/releases/{first.id}",
        "most_recent_release": editions[-1].id,
        "versions_url": f"{API}/masters/{first.master_id}/versions",
        "resource_url": f"{API}/masters/{first.master_id}",
        "uri": f"https://www.discogs.com/master/{first.master_id}",
        "artists": credits_of(first),
        "tracklist": tracklist(first),
        "images": images(f"master-{first.master_id}", "", owner),
        "genres": list(first.genres),
        "styles": list(first.styles),
        "data_quality": "Correct",
    }


def artist(name: str, owner: bool, act: Act | None = None) -> dict[str, Any]:
    """Keys that would be empty are absent."""
    number = artist_id(name)
    page = {
        "id": number,
        "name": name,
        "resource_url": f"{API}/artists/{number}",
        "uri": f"https://www.discogs.com/artist/{number}",
        "releases_url": f"{API}/artists/{number}/releases",
        "profile": "",
        "namevariations": [] if is_pseudo(name) else name_variations(digest.base_name(name)),
        "urls": [],
        "images": images(f"artist-{number}", "", owner),
        "data_quality": "Correct",
        **(own_words(act) if act else {}),
    }
    return {key: value for key, value in page.items() if value not in ([], "")}


def own_words(act: Act) -> dict[str, Any]:
    spotify = digest.base62("artist", act.name)
    links = [url.format(spotify=spotify, deezer=digest.deezer_number(spotify)) for url in act.page.get("urls", ())]
    return {**act.page, "urls": links}


def name_variations(base: str) -> list[str]:
    """Spellings as record sleeves have them."""
    article, _, rest = base.partition(" ")
    inverted = f"{rest}, {article}" if rest and article in ("The", "Les", "La") else ""
    abbreviated = re.sub(r"^(\w)\w+ (?=\w)", r"\1. ", base) if not inverted else rest
    return [name for name in dict.fromkeys((base.upper(), inverted, abbreviated)) if name and name != base]


def credits_of(release: Release) -> list[dict[str, Any]]:
    names = release.artists
    return [credit(name, "&" if place < len(names) - 1 else "") for place, name in enumerate(names)]


def credit(name: str, join: str) -> dict[str, Any]:
    own, number = discogs_name(name), artist_id(discogs_name(name))
    spelling = "" if own == name.strip() else digest.base_name(name)
    return {
        "name": own,
        "anv": spelling,
        "join": join,
        "role": "",
        "tracks": "",
        "id": number,
        "resource_url": f"{API}/artists/{number}",
    }


def formats(release: Release) -> list[dict[str, Any]]:
    return [{"name": name, "qty": "1", "descriptions": ["Album"]} for name in release.formats]


def labels(release: Release) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "catno": release.catalog_number,
            "entity_type": "1",
            "entity_type_name": "Label",
            "id": digest.number("label", name, below=900_000),
        }
        for name in release.labels
    ]


def tracklist(release: Release) -> list[dict[str, Any]]:
    """With a heading before each side when the positions name sides: a heading is no track."""
    rows: list[dict[str, Any]] = []
    side = ""
    for position, title, duration in release.tracklist:
        if position[:1] in "AB" and position[:1] != side:
            side = position[:1]
            rows.append({"position": "", "type_": "heading", "title": f"Side {side}", "duration": ""})
        rows.append({"position": position, "type_": "track", "title": title, "duration": duration})
    return rows


def images(subject: str, given: str, owner: bool) -> list[dict[str, Any]]:
    url = image_url(subject, given) if owner else ""
    return [{"type": "primary", "uri": url, "uri150": url, "resource_url": url, "width": 600, "height": 600}]


def image_url(subject: str, given: str) -> str:
    """A signed address of the right form; nothing is to be found there."""
    if given:
        return given
    path = base64.urlsafe_b64encode(f"s3://discogs-database-images/{subject}.jpeg".encode()).decode().rstrip("=")
    return f"https://i.discogs.com/{digest.hexadecimal(subject, length=40)}/rs:fit/g:sm/q:90/h:600/w:600/{path}.jpeg"
