"""Faults of Discogs: refusals, pages that misbehave, releases with gaps."""

from typing import Any

from enrichment.sandbox.discogs import message
from enrichment.sandbox.faults.kinds import Call, kind
from enrichment.sandbox.wire import Reply, html

PAGE = ("collection",)
PICTURED = ("collection", "release", "master", "artist")
SPACER = "https://st.discogs.com/images/spacer.gif"


@kind("private_collection", "403 for the collection", "discogs", on=PAGE)
def private_collection(_call: Call) -> Reply:
    return message(403, "You don't have permission to access this resource.")


@kind("unknown_user", "404 for the user and the collection", "discogs", on=("collection", "user"))
def unknown_user(_call: Call) -> Reply:
    return message(404, "User does not exist or may have been deleted.")


@kind("refused_token", "401 whatever the token", "discogs")
def refused_token(_call: Call) -> Reply:
    return message(401, "You must authenticate to access this resource.")


@kind("cloudflare", "403 with the page of a challenge", "discogs")
def cloudflare(_call: Call) -> Reply:
    return html(403, "Just a moment...")


@kind("master_gone", "404 for the master", "discogs", on=("master",))
def master_gone(_call: Call) -> Reply:
    return message(404, "Master Release not found.")


@kind("release_gone", "404 for the release", "discogs", on=("release",))
def release_gone(_call: Call) -> Reply:
    return message(404, "Release not found.")


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
    base = f"http://{call.request.headers.get('host', '')}{call.request.path}"
    return f"{base}?per_page={pagination['per_page']}&page={page}"


@kind("repeating_page", "every page holds the first one's rows, and the next one is itself", "discogs", on=PAGE)
def repeating_page(call: Call) -> Reply:
    page = call.request.query.get("page", "1")
    call.request.query["page"] = "1"
    reply, document = call.document()
    if document:
        own = next_page(call, document["pagination"], 2)
        document["pagination"] |= {"page": int(page), "urls": {"next": own, "last": own}}
    return reply


@kind("duplicates", "every row twice, as a second copy", "discogs", on=PAGE)
def duplicates(call: Call) -> Reply:
    reply, document = call.document()
    if document:
        copies = [{**row, "instance_id": row["instance_id"] + 500_000_000} for row in document["releases"]]
        document["releases"] += copies
    return reply


def information(call: Call) -> tuple[Reply, list[dict[str, Any]]]:
    """The release descriptions of an answer, those in a collection's rows or the release itself."""
    reply, document = call.document()
    if not document:
        return reply, []
    return reply, [row["basic_information"] for row in document["releases"]] if "releases" in document else [document]


@kind("no_master", "releases without a master: value=0 (null)", "discogs", on=("collection", "release"))
def no_master(call: Call) -> Reply:
    reply, found = information(call)
    for release in found:
        release |= {"master_id": None if call.option("value", "0") == "null" else 0, "master_url": None}
    return reply


@kind("no_artists", "releases that name no artists", "discogs", on=("collection", "release"))
def no_artists(call: Call) -> Reply:
    reply, found = information(call)
    for release in found:
        release["artists"] = []
    return reply


@kind("year_zero", "releases and masters of unknown year", "discogs", on=("collection", "release", "master"))
def year_zero(call: Call) -> Reply:
    reply, found = information(call)
    for release in found:
        release["year"] = 0
    return reply


@kind("missing_images", "no image: empty addresses, or form=spacer for the placeholder", "discogs", on=PICTURED)
def missing_images(call: Call) -> Reply:
    reply, found = information(call)
    address = SPACER if call.option("form", "empty") == "spacer" else ""
    for release in found:
        release |= {"thumb": address, "cover_image": address}
        release.pop("images", None)
    return reply


@kind("odd_rows", "null, an empty object and a row without artists among the releases", "discogs", on=PAGE)
def odd_rows(call: Call) -> Reply:
    reply, document = call.document()
    if document:
        bad = {"id": 77, "instance_id": 77, "basic_information": {"id": 77, "title": "", "artists": None}}
        document["releases"] = [None, *document["releases"], {}, bad]
    return reply
