"""Faults of Last.fm: error codes with status 200, and the oddities of converted XML."""

from typing import Any

from enrichment.sandbox.faults.kinds import Call, kind
from enrichment.sandbox.lastfm import error
from enrichment.sandbox.lastfm_documents import HOST, STAR
from enrichment.sandbox.wire import Reply

MESSAGES = {
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


@kind("error_code", "code=8 (6, 10, 11, 16, 17, 26, 29) with status=200", "lastfm")
def error_code(call: Call) -> Reply:
    code = call.option("code", "8")
    return error(int(code), MESSAGES.get(code, "Error"), int(call.option("status", "200")))


def page(call: Call) -> tuple[Reply, dict[str, Any], str]:
    """The list of an answer and the name of its items; empty for an error."""
    reply, document = call.document()
    if not document:
        return reply, {}, ""
    found: dict[str, Any] = next(iter(document.values()))
    return reply, found, next(name for name in found if name != "@attr")


@kind("single_object", "one element, as an object where a list is due", "lastfm", on=LISTS)
def single_object(call: Call) -> Reply:
    reply, found, item = page(call)
    if item and isinstance(found[item], list) and found[item]:
        found[item] = found[item][0]
        found["@attr"] |= {"total": "1", "totalPages": "1", "perPage": "1"}
    return reply


@kind("nowplaying", "a track without a date on top of the page: it is playing now", "lastfm", on=RECENT)
def nowplaying(call: Call) -> Reply:
    reply, found, item = page(call)
    if item:
        listed = found[item] if isinstance(found[item], list) else [found[item]]
        if listed:
            playing = {name: value for name, value in listed[0].items() if name != "date"}
            found[item] = [{**playing, "@attr": {"nowplaying": "true"}}, *listed]
    return reply


@kind("other_user", "another user's list", "lastfm", on=LISTS)
def other_user(call: Call) -> Reply:
    reply, found, item = page(call)
    if item:
        found["@attr"]["user"] = "somebody_else"
    return reply


@kind("empty_tags", "tags and tracks are empty strings", "lastfm", on=("album.getInfo",))
def empty_tags(call: Call) -> Reply:
    reply, document = call.document()
    if document:
        document["album"] |= {"tags": "", "tracks": "", "image": ""}
    return reply


@kind("star_image", "the grey star instead of a picture, images=star (empty)", "lastfm", on=LISTS)
def star_image(call: Call) -> Reply:
    reply, found, item = page(call)
    address = "" if call.option("images", "star") == "empty" else f"{HOST}/300x300/{STAR}.png"
    for row in found.get(item) or () if item and isinstance(found[item], list) else ():
        row["image"] = [{"size": "extralarge", "#text": address}]
    return reply


@kind("odd_tracks", "null, an empty object and a track without a name", "lastfm", on=RECENT)
def odd_tracks(call: Call) -> Reply:
    reply, found, item = page(call)
    if item and isinstance(found[item], list):
        found[item] = [None, {}, *found[item], {"artist": "", "album": "", "name": None}]
    return reply
