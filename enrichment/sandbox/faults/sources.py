"""Faults of Discogs and Last.fm: refusals, error codes with status 200, pages that misbehave, releases with gaps, and
the oddities of converted XML.
"""

from typing import Any

from enrichment.sandbox.discogs import message
from enrichment.sandbox.faults.fault import Call, change, kind
from enrichment.sandbox.lastfm import HOST, STAR, error
from enrichment.sandbox.service import Reply, html

PAGE = ("collection",)
PICTURED = ("collection", "release", "master", "artist")
SPACER = "https://st.discogs.com/images/spacer.gif"

LASTFM_MESSAGES = {
    "6": "Invalid parameters - Your request is missing a required parameter",
    "8": "Operation failed - Something else went wrong",
    "10": "Invalid API key - You must be granted a valid key by last.fm",
    "11": "Service Offline - This service is temporarily offline. Try again later.",
    "16": "There was a temporary error processing your request. Please try again",
    "17": "Login: User required to be logged in",
    "26": "Suspended API key - Access for your account has been suspended, please contact Last.fm",
    "29": "Rate limit exceeded - Your IP has made too many requests in a short period",
}
LISTS = ("user.getRecentTracks", "user.getTopAlbums")
RECENT = ("user.getRecentTracks",)


kind("private_collection", "403 for the collection", "discogs", on=PAGE)(
    lambda _: message(403, "You don't have permission to access this resource.")
)


kind("unknown_user", "404 for the user and the collection", "discogs", on=("collection", "user"))(
    lambda _: message(404, "User does not exist or may have been deleted.")
)


kind("refused_token", "401 whatever the token", "discogs")(
    lambda _: message(401, "You must authenticate to access this resource.")
)


kind("cloudflare", "403 with the page of a challenge", "discogs")(lambda _: html(403, "Just a moment..."))


kind("master_gone", "404 for the master", "discogs", on=("master",))(
    lambda _: message(404, "Master Release not found.")
)


kind("release_gone", "404 for the release", "discogs", on=("release",))(lambda _: message(404, "Release not found."))


