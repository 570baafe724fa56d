"""The played Wikidata: whom it knows by which ids, and to whom it answers."""

import json
from pathlib import Path
from typing import Any

import requests

from enrichment.sandbox import Collection, Sandbox
from enrichment.sandbox.catalogue import artist_id
from enrichment.sandbox.digest import base62, deezer_number
from tests.enrichment.sandbox import clients

QUERY = """SELECT ?discogs ?item ?spotify WHERE {{ {{ VALUES ?discogs {{ {artists} }} ?item wdt:P1902 ?spotify }}
UNION {{ VALUES ?discogs {{ {artists} }} VALUES ?master {{ {masters} }} }} }}"""


def asked(sandbox: Sandbox, *names: str, masters: tuple[int, ...] = (), standing: bool = True) -> list[dict[str, str]]:
    """The rows as plain values."""
    artists = " ".join(f'"{artist_id(name)}"' for name in names)
    query = QUERY.format(artists=artists, masters=" ".join(f'"{master}"' for master in masters))
    reply = clients.wikidata(sandbox, query if standing else query.replace("wdt:", "p:"))
    assert reply.status_code == 200
    rows = reply.json()["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in rows]


def played(*artists: dict[str, Any]) -> Sandbox:
    albums = [
        {"release_id": place, "master_id": 100 + place, "title": f"Title {place}", "artists": [one["name"]]}
        | {"year": 1990, "original_year": 1980}
        for place, one in enumerate(artists, 1)
    ]
    return Sandbox(Collection.read(albums, artists))


def test_whoever_names_nobody_to_reach_is_shut_out(sandbox: Sandbox) -> None:
    for agent in ("python-requests/2", "AIME/0.1", "AIME/0.1 (somebody)"):
        assert clients.wikidata(sandbox, "", agent).status_code == 403
    for agent in ("AIME/0.1 (me@example.org)", "AIME/0.1 (https://example.org)"):
        assert clients.wikidata(sandbox, "", agent).status_code == 200


def test_it_is_asked_by_post(sandbox: Sandbox) -> None:
    url = sandbox.environment()["WIKIDATA_SPARQL_URL"]
    assert requests.get(url, headers={"User-Agent": "x (me@example.org)"}, timeout=10).status_code == 405


def test_the_variables_are_those_that_were_selected(sandbox: Sandbox) -> None:
    document = clients.wikidata(sandbox, QUERY.format(artists="", masters="")).json()
    assert document == {"head": {"vars": ["discogs", "item", "spotify"]}, "results": {"bindings": []}}


def test_most_of_the_collection_is_known_and_a_stranger_is_not(sandbox: Sandbox) -> None:
    names = list(Collection.sample().by_artist)[:80]
    known = asked(sandbox, *names)
    assert len(names) * 0.6 < len(known) < len(names)
    assert all(row["item"].startswith("http://www.wikidata.org/entity/Q") for row in known)
    assert asked(sandbox, "Nobody of the collection") == []


def test_ids_lead_to_the_same_artist_at_spotify_and_deezer() -> None:
    with played({"name": "Twins (2)", "wikidata": [{}]}) as sandbox:
        (row,) = asked(sandbox, "Twins (2)")
        assert row["spotify"] == base62("artist", "Twins (2)")
        assert row["deezer"] == str(deezer_number(row["spotify"]))
        assert clients.spotify(sandbox, f"/artists/{row['spotify']}").json()["name"] == "Twins"
        assert clients.deezer(sandbox, f"/artist/{row['deezer']}").json()["name"] == "Twins"


def test_an_act_of_which_no_item_is_told_is_unknown() -> None:
    with played({"name": "Twins", "wikidata": None}, {"name": "Solo", "wikidata": []}) as sandbox:
        assert asked(sandbox, "Twins", "Solo") == []


def test_an_item_may_name_a_namesake_and_several_items_may_claim_one_artist() -> None:
    namesakes = [{"name": "Twins", "albums": ["Other"]}]
    twins = {"name": "Twins (2)", "namesakes": namesakes, "wikidata": [{}, {"spotify": "Twins"}]}
    with played(twins) as sandbox:
        first, second = asked(sandbox, "Twins (2)")
    assert first["item"] != second["item"]
    assert second["spotify"] == base62("namesake", "Twins (2)", "Twins")


def test_what_was_withdrawn_is_left_out_unless_all_statements_are_asked_for() -> None:
    with played({"name": "Twins", "wikidata": [{"rank": "deprecated"}]}) as sandbox:
        (standing,) = asked(sandbox, "Twins")
        (every,) = asked(sandbox, "Twins", standing=False)
    assert "spotify" not in standing
    assert every["spotify"] == base62("artist", "Twins")


def test_a_work_that_is_asked_about_tells_when_it_first_came_out() -> None:
    with played({"name": "Twins", "wikidata": [{}]}, {"name": "Solo", "wikidata": [{}]}) as sandbox:
        rows = asked(sandbox, "Twins", masters=(101, 102, 999))
    (work,) = (row for row in rows if "master" in row)
    assert (work["master"], work["published"][:4], work["discogs"]) == ("101", "1980", str(artist_id("Twins")))


def test_a_file_tells_more_of_its_acts(tmp_path: Path) -> None:
    path = tmp_path / "collection.json"
    act = {"name": "Twins (2)", "known_as": "The Twins", "albums": ["Before"], "compilations": ["Both"]}
    page = {"page": {"urls": ["https://open.spotify.com/artist/{spotify}"], "aliases": [{"id": 1, "name": "Duo"}]}}
    album = {"release_id": 1, "title": "Blue Rooms", "artists": ["Twins (2)"]}
    path.write_text(json.dumps({"albums": [album], "artists": [{**act, **page}]}))
    with Sandbox(Collection.load(path)) as sandbox:
        (artist,) = clients.named(sandbox, "The Twins")
        albums = clients.spotify(sandbox, f"/artists/{artist['id']}/albums", limit=10).json()["items"]
        shown = clients.discogs(sandbox, f"/artists/{artist_id('Twins (2)')}").json()
    assert [(one["name"], one["album_type"]) for one in albums] == [
        ("Before", "album"),
        ("Blue Rooms", "album"),
        ("Both", "compilation"),
    ]
    assert shown["urls"] == [f"https://open.spotify.com/artist/{artist['id']}"]
    assert shown["aliases"] == [{"id": 1, "name": "Duo"}]


def test_an_act_that_is_not_at_spotify_leaves_its_namesakes_there() -> None:
    twins = {"name": "Twins (2)", "known_as": None, "namesakes": [{"name": "Twins", "albums": ["Other"]}]}
    with played(twins) as sandbox:
        (artist,) = clients.named(sandbox, "Twins")
        albums = clients.spotify(sandbox, f"/artists/{artist['id']}/albums").json()["items"]
    assert [one["name"] for one in albums] == ["Other"]
