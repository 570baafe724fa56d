"""Answers in the shapes that Discogs sends; names and numbers are made up."""

from typing import Any

INFORMATION: dict[str, Any] = {
    "id": 501,
    "master_id": 77,
    "master_url": "https://api.discogs.com/masters/77",
    "title": "Blue Rooms",
    "year": 1999,
    "thumb": "https://i.discogs.com/t/thumb.jpeg",
    "cover_image": "https://i.discogs.com/s/cover.jpeg",
    "formats": [{"name": "Vinyl", "qty": "2", "text": "Gatefold", "descriptions": ["LP", "Album", "Reissue"]}],
    "labels": [{"name": "Sample Label", "catno": "SL 1"}, {"name": "Sample Label", "catno": "SL 1"}],
    "artists": [
        {"name": "Twins (2)", "anv": "The Twins", "join": "&", "role": "", "tracks": "", "id": 12},
        {"name": "Solo", "anv": "", "join": "", "id": 13},
    ],
    "genres": ["Jazz"],
    "styles": ["Cool Jazz", "Modal"],
}


def row(instance: int = 1, **information: Any) -> dict[str, Any]:
    return {
        "id": information.get("id", INFORMATION["id"]),
        "instance_id": instance,
        "folder_id": 1,
        "rating": 0,
        "date_added": "2020-01-02T03:04:05-08:00",
        "basic_information": {**INFORMATION, **information},
    }


def page(rows: list[Any], number: int = 1, pages: int = 1, link: str | None = None) -> dict[str, Any]:
    urls = {"next": link} if link else {}
    pagination = {"page": number, "pages": pages, "per_page": 100, "items": 3, "urls": urls}
    return {"pagination": pagination, "releases": rows}
