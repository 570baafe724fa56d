"""A stranger finds "the 1959 record with the Spanish title": nobody told them how this site works."""

import time

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import LOCALE
from tests.builders import load_collection, make_album

TITLE = "Sueños de Andalucía"
SECONDS = 10
SCREEN = ViewportSize(width=1280, height=900)


@pytest.fixture(autouse=True)
def shelf() -> None:
    """A whole collection, the wanted record pressed anew much later, and a number that only looks like its year."""
    load_collection()
    make_album(TITLE, "Sabicas", year=2004, original_year=1959, support="Vinyl")
    make_album("Live", "Somebody", year=1981, catalog_number="CL 1959")
    for number in range(9):
        make_album(f"Another of that year {number}", "Somebody Else", year=1959)


def assert_opens(page: Page) -> None:
    """The title stands in the first screen; Tab and Enter open it."""
    card = page.locator(".card a", has_text=TITLE)
    expect(card).to_be_in_viewport()
    card.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_by_the_year_alone_as_one_types(page: Page) -> None:
    page.set_viewport_size(SCREEN)
    page.goto("/")
    started = time.monotonic()
    page.keyboard.press("/")
    page.keyboard.type("1959")
    page.keyboard.press("Enter")
    assert_opens(page)
    assert time.monotonic() - started < SECONDS


def test_by_the_bar_of_its_decade(page: Page) -> None:
    page.set_viewport_size(SCREEN)
    page.goto("/")
    started = time.monotonic()
    page.get_by_role("link", name="Statistics").click()
    page.get_by_role("link", name="1950s").click()
    card = page.locator(".card a", has_text=TITLE)
    expect(card).to_be_visible()
    assert page.locator(".card-title").count() < 30
    card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert time.monotonic() - started < SECONDS


def test_by_a_word_of_the_title_without_its_signs_and_without_javascript(
    chromium: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.AIME_PUBLIC_WALL = True
    stranger = chromium.new_context(base_url=live_server.url, locale=LOCALE, java_script_enabled=False)
    seen = stranger.new_page()
    seen.goto("/albums/")
    seen.get_by_label("Search everything").fill("suenos 1959")
    seen.keyboard.press("Enter")
    expect(seen.locator(".card-title")).to_have_text([TITLE])
    stranger.close()
