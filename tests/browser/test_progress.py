"""The live panel in a browser: it moves, survives, and never takes the focus away."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun, Outcome, PhaseState, Preferences, State
from tests.builders import make_album
from tests.enrichment.admin.people import count, make_run
from tests.enrichment.admin.rows import add_item

SETTINGS = "/admin/enrichment/settings/"
PROGRESS = "**/services/discogs/enrich/progress*"
SOON = 15_000


@pytest.fixture
def run(configured: Settings, transactional_db: None) -> EnrichmentRun:
    run = make_run(State.RUNNING, age=30, heartbeat_at=timezone.now() + timedelta(minutes=5))
    count(run, total=100, enriched=10)
    count(run, "artist_images", total=100)
    return run


@pytest.fixture
def opened(page: Page, run: EnrichmentRun) -> Page:
    page.goto(SETTINGS)
    return page


def finish(run: EnrichmentRun) -> None:
    count(run, enriched=100, state=PhaseState.DONE)
    count(run, "artist_images", enriched=100, state=PhaseState.DONE)
    EnrichmentRun.objects.filter(pk=run.pk).update(state=State.COMPLETED, finished_at=timezone.now())


def test_the_bar_moves_without_touching_the_focus(opened: Page, run: EnrichmentRun) -> None:
    button = opened.get_by_role("button", name="Cancel")
    button.focus()
    count(run, enriched=60)
    expect(opened.locator("#live-descriptions")).to_have_js_property("value", 60, timeout=SOON)
    expect(opened.get_by_text("60 of 100", exact=True)).to_be_visible()
    expect(button).to_be_focused()
    assert opened.title().startswith("30 %")


def test_the_end_is_said_in_words_and_the_title_is_restored(opened: Page, run: EnrichmentRun) -> None:
    title = opened.title()
    opened.get_by_role("button", name="Cancel").focus()
    finish(run)
    expect(opened.get_by_role("status")).to_contain_text("Completed", timeout=SOON)
    expect(opened.get_by_role("button", name="Cancel")).to_be_hidden()
    expect(opened.get_by_role("link", name="See the report")).to_be_visible()
    expect(opened.locator("#live-headline")).to_be_focused()
    assert opened.title() == title


def test_polling_stops_at_the_end(opened: Page, run: EnrichmentRun) -> None:
    finish(run)
    expect(opened.get_by_role("link", name="See the report")).to_be_visible(timeout=SOON)
    calls: list[str] = []
    opened.on("request", lambda request: calls.append(request.url))
    opened.wait_for_timeout(3000)
    assert not [url for url in calls if "progress" in url]


def test_quarters_are_announced_and_single_items_are_not(opened: Page, run: EnrichmentRun) -> None:
    status = opened.get_by_role("status")
    expect(status).to_have_text("")
    count(run, enriched=20)
    expect(opened.get_by_text("20 of 100", exact=True)).to_be_visible(timeout=SOON)
    expect(status).to_have_text("")
    count(run, enriched=60)
    expect(status).to_contain_text("60 of 100", timeout=SOON)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda route: route.abort(), "The connection is lost; trying again."),
        (lambda route: route.fulfill(status=500, body="<html>"), "The connection is lost; trying again."),
        (lambda route: route.fulfill(status=200, body="<html>"), "The connection is lost; trying again."),
    ],
)
def test_a_lost_connection_is_said_and_mended(
    opened: Page, run: EnrichmentRun, answer: Callable[[Route], None], words: str
) -> None:
    opened.route(PROGRESS, answer)
    expect(opened.get_by_text(words)).to_be_visible(timeout=SOON)
    opened.unroute(PROGRESS)
    count(run, enriched=70)
    expect(opened.get_by_text("70 of 100", exact=True)).to_be_visible(timeout=SOON)
    expect(opened.get_by_text(words)).to_be_hidden()


def test_an_ended_session_offers_the_login(opened: Page, run: EnrichmentRun) -> None:
    Session.objects.all().delete()
    expect(opened.get_by_text("Your session has ended.")).to_be_visible(timeout=SOON)
    address = opened.get_by_role("link", name="Log in again").get_attribute("href")
    assert address == f"{reverse('admin:login')}?next={SETTINGS}"


def test_a_deleted_run_is_said_to_be_gone(opened: Page, run: EnrichmentRun) -> None:
    run.delete()
    expect(opened.get_by_text("This run does not exist any more.")).to_be_visible(timeout=SOON)


def test_a_new_cover_of_discogs_brings_the_notice_that_it_owes(opened: Page, run: EnrichmentRun) -> None:
    notice = opened.get_by_role("link", name="Data provided by Discogs.")
    expect(notice).to_be_hidden()
    add_item(run, Outcome.ENRICHED, album=make_album("Moon Safari", "AIR", discogs_id=5))
    expect(notice).to_be_visible(timeout=SOON)


def test_a_wait_that_becomes_long_offers_the_night(page: Page, run: EnrichmentRun) -> None:
    Preferences.objects.create(night_enabled=True)
    page.goto(SETTINGS)
    button = page.get_by_role("button", name="End here and leave the rest to the night")
    expect(button).to_be_hidden()
    resume_at = timezone.now() + timedelta(minutes=40)
    EnrichmentRun.objects.filter(pk=run.pk).update(state=State.PAUSED, resume_at=resume_at)
    expect(button).to_be_visible(timeout=SOON)
    button.click()
    expect(page.get_by_text("ends here; the rest is left to")).to_be_visible()


def test_without_a_script_a_refresh_link_shows_the_same(page: Page, run: EnrichmentRun) -> None:
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.goto(SETTINGS)
    count(run, enriched=60)
    page.get_by_role("link", name="Refresh").click()
    expect(page.get_by_text("60 of 100", exact=True)).to_be_visible()


def test_the_first_steps_move_on_by_themselves_and_keep_what_was_chosen(page: Page, run: EnrichmentRun) -> None:
    album = make_album("Moon Safari", "AIR", discogs_id=5, source="discogs")
    page.goto(f"{SETTINGS}steps/")
    step = page.locator(".aime-steps > li")
    expect(step.nth(2)).to_have_attribute("aria-current", "step")
    expect(step.nth(4)).to_contain_text("1 description")
    page.locator("#all-language").select_option("it")
    page.locator("#trial-language").focus()
    Album.objects.filter(pk=album.pk).update(facts_at=timezone.now(), ai_description="Calm.")
    expect(step.nth(2)).to_contain_text("finished", timeout=3 * SOON)
    expect(step.nth(2).get_by_role("button")).to_be_hidden()
    expect(step.nth(2)).not_to_have_attribute("aria-current", "step")
    expect(step.nth(4)).to_have_attribute("aria-current", "step")
    expect(step.nth(4)).not_to_contain_text("1 description")
    expect(page.locator("#all-language")).to_have_value("it")
    expect(page.locator("#trial-language")).to_be_focused()
