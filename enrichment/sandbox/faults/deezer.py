"""Faults of Deezer: errors with status 200, silhouettes instead of photos, and answers that depend on the country."""

from enrichment.sandbox.deezer import EMPTY, HOST, error
from enrichment.sandbox.faults.kinds import Call, kind
from enrichment.sandbox.wire import Reply

SEARCHES = ("search_artist", "search_album")
CODES = {
    "4": ("Exception", "Quota limit exceeded"),
    "500": ("ParameterException", "Wrong parameter"),
    "600": ("InvalidQueryException", "Wrong query"),
    "700": ("Exception", "Service busy"),
    "800": ("DataException", "no data"),
}


@kind("deezer_error", "code=4 (500, 600, 700, 800) with status 200 and no Retry-After", "deezer")
def deezer_error(call: Call) -> Reply:
    code = call.option("code", "4")
    return error(int(code), *CODES.get(code, ("Exception", "Error")))


@kind("bare_true", "the answer is `true`", "deezer")
def bare_true(_call: Call) -> Reply:
    return Reply(body=b"true")


@kind("other_country", "an empty list: the catalogue of the country has nobody", "deezer", on=SEARCHES)
def other_country(_call: Call) -> Reply:
    return Reply(document={"data": [], "total": 0})


@kind("silhouettes", "form=digest (empty): the grey silhouette instead of every photo", "deezer")
def silhouettes(call: Call) -> Reply:
    reply, document = call.document()
    picture = "" if call.option("form", "digest") == "empty" else EMPTY
    rows = document.get("data", [document]) if document else []
    for artist in (row.get("artist", row) for row in rows):
        artist |= {name: f"{HOST}/images/artist/{picture}/1-1.jpg" for name in artist if name.startswith("picture_")}
    return reply
