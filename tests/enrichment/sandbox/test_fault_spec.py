from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.sandbox import Fault, Sandbox
from enrichment.sandbox.faults import KINDS
from tests.enrichment.sandbox import clients


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ("dropped", Fault("dropped")),
        ("dropped:euria", Fault("dropped", "euria")),
        ("slow:spotify:every=3:times=2:after=10", Fault("slow", "spotify", 3, 2, 10)),
        ("rate_limited:retry_after=40", Fault("rate_limited", options={"retry_after": "40"})),
        ("garbage:spotify:endpoint=token", Fault("garbage", "spotify", endpoint="token")),
        ("short_text:about=Blue", Fault("short_text", about="Blue")),
        ("html_error:status=503:discogs", Fault("html_error", "discogs", options={"status": "503"})),
    ],
)
def test_a_spec_is_read(spec: str, fault: Fault) -> None:
    assert Fault.parse(spec) == fault


@pytest.mark.parametrize(
    ("spec", "phrase"),
    [
        ("no_such", "no fault is called"),
        ("", "no fault is called"),
        ("dropped:everywhere", "expected one of"),
        ("dropped:euria:spotify", "expected one of"),
        ("master_gone:euria", "cannot befall"),
        ("dropped:every=often", "whole number"),
        ("dropped:every=0", "count from"),
        ("dropped:times=-1", "count from"),
    ],
)
def test_a_wrong_spec_says_what_is_wrong(spec: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        Fault.parse(spec)


@given(st.text(max_size=40))
def test_no_spec_breaks_the_reader(spec: str) -> None:
    with suppress(ValueError):
        assert Fault.parse(spec).name in KINDS


@pytest.mark.parametrize(
    ("counts", "spoilt"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        (":times=2", [1, 2]),
        (":after=4", [5, 6]),
        (":every=3", [3, 6]),
        (":after=1:every=2", [3, 5]),
        (":after=2:every=2:times=1", [4]),
    ],
)
def test_counts_choose_the_calls(sandbox: Sandbox, counts: str, spoilt: list[int]) -> None:
    sandbox.faults.add(f"wrong_key:euria{counts}")
    statuses = [clients.models(sandbox).status_code for _ in range(6)]
    assert [turn for turn, status in enumerate(statuses, start=1) if status == 401] == spoilt


def test_only_calls_of_its_service_and_endpoint_count(sandbox: Sandbox) -> None:
    sandbox.faults.add("server_error:spotify:endpoint=search:after=1")
    clients.models(sandbox)
    clients.token(sandbox)
    replies = [clients.spotify(sandbox, "/search", q="Nas", type="artist").status_code for _ in range(2)]
    assert replies == [200, 502]


def test_a_fault_may_be_about_one_thing(sandbox: Sandbox) -> None:
    sandbox.faults.add("server_error:about=Hejira")
    assert clients.chat(sandbox).status_code == 200
    assert clients.chat(sandbox, messages=clients.messages(title="Hejira")).status_code == 502
    assert clients.spotify(sandbox, "/search", q="Hejira", type="album").status_code == 502


@pytest.mark.parametrize("title", ["What's Going On", "Björk", "Приказна", "A, B & C"])
def test_what_it_is_about_may_be_any_title(sandbox: Sandbox, title: str) -> None:
    sandbox.faults.add(f"server_error:about={title}")
    assert clients.chat(sandbox, messages=clients.messages(title=title)).status_code == 502


def test_faults_add_up(sandbox: Sandbox) -> None:
    sandbox.faults.set(["legacy_artist", "null_width", "null_items"])
    items = clients.found_artists(sandbox, "Radiohead")
    artists = [artist for artist in items if isinstance(artist, dict) and artist.get("images")]
    assert None in items
    assert {"popularity", "followers", "genres"} <= set(artists[0])
    assert artists[0]["images"][0]["width"] is None


def test_every_kind_is_told_about() -> None:
    assert len(KINDS) > 60
    assert all(kind.about and kind.services for kind in KINDS.values())
