"""What the services ask for stands beside the last results, which show their covers and photos."""

import re

import pytest
from django.urls import reverse

from enrichment.models import EnrichmentRun, Outcome, State
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.admin.rows import add_item, pictured

pytestmark = pytest.mark.django_db
COVER = "https://i.discogs.com/cover.jpg"


def pages(run: EnrichmentRun) -> list[str]:
    client = visitor()
    names: list[tuple[str, list[int]]] = [("settings_changelist", []), ("enrichmentrun_change", [run.pk])]
    return [client.get(reverse(f"admin:enrichment_{name}", args=args)).content.decode() for name, args in names]


def owed(page: str) -> list[str]:
    """The sources whose notice is to be seen."""
    return [source for source, hidden in re.findall(r'data-owed="(\w+)"( hidden)?>', page) if not hidden]


@pytest.mark.parametrize("state", [State.RUNNING, State.COMPLETED])
@pytest.mark.parametrize(
    ("fields", "sources"),
    [({"discogs_id": 5, "image_url": COVER}, ["discogs"]), ({"source": "lastfm"}, ["lastfm"]), ({}, [])],
)
def test_an_album_among_the_last_results_brings_its_notice(
    state: State, fields: dict[str, object], sources: list[str]
) -> None:
    run = make_run(state, age=90)
    add_item(run, Outcome.ENRICHED, album=make_album("Moon Safari", "AIR", **fields))
    assert [owed(page) for page in pages(run)] == [sources, sources]


def test_a_photo_of_spotifys_has_its_mark_with_or_without_a_page_to_lead_to() -> None:
    run = make_run(State.COMPLETED, age=90)
    pictured(run, "Björk")
    make_artist("AIR", spotify_id="1P6U1dCeHxPui5pIrGmndZ")
    pictured(run, "AIR", url="https://i.scdn.co/image/2")
    for page in pages(run):
        marks = re.findall(r"<a([^>]*) data-spotify>", page.split("<template>")[0])
        assert marks == [' href="https://open.spotify.com/artist/1P6U1dCeHxPui5pIrGmndZ"', ""]


def test_a_notice_leads_to_the_source() -> None:
    run = make_run(State.RUNNING, age=90)
    for page in pages(run):
        assert '<a href="https://www.discogs.com/">Data provided by Discogs.</a>' in page
        assert '<a href="https://www.last.fm/">Listening data provided by Last.fm.</a>' in page
