"""Synchronise, enrich, refresh, verify: from an empty database to an enriched collection."""

import json
import os
from pathlib import Path

import pytest

from collection.models import Album
from collection.sleeve import heard
from enrichment.phases.descriptions.facts import facts_of
from enrichment.providers.texts.prompts import build_messages
from enrichment.sandbox import Sandbox
from enrichment.sandbox.catalogue import Collection
from tests.conftest import Play
from tests.enrichment.management.conftest import shell
from tests.enrichment.management.shell import Shell

__all__ = ["shell"]

SHARED = Path(os.environ.get("AIME_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
REAL = SHARED / "earlier-version" / "discogs-collection.json"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not REAL.exists(), reason="the real collection is not there (AIME_SHARED_DATA)"),
]


def test_a_collection_of_236_gets_years_tracklists_texts_and_photos(play: Play, shell: Shell) -> None:
    sandbox = play(Sandbox(Collection.load(REAL)))
    assert shell("sync_discogs").status == 0
    assert Album.objects.count() == 236
    assert not Album.objects.filter(original_year=None).exists()
    assert not Album.objects.filter(tracklist=[]).exists()

    asked = sandbox.record.count("discogs")
    again = shell("sync_discogs", "--json").document
    assert (again["created"], again["updated"], again["unchanged"], again["facts"]) == (0, 0, 236, 0)
    assert sandbox.record.count("discogs") == asked + 3, "the three pages of the collection alone"

    album = Album.objects.with_credits().exclude(original_year=None).order_by("pk")[7]
    prompt = json.dumps(build_messages(facts_of(album), "en"), ensure_ascii=False)
    assert str(album.original_year) in prompt
    assert json.dumps(heard(album.tracklist)[0]["title"], ensure_ascii=False)[1:-1] in prompt

    assert shell("enrich").status == 0
    assert shell("refresh", "--yes").status == 0
    assert shell("verify_enrichment", "--fail-under", "100").status == 0
    assert not Album.objects.filter(ai_description="").exists()
