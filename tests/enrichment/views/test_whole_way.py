"""From the start to the end, with the engine and the stand-in's services."""

import pytest
from django.test import Client

from enrichment.engine.enrich import work_through
from enrichment.models import EnrichmentRun
from enrichment.sandbox import Sandbox
from tests.builders import load_collection

pytestmark = pytest.mark.django_db(transaction=True)

ENRICH = "/services/discogs/enrich"


@pytest.mark.slow
def test_a_started_run_is_watched_to_its_end(sandbox: Sandbox, program: Client) -> None:
    load_collection()
    started = program.post(ENRICH, {"limit": 12}).json()
    seen = [program.get(started["progress_url"]).json()]
    work_through(EnrichmentRun.objects.get(), on_look=lambda: seen.append(program.get(started["progress_url"]).json()))
    seen.append(program.get(started["progress_url"]).json())
    assert [seen[0]["status"], seen[-1]["status"]] == ["starting", "completed"]
    assert [entry["percent"] for entry in seen] == sorted(entry["percent"] for entry in seen)
    end = seen[-1]
    assert (end["percent"], end["phase"], end["current"]) == (100, "", end["total"])
    assert end["descriptions_added"] == 12
    assert end["counts"]["remaining"] == 0
    assert end["message"].startswith("Completed: 12 descriptions, ")
    photos = [entry for entry in end["recent"] if (entry["phase"], entry["outcome"]) == ("artist_images", "enriched")]
    assert all(entry["picture"].startswith("https://") for entry in photos)


def test_a_refused_key_is_told_with_its_setting_and_never_shown(sandbox: Sandbox, program: Client) -> None:
    load_collection()
    sandbox.faults.set(["echoed_key"])
    started = program.post(ENRICH, {"limit": 3}).json()
    work_through(EnrichmentRun.objects.get())
    answer = program.get(started["progress_url"])
    progress = answer.json()
    assert (progress["status"], progress["state"]) == ("error", "stopped")
    assert "EURIA_API_KEY" in progress["message"]
    # The work that was asked fails with all its editions; the others were never asked.
    assert progress["counts"]["remaining"] in (1, 2)
    assert progress["counts"]["remaining"] + progress["errors"] == 3
    assert progress["artist_images_added"] > 0
    for value in sandbox.environment().values():
        assert value not in answer.content.decode()
