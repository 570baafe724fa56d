"""Wikidata's query service: the ids that it keeps beside those of Discogs artists."""

import re
from collections.abc import Iterator, Mapping

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Act, Claim, Collection
from enrichment.sandbox.service import Reply, Request, Service, html, route

PATH = "/sparql"
IDS = re.compile(r'"(\d{1,18})"')
# An agent that names nobody who could be reached is all but shut out.
CONTACT = re.compile(r"\([^()]*[@.][^()]*\)")
# `wdt:` gives what stands; `ps:` behind `p:` gives what was withdrawn as well.
STANDING = re.compile(r"\bwdt:P1902\b")
UNKNOWN_SHARE = 5

SELECTED = re.compile(r"\?(\w+)")

Row = dict[str, dict[str, str]]


def service(collection: Collection) -> Service:
    routes = (route("sparql", PATH, Wikidata(collection).query),)
    return Service("wikidata", routes, refuse, lambda _request: html(404, "Not Found"))


class Wikidata:
    def __init__(self, collection: Collection) -> None:
        self.names = collection.artist_ids
        self.by_master = collection.by_master
        self.acts = collection.acts

    def query(self, request: Request) -> Reply:
        """Rows for each artist of the collection that is asked about; every fifth of the rest is unknown."""
        asked = request.form.get("query", "")
        acts, _, works = asked.partition("UNION")
        known = [int(number) for number in IDS.findall(acts) if int(number) in self.names]
        rows = [row for number in known for row in self.rows(number, bool(STANDING.search(asked)))]
        masters = IDS.findall(works.partition("?master {")[2])
        told = {each["discogs"]["value"]: each for each in rows if each["item"]["value"].endswith("0")}
        rows += [each for master in masters for each in self.work(int(master), told)]
        told_of = SELECTED.findall(asked.partition("{")[0])
        return Reply(document={"head": {"vars": told_of}, "results": {"bindings": rows}})

    def work(self, master: int, told: Mapping[str, Row]) -> Iterator[Row]:
        """The first publication of a work, beside each of its performers that is told of."""
        for release in self.by_master.get(master, ())[:1]:
            performers = [
                str(number) for number, name in self.names.items() if name in map(digest.base_name, release.artists)
            ]
            for number in performers:
                if number in told:
                    published = {"master": str(master), "published": f"{release.original_year}-01-01T00:00:00Z"}
                    yield {name: told[number][name] for name in ("discogs", "item")} | literals(published)

    def rows(self, number: int, standing: bool) -> Iterator[Row]:
        name = self.names[number]
        act = self.acts.get(name)
        if act is None or act.claims is None:
            if digest.number("wikidata", str(number), below=UNKNOWN_SHARE):
                yield row(number, 0, digest.base62("artist", name))
            return
        for place, claim in enumerate(act.claims):
            shown = not (standing and claim.rank == "deprecated")
            yield row(number, place, claimed(act, claim) if shown else "")


def claimed(act: Act, claim: Claim) -> str:
    other = claim.spotify
    return digest.base62("artist", act.name) if other == "self" else digest.base62("namesake", act.name, other)


def row(number: int, place: int, spotify_id: str) -> Row:
    """An item keeps no id where `spotify_id` is ""."""
    values = {
        "discogs": str(number),
        "item": f"http://www.wikidata.org/entity/Q{number}{place}",
        "kind": "musical group",
        "founded": f"{1950 + digest.number('founded', str(number), below=40)}-01-01T00:00:00Z",
    }
    if spotify_id:
        values |= {"spotify": spotify_id, "deezer": str(digest.deezer_number(spotify_id))}
    return literals(values)


def literals(values: Mapping[str, str]) -> Row:
    return {name: {"type": "literal", "value": value} for name, value in values.items()}


def refuse(request: Request, _endpoint: str) -> Reply | None:
    if request.method != "POST":
        return html(405, "Method Not Allowed")
    if not CONTACT.search(request.headers.get("user-agent", "")):
        return html(403, "Please set a user-agent that names a contact")
    return None
