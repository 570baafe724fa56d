"""Names and texts that want to be more than text: on every page, in the log and in the cache folder they stay text."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from collection.models import Album, Artist
from enrichment.sandbox import Options, Sandbox
from tests.builders import make_album
from tests.conftest import Play
from tests.enrichment.running import enrich
from tests.faults.pages import Active, crawl, text_of
from tests.faults.written import log

pytestmark = pytest.mark.django_db(transaction=True)

FORGED = "\n2026-01-01 00:00:00,000 CRITICAL enrichment.runs: run 1: forged"
NAMES = [
    "<script>alert('name')</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(2)",
    "{{7*7}}{% debug %}${7*7}",
    "\u202eReversed\u2066",
    f"Line{FORGED}",
    "../../../../tmp/aime-escaped",
    "..\\..\\windows\\system32",
    "javascript:alert(3)",
    "%2e%2e%2fetc%2fpasswd",
    "Robert'); DROP TABLE collection_album;--",
]


@pytest.fixture
def hostile(play: Play, data_dir: Path) -> Sandbox:
    """A collection of hostile names, enriched: some by texts, some by texts for review."""
    sandbox = play(Sandbox(options=Options(knows_everyone=True)))
    for number, name in enumerate(NAMES):
        make_album(
            name,
            name,
            labels=[name],
            genres=[name],
            styles=[name],
            catalog_number=name[:100],
            support=name[:50],
            tracklist=[{"title": name, "position": "A1", "duration": name[:10]}],
            ai_description=f"{name} " * 10 if number % 2 else "",
        )
    sandbox.faults.set(["html_text:euria:every=2", "injection:euria:every=3"])
    enrich()
    return sandbox


@pytest.fixture
def owner(hostile: Sandbox) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("owner", password="x" * 20))
    return client


def assert_has_policy(address: str, response: Any) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    assert "script-src 'self'" in policy, address
    assert "unsafe" not in policy, address
    assert response.headers.get("X-Content-Type-Options") == "nosniff", address


@pytest.mark.slow
@pytest.mark.once
def test_no_page_runs_what_a_name_says_and_every_page_has_its_policy(owner: Client) -> None:
    searches = [f"/admin/collection/album/?q={name}" for name in NAMES] + [f"/albums/?q={name}" for name in NAMES]
    found = crawl(owner, *searches)
    assert len(found) > 40, sorted(found)
    shown = 0
    for address, response in found.items():
        assert response.status_code < 500, address
        assert_has_policy(address, response)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        text = text_of(response)
        shown += "&lt;script&gt;alert" in text
        assert not Active(text).found, address
    assert shown > 5, "the names are on the pages"


def test_no_name_forges_a_record_of_the_log(hostile: Sandbox) -> None:
    lines = log().splitlines()
    assert any("forged" in line for line in lines), "the name is in the log"
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ \w", line) for line in lines)
    assert not any(line.startswith("2026-01-01 00:00:00") for line in lines)


def test_no_name_leads_out_of_the_cache_folder(hostile: Sandbox, data_dir: Path, settings: Settings) -> None:
    files = [path.relative_to(data_dir) for path in data_dir.rglob("*") if path.is_file()]
    assert len(files) > len(NAMES)
    assert all(re.fullmatch(r"cache/(euria|spotify)/[a-z0-9][a-z0-9.-]*\.json", str(path)) for path in files)
    assert not Path("/tmp/aime-escaped").exists()  # noqa: S108 - a place that must stay empty


@pytest.mark.slow
def test_nothing_was_dropped(hostile: Sandbox) -> None:
    assert (Album.objects.count(), Artist.objects.count()) == (len(NAMES), len(NAMES))
