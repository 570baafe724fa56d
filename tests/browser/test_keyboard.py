"""The main journey without a mouse: every step is a key press, and what has the focus can be seen."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from collection.models import Artist
from enrichment.models import EnrichmentRun, State
from tests.browser.stage import photo_question, text_question
from tests.builders import make_album
from tests.enrichment.admin.people import make_run

TABS = 120
SAID = """[document.activeElement, ...(document.activeElement.labels || [])]
    .map((one) => one.innerText || one.value || "").join(" ")"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focused element or its label says `words`; its focus ring must be visible."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if words in page.evaluate(SAID):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"no Tab leads to {words!r}")


def test_a_run_is_started_and_cancelled(page: Page, configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    page.goto("/admin/enrichment/settings/")
    tab_to(page, "Enrich with Euria + Spotify")
    page.keyboard.press("Enter")
    expect(page.get_by_text("has been started.")).to_be_visible()
    tab_to(page, "Cancel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    assert EnrichmentRun.objects.get().state == State.CANCELLED


def test_questions_are_answered_one_after_another(page: Page, configured: Settings) -> None:
    run = make_run(State.COMPLETED, options={"language": "en"})
    item, text = photo_question(run), text_question(run)
    page.goto(f"/admin/enrichment/review/{item.pk}/")
    tab_to(page, "candidate:")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tab_to(page, "Save and next")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/{text.pk}/")
    artist = Artist.objects.get(name="AIR")
    assert artist.photo
    assert artist.is_locked("photo")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def test_a_selection_is_confirmed(page: Page, configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    page.goto("/admin/collection/album/")
    page.locator("input.action-select").focus()
    page.keyboard.press("Space")
    page.locator("select[name=action]").focus()
    page.select_option("select[name=action]", "enrich_missing")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    expect(page.get_by_text("has been started.")).to_be_visible()
