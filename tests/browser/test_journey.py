"""From the button to a reviewed photo, with a live cluster and the stand-in."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Outcome, RunItem, State
from enrichment.sandbox import Sandbox
from tests.browser.test_keyboard import tab_to
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


def keep_only(*titles: str) -> None:
    Album.objects.exclude(title__in=titles).delete()
    Artist.objects.filter(albums=None).delete()


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
    sandbox.latency = {"euria": 1.5, "spotify": 1.5}
    start(settings_page)
    expect(settings_page.locator("[data-count=enriched]")).not_to_have_text("0", timeout=LATE)
    settings_page.get_by_role("button", name="Cancel").focus()
    settings_page.keyboard.press("Enter")
    settings_page.wait_for_url("**/change/", timeout=SOON)
    expect(settings_page.locator("[data-message]", has_text="Cancelled:")).to_be_visible(timeout=SOON)
    cancelled = EnrichmentRun.objects.get()
    assert RunItem.objects.filter(run=cancelled, outcome=Outcome.PENDING).exists()
    assert Album.objects.described().exists()
    sandbox.latency = {}
    settings_page.reload()
    settings_page.get_by_role("button", name="Take up the").click()
    expect(settings_page.get_by_text("has been started.")).to_be_visible()
    expect(settings_page.locator("[data-message]", has_text="Completed:")).to_be_visible(timeout=LATE)
    assert EnrichmentRun.objects.get(parent=cancelled).state == State.COMPLETED
    assert not Album.objects.without_description().exclude(run_items__outcome=Outcome.REVIEW).exists()


def test_what_failed_is_tried_again_from_the_page(settings_page: Page, sandbox: Sandbox) -> None:
    keep_only("Kid A", "Blue")
    sandbox.faults.set(["server_error:euria:about=Kid A"])
    start(settings_page)
    again = settings_page.get_by_role("button", name="Try the failed one again")
    settings_page.goto(SETTINGS)
    expect(settings_page.get_by_role("link", name="See the report")).to_be_visible(timeout=LATE)
    settings_page.get_by_role("link", name="See the report").click()
    expect(settings_page.get_by_text("1 failed")).to_be_visible()
    assert Album.objects.without_description().get().title == "Kid A"
    sandbox.faults.clear()
    again.click()
    expect(settings_page.get_by_text("has been started.")).to_be_visible()
    expect(settings_page.locator("[data-message]", has_text="Completed:")).to_be_visible(timeout=LATE)
    assert not Album.objects.without_description().exists()


def test_a_photo_is_chosen_in_the_queue_by_keyboard_and_hangs_on_the_wall(
    settings_page: Page, sandbox: Sandbox
) -> None:
    keep_only("Debut", "Blue")
    sandbox.faults.set(["homonyms:spotify:about=Björk", "null_list:spotify:endpoint=artist_albums"])
    start(settings_page)
    settings_page.goto(SETTINGS)
    settings_page.get_by_role("link", name="Go to what waits for you").press("Enter", timeout=LATE)
    settings_page.get_by_role("link", name="Answer 1 question").press("Enter")
    expect(settings_page.get_by_text("Several artists bear that name")).to_be_visible()
    proposals = settings_page.get_by_role("radio", name="Björk")
    expect(proposals).to_have_count(7)  # three of that name first, then those whose own titles are called so
    expect(proposals.first).to_be_focused()
    assert not proposals.first.is_checked()
    settings_page.keyboard.press("ArrowDown")
    expect(proposals.nth(1)).to_be_checked()
    chosen = settings_page.locator(".aime-cards img").nth(1).get_attribute("src")
    tab_to(settings_page, "Save and next")
    settings_page.keyboard.press("Enter")
    expect(settings_page.get_by_text("Nothing waits for you.")).to_be_visible()
    settings_page.goto(f"/artists/{Artist.objects.get(name='Björk').pk}/")
    expect(settings_page.get_by_alt_text("Photo of Björk")).to_have_attribute("src", str(chosen))
    expect(settings_page.get_by_role("link", name="Open Spotify")).to_be_visible()