@kind(
    "short_pages",
    "pages with fewer rows than announced: the missing ones come on a page of their own",
    "discogs",
    on=PAGE,
)
def short_pages(call: Call) -> Reply:
    """Every page is split in two: `page` 1 and 2 of the client are the halves of the first one."""
    client_page = int(call.request.query.get("page", "1"))
    call.request.query["page"] = str((client_page + 1) // 2)
    reply, document = call.document()
    if not document:
        return reply
    pagination, rows = document["pagination"], document["releases"]
    half = (len(rows) + 1) // 2
    document["releases"] = rows[:half] if client_page % 2 else rows[half:]
    urls = dict(pagination["urls"])
    pagination |= {"page": client_page, "pages": pagination["pages"] * 2}
    if client_page % 2 or "next" in urls:
        urls |= {
            "next": next_page(call, pagination, client_page + 1),
            "last": next_page(call, pagination, pagination["pages"]),
        }
    pagination["urls"] = urls
    return reply


def next_page(call: Call, pagination: dict[str, Any], page: int) -> str:
    return f"{call.request.address}?per_page={pagination['per_page']}&page={page}"


@kind("repeating_page", "every page holds the first one's rows, and the next one is itself", "discogs", on=PAGE)
def repeating_page(call: Call) -> Reply:
    page = call.request.query.get("page", "1")
    call.request.query["page"] = "1"
    reply, document = call.document()
    if document:
        own = next_page(call, document["pagination"], 2)
        document["pagination"] |= {"page": int(page), "urls": {"next": own, "last": own}}
    return reply


@change("duplicates", "every row twice, as a second copy", "discogs", on=PAGE)
def duplicates(document: Any, _call: Call) -> None:
    document["releases"] += [{**row, "instance_id": row["instance_id"] + 500_000_000} for row in document["releases"]]


def releases_in(document: Any) -> list[dict[str, Any]]:
    """The descriptions of releases in a collection's rows, or the release itself."""
    return [row["basic_information"] for row in document["releases"]] if "releases" in document else [document]


@change("no_master", "releases without a master: value=0 (null)", "discogs", on=("collection", "release"))
def no_master(document: Any, call: Call) -> None:
    for release in releases_in(document):
        release |= {"master_id": None if call.option("value", "0") == "null" else 0, "master_url": None}


@change("no_artists", "releases that name no artists", "discogs", on=("collection", "release"))
def no_artists(document: Any, _call: Call) -> None:
    for release in releases_in(document):
        release["artists"] = []


@change("year_zero", "releases and masters of unknown year", "discogs", on=("collection", "release", "master"))
def year_zero(document: Any, _call: Call) -> None:
    for release in releases_in(document):
        release["year"] = 0


@change("missing_images", "no image: empty addresses, or form=spacer for the placeholder", "discogs", on=PICTURED)
def missing_images(document: Any, call: Call) -> None:
    address = SPACER if call.option("form", "empty") == "spacer" else ""
    for release in releases_in(document):
        release |= {"thumb": address, "cover_image": address}
        release.pop("images", None)


@change("odd_rows", "null, an empty object and a row without artists among the releases", "discogs", on=PAGE)
def odd_rows(document: Any, _call: Call) -> None:
    bad = {"id": 77, "instance_id": 77, "basic_information": {"id": 77, "title": "", "artists": None}}
    document["releases"] = [None, *document["releases"], {}, bad]


@kind("error_code", "code=8 (6, 10, 11, 16, 17, 26, 29) with status=200", "lastfm")
def error_code(call: Call) -> Reply:
    code = call.option("code", "8")
    return error(int(code), LASTFM_MESSAGES.get(code, "Error"), int(call.option("status", "200")))


def listed(document: Any) -> tuple[dict[str, Any], str, list[Any]]:
    """The list of an answer, the name of its items, and these, also where a single one stands alone."""
    found: dict[str, Any] = next(iter(document.values()))
    item = next(name for name in found if name != "@attr")
    return found, item, found[item] if isinstance(found[item], list) else [found[item]]


@change("single_object", "one element, as an object where a list is due", "lastfm", on=LISTS)
def single_object(document: Any, _call: Call) -> None:
    found, item, rows = listed(document)
    if rows:
        found[item] = rows[0]
        found["@attr"] |= {"total": "1", "totalPages": "1", "perPage": "1"}


@change("nowplaying", "a track without a date on top of the page: it is playing now", "lastfm", on=RECENT)
def nowplaying(document: Any, _call: Call) -> None:
    found, item, rows = listed(document)
    playing = [{**row, "@attr": {"nowplaying": "true"}} for row in rows[:1]]
    for row in playing:
        row.pop("date", None)
    found[item] = [*playing, *rows]


@change("other_user", "another user's list", "lastfm", on=LISTS)
def other_user(document: Any, _call: Call) -> None:
    listed(document)[0]["@attr"]["user"] = "somebody_else"


@change("empty_tags", "tags and tracks are empty strings", "lastfm", on=("album.getInfo",))
def empty_tags(document: Any, _call: Call) -> None:
    document["album"] |= {"tags": "", "tracks": "", "image": ""}


@change("star_image", "the grey star instead of a picture, images=star (empty)", "lastfm", on=LISTS)
def star_image(document: Any, call: Call) -> None:
    address = "" if call.option("images", "star") == "empty" else f"{HOST}/300x300/{STAR}.png"
    for row in listed(document)[2]:
        row["image"] = [{"size": "extralarge", "#text": address}]


@change("odd_tracks", "null, an empty object and a track without a name", "lastfm", on=RECENT)
def odd_tracks(document: Any, _call: Call) -> None:
    found, item, rows = listed(document)
    found[item] = [None, {}, *rows, {"artist": "", "album": "", "name": None}]
