"""Wikidata's query service: the ids that it keeps beside those of Discogs artists."""

import re

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Collection
from enrichment.sandbox.service import Service, route
from enrichment.sandbox.wire import Reply, Request, html

PATH = "/sparql"
IDS = re.compile(r'"(\d{1,18})"')
# An agent that names nobody who could be reached is all but shut out.
CONTACT = re.compile(r"\([^()]*[@.][^()]*\)")
UNKNOWN_SHARE = 5


def service(collection: Collection) -> Service:
    routes = (route("sparql", PATH, Wikidata(collection).query),)
    return Service("wikidata", routes, refuse, lambda _request: html(404, "Not Found"))


class Wikidata:
    def __init__(self, collection: Collection) -> None:
        self.names = collection.artist_ids

    def query(self, request: Request) -> Reply:
        """One row for each artist of the collection that is asked about; every fifth is not known here."""
        asked = request.form.get("query", "")
        known = [int(number) for number in IDS.findall(asked) if int(number) in self.names]
        rows = [self.row(number) for number in known if digest.number("wikidata", str(number), below=UNKNOWN_SHARE)]
        names = ["discogs", "item", "spotify", "deezer", "kind", "founded", "place", "member"]
        document = {"head": {"vars": names}, "results": {"bindings": rows}}
        return Reply(200, document)

    def row(self, number: int) -> dict[str, dict[str, str]]:
        values = {
            "discogs": str(number),
            "item": f"http://www.wikidata.org/entity/Q{number}",
            "spotify": digest.base62("artist", self.names[number]),
            "kind": "musical group",
            "founded": f"{1950 + digest.number('founded', str(number), below=40)}-01-01T00:00:00Z",
        }
        return {name: {"type": "literal", "value": value} for name, value in values.items()}


def refuse(request: Request, _endpoint: str) -> Reply | None:
    if request.method != "POST":
        return html(405, "Method Not Allowed")
    if not CONTACT.search(request.headers.get("user-agent", "")):
        return html(403, "Please set a user-agent that names a contact")
    return None
