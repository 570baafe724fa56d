from collections import Counter
from collections.abc import Callable

import pytest

from enrichment.sandbox import Collection, Sandbox
from enrichment.sandbox.keys import DISCOGS_USER
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]
OWNED = [release.id for release in Collection.sample().releases]
MASTER = Collection.sample().releases[0].master_id


@pytest.mark.parametrize(
    ("fault", "path", "status"),
    [
        ("private_collection", f"/users/{DISCOGS_USER}/collection/folders/0/releases", 403),
        ("unknown_user", f"/users/{DISCOGS_USER}/collection/folders/0/releases", 404),
        ("unknown_user", f"/users/{DISCOGS_USER}", 404),
        ("refused_token", "/oauth/identity", 401),
        ("master_gone", f"/masters/{MASTER}", 404),
        ("release_gone", f"/releases/{OWNED[0]}", 404),
    ],
)
def test_a_refusal_has_a_message(faulty: Start, fault: str, path: str, status: int) -> None:
    reply = clients.discogs(faulty(fault), path)
    assert reply.status_code == status
    assert reply.json()["message"]


def test_one_master_is_gone_and_the_others_are_there(faulty: Start) -> None:
    sandbox = faulty(f"master_gone:about=/masters/{MASTER}")
    others = sorted({release.master_id for release in Collection.sample().releases} - {0, MASTER})
    assert clients.discogs(sandbox, f"/masters/{MASTER}").status_code == 404
    assert clients.discogs(sandbox, f"/masters/{others[0]}").status_code == 200


def test_a_challenge_page(faulty: Start) -> None:
    reply = clients.discogs(faulty("cloudflare"), "/oauth/identity")
    assert reply.status_code == 403
    assert "Just a moment" in reply.text


def test_short_pages_lose_nothing_for_who_follows_the_links(faulty: Start) -> None:
    sandbox = faulty("short_pages")
    first = clients.collection_page(sandbox, per_page=30).json()
    assert len(first["releases"]) < first["pagination"]["per_page"]
    assert [row["id"] for row in clients.followed(sandbox)] == OWNED


def test_a_page_that_repeats_never_ends(faulty: Start) -> None:
    rows = clients.followed(faulty("repeating_page"), pages=7)
    assert len(rows) == 7 * 30
    assert len({row["instance_id"] for row in rows}) == 30


def test_two_copies_of_each_release(faulty: Start) -> None:
    rows = clients.followed(faulty("duplicates"))
    assert set(Counter(row["id"] for row in rows).values()) == {2}
    assert len({row["instance_id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(("option", "value"), [("", 0), (":value=null", None)])
def test_releases_without_a_master(faulty: Start, option: str, value: int | None) -> None:
    row = clients.collection_page(faulty(f"no_master{option}")).json()["releases"][0]
    assert row["basic_information"]["master_id"] == value
    assert row["basic_information"]["master_url"] is None


def test_unknown_years(faulty: Start) -> None:
    sandbox = faulty("year_zero")
    assert clients.collection_page(sandbox).json()["releases"][0]["basic_information"]["year"] == 0
    assert clients.discogs(sandbox, f"/masters/{MASTER}").json()["year"] == 0


@pytest.mark.parametrize(("option", "ending"), [("", ""), (":form=spacer", "spacer.gif")])
def test_missing_images(faulty: Start, option: str, ending: str) -> None:
    sandbox = faulty(f"missing_images{option}")
    information = clients.collection_page(sandbox).json()["releases"][0]["basic_information"]
    assert information["cover_image"].endswith(ending)
    assert bool(information["cover_image"]) is bool(ending)
    assert "images" not in clients.discogs(sandbox, f"/releases/{OWNED[0]}").json()


def test_rows_that_are_none(faulty: Start) -> None:
    rows = clients.collection_page(faulty("odd_rows")).json()["releases"]
    assert rows[0] is None
    assert {} in rows
    assert rows[-1]["basic_information"]["artists"] is None
