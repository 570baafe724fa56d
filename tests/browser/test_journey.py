"""From the button to a reviewed photo, with a live cluster and the stand-in."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from collection.models import Album
from enrichment.models import EnrichmentRun, Outcome, RunItem, State
from enrichment.sandbox import Sandbox
from tests.builders import load_collection
from tests.cluster import Cluster

SETTINGS = "/admin/enrichment/settings/"
SOON, LATE = 15_000, 90_000

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("qcluster")]


@pytest.fixture
def albums(transactional_db: None, sandbox: Sandbox, owner: User) -> list[Album]:
    return load_collection()


@pytest.fixture
def settings_page(page: Page, albums: list[Album], qcluster: Cluster) -> Iterator[Page]:
    page.goto(SETTINGS)
    yield page
    EnrichmentRun.objects.filter(state__in=(State.QUEUED, State.RUNNING)).update(state=State.CANCELLED)


def start(page: Page) -> None:
    page.get_by_role("button", name="Enrich with Euria + Spotify").click()
    expect(page.get_by_text("has been started.")).to_be_visible()


def test_the_button_fills_the_collection_while_the_page_is_closed_and_opened_again(settings_page: Page) -> None:
    start(settings_page)
    settings_page.goto("about:blank")
    settings_page.goto(SETTINGS)
    expect(settings_page.get_by_role("link", name="See the report")).to_be_visible(timeout=LATE)
    expect(settings_page.get_by_text("Completed:").first).to_be_attached()
    assert not Album.objects.without_description().exclude(run_items__outcome=Outcome.REVIEW).exists()
    settings_page.get_by_role("link", name="See the report").click()
    expect(settings_page.get_by_role("heading", name="Items")).to_be_visible()


def test_a_run_is_cancelled_by_keyboard_and_taken_up_again(settings_page: Page, sandbox: Sandbox) -> None:
    start(settings_page)
    button = settings_page.get_by_role("button", name="Cancel")
    button.focus()
    settings_page.keyboard.press("Enter")
    expect(settings_page.get_by_text("Cancel").first).to_be_attached()
    settings_page.wait_for_url("**/change/", timeout=SOON)
    run = EnrichmentRun.objects.get()
    for _ in range(60):
        run.refresh_from_db()
        if run.state in (State.CANCELLED, State.COMPLETED):
            break
        settings_page.wait_for_timeout(250)
    settings_page.reload()
    remaining = RunItem.objects.filter(run=run, outcome="").count()
    if run.state == State.CANCELLED and remaining:
        settings_page.get_by_role("button", name="Take up").click()
        expect(settings_page.get_by_text("has been started.")).to_be_visible()
