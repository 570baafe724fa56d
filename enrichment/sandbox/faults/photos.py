"""Faults of Spotify and Deezer: refusals, silhouettes, answers that depend on the country, and search answers that
tempt into a wrong photo.
"""

import base64
from collections.abc import Callable
from typing import Any

from enrichment.sandbox import digest
from enrichment.sandbox.deezer import EMPTY, HOST, error
from enrichment.sandbox.faults.fault import Call, change, kind
from enrichment.sandbox.faults.transport import with_retry_after
from enrichment.sandbox.service import Reply, text
from enrichment.sandbox.spotify import api_error, oauth_error
from enrichment.sandbox.spotify_artists import ALBUM_SIZES, Artist, artist_document

API = ("search", "artist", "artist_albums")
SEARCH = ("search",)
SHOWN = ("search", "artist")
PREMIUM = (
    "Active premium subscription required for the owner of the app. If you have recently changed your subscription "
    "status, it may take a few hours to update."
)
DEEZER_SEARCHES = ("search_artist", "search_album")
DEEZER_CODES = {
    "4": ("Exception", "Quota limit exceeded"),
    "500": ("ParameterException", "Wrong parameter"),
    "600": ("InvalidQueryException", "Wrong query"),
    "700": ("Exception", "Service busy"),
    "800": ("DataException", "no data"),
}
Artists = list[Any]


kind("invalid_client", "400 in the OAuth form for the token", "spotify", on=("token",))(
    lambda _: oauth_error("invalid_client", "Invalid client secret")
)


@kind("echoed_secret", "400 for the token that repeats the secret it was given", "spotify", on=("token",))
def echoed_secret(call: Call) -> Reply:
    given = call.request.authorization[1]
    decoded = base64.b64decode(given + "===").decode("utf-8", "replace")
    return oauth_error("invalid_client", f"Invalid client {decoded} ({given})")


kind("premium_required", "403 in plain text: the owner's Premium account has lapsed", "spotify", on=API)(
    lambda _: text(403, PREMIUM)
)


@kind("token_expired", "401: the token that came with this call has expired", "spotify", on=API)
def token_expired(call: Call) -> Reply:
    call.revoke_token(call.request.authorization[1])
    return api_error(401, "The access token expired")


kind("invalid_token", "401: no token is ever good", "spotify", on=API)(lambda _: api_error(401, "Invalid access token"))


@kind("quota_exceeded", "429 with the reason QUOTA_EXCEEDED, retry_after=none", "spotify", on=API)
def quota_exceeded(call: Call) -> Reply:
    error = {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}
    return with_retry_after(Reply(429, {"error": error}), call, "none")


@change("null_list", "items is null", "spotify", on=("search", "artist_albums"))
def null_list(document: Any, _call: Call) -> None:
    for paging in [document] if "items" in document else document.values():
        paging["items"] = None


def artists(
    name: str, about: str
) -> Callable[[Callable[[Artists, Call], Artists]], Callable[[Artists, Call], Artists]]:
    """Registers a change of the artists found, each a document of its own copy."""

    def register(change: Callable[[Artists, Call], Artists]) -> Callable[[Artists, Call], Artists]:
        def spoil(call: Call) -> Reply:
            reply, document = call.document()
            if document and call.endpoint == "artist":
                reply.document = change([document], call)[0]
            elif document and "artists" in document:
                document["artists"]["items"] = change(document["artists"]["items"], call)
            return reply

        kind(name, about, "spotify", on=SHOWN)(spoil)
        return change

    return register


def wanted(call: Call) -> str:
    """The name that is searched for, without its field filter and quotation marks."""
    return call.request.query.get("q", "").removeprefix("artist:").strip('"')


def another(name: str, seed: str = "another") -> dict[str, Any]:
    return artist_document(Artist(digest.base62(seed, name), name))


def is_exact(artist: Any, call: Call) -> bool:
    return isinstance(artist, dict) and digest.folded(str(artist.get("name"))) == digest.folded(wanted(call))


@artists("null_items", "null and malformed entries among the artists")
def null_items(found: Artists, call: Call) -> Artists:
    bad = [None, {}, {"id": 5, "name": None, "type": "artist"}, "artist"]
    return found if call.endpoint == "artist" else [bad[0], *found[:1], *bad[1:], *found[1:]]


@artists("empty_images", "artists without any image")
def empty_images(found: Artists, _call: Call) -> Artists:
    return [{**artist, "images": []} for artist in found]


@artists("null_width", "images without width and height, narrowest first")
def null_width(found: Artists, _call: Call) -> Artists:
    return [with_images(artist, lambda image: image | {"width": None, "height": None}, turned=True) for artist in found]


@artists("album_cover", "album covers as photos")
def album_cover(found: Artists, _call: Call) -> Artists:
    prefixes = dict(zip(("ab6761610000e5eb", "ab67616100005174", "ab6761610000f178"), COVERS, strict=True))
    return [with_images(a, lambda i: i | {"url": replaced(i["url"], prefixes)}) for a in found]


COVERS = tuple(prefix for prefix, _ in ALBUM_SIZES)


@artists("http_image", "image addresses that are not HTTPS")
def http_image(found: Artists, _call: Call) -> Artists:
    return [with_images(artist, lambda i: i | {"url": i["url"].replace("https:", "http:")}) for artist in found]


@artists("foreign_image", "image addresses on another host")
def foreign_image(found: Artists, _call: Call) -> Artists:
    return [with_images(a, lambda i: i | {"url": "https://i.scdn.co.example.com/x.jpg"}) for a in found]


@artists("legacy_artist", "the fields of older apps: genres, popularity, followers")
def legacy_artist(found: Artists, _call: Call) -> Artists:
    old = {"genres": ["art rock"], "popularity": 61, "followers": {"href": None, "total": 4321}}
    return [{**artist, **old} for artist in found]


@artists("wrong_first_hit", "a more famous act whose name contains the one searched for comes first")
def wrong_first_hit(found: Artists, call: Call) -> Artists:
    return found if call.endpoint == "artist" else [another(f"{wanted(call)}, Wind & Fire"), *found][:10]


@artists("exact_absent", "the artist is not among those found, only others")
def exact_absent(found: Artists, call: Call) -> Artists:
    return found if call.endpoint == "artist" else [artist for artist in found if not is_exact(artist, call)]


@artists("homonyms", "two more artists of exactly the same name, without our albums")
def homonyms(found: Artists, call: Call) -> Artists:
    if call.endpoint == "artist":
        return found
    name = next((artist["name"] for artist in found if is_exact(artist, call)), wanted(call))
    return [another(name, "first homonym"), *found, another(name, "second homonym")][:10]


@artists("nobody", "nothing is found")
def nobody(found: Artists, call: Call) -> Artists:
    return found if call.endpoint == "artist" else []


def with_images(
    artist: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]], *, turned: bool = False
) -> dict[str, Any]:
    images = [change(image) for image in artist["images"]]
    return {**artist, "images": images[::-1] if turned else images}


def replaced(url: str, prefixes: dict[str, str]) -> str:
    for old, new in prefixes.items():
        url = url.replace(old, new)
    return url


@kind("deezer_error", "code=4 (500, 600, 700, 800) with status 200 and no Retry-After", "deezer")
def deezer_error(call: Call) -> Reply:
    code = call.option("code", "4")
    return error(int(code), *DEEZER_CODES.get(code, ("Exception", "Error")))


kind("bare_true", "the answer is `true`", "deezer")(lambda _: Reply(body=b"true"))


kind("other_country", "an empty list: the catalogue of the country has nobody", "deezer", on=DEEZER_SEARCHES)(
    lambda _: Reply(document={"data": [], "total": 0})
)


@change("silhouettes", "form=digest (empty): the grey silhouette instead of every photo", "deezer")
def silhouettes(document: Any, call: Call) -> None:
    picture = "" if call.option("form", "digest") == "empty" else EMPTY
    for artist in (row.get("artist", row) for row in document.get("data", [document])):
        artist |= {name: f"{HOST}/images/artist/{picture}/1-1.jpg" for name in artist if name.startswith("picture_")}
