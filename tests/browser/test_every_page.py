"""Every page and state: no barrier that axe-core finds in light or dark, no sideways scroll, and a picture of each."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize
from pytest_django import Settings

from tests.browser.stage import PAGES, PRESSED, WITHOUT_KEYS

ARTEFACTS = Path(__file__).resolve().parents[2] / "test-artefacts"
PHONE = ViewportSize(width=320, height=700)
DESK = ViewportSize(width=1280, height=900)
# Another application's list of ten columns.
OF_OTHERS = {"scheduled-tasks"}
# A long line of code may scroll, and what is written in a field.
SCROLLING = """[...document.querySelectorAll("body *:not(pre, textarea, input, select)")]
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth)
    .map((one) => one.outerHTML.slice(0, 80))"""

# Colours that change do so in a moment of their own.
SETTLED = "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => null)"


def barriers(page: Page) -> list[str]:
    """What axe-core finds, each with the elements it is about."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:4]]}" for each in found]


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_has_no_barrier_and_fits_a_phone(page: Page, configured: Settings, name: str) -> None:
    if name in WITHOUT_KEYS:
        configured.EURIA_API_KEY = configured.SPOTIFY_CLIENT_ID = configured.SPOTIFY_CLIENT_SECRET = ""
    address, problems = PAGES[name](), []
    ARTEFACTS.mkdir(exist_ok=True)
    page.set_viewport_size(DESK)
    page.goto(address)
    if name in PRESSED:
        page.get_by_role("button", name=PRESSED[name]).click()
        page.wait_for_load_state()
    for theme in ("light", "dark"):  # which is a matter of style alone: the page need not be loaded anew
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.evaluate(SETTLED)
        problems += [f"{theme} {barrier}" for barrier in barriers(page)]
        page.screenshot(path=ARTEFACTS / f"{name}-{theme}.png", full_page=True)
    if page.evaluate("document.documentElement.scrollWidth") > DESK["width"]:
        problems.append("scrolls sideways on a desk")
    if name not in OF_OTHERS:
        problems += [f"scrolls within the page on a desk: {found}" for found in page.evaluate(SCROLLING)]
    page.set_viewport_size(PHONE)
    page.screenshot(path=ARTEFACTS / f"{name}-phone.png", full_page=True)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        problems.append("scrolls sideways at 320 px")
    problems += [f"scrolls within the page at 320 px: {found}" for found in page.evaluate(SCROLLING)]
    assert not problems, "\n".join(problems)


def test_what_to_do_next_stands_in_the_first_screen(page: Page, configured: Settings) -> None:
    address = PAGES["settings-idle"]()
    for size in (DESK, ViewportSize(width=375, height=812)):
        page.set_viewport_size(size)
        page.goto(address)
        for name in ("Enrich with Euria + Spotify", "2 questions wait for you"):
            box = page.get_by_text(name, exact=False).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] < size["height"], (name, size)


def test_the_robot_has_a_drawing_where_no_font_of_the_machine_has_one(page: Page, configured: Settings) -> None:
    page.goto(PAGES["settings-idle"]())
    assert (
        page.get_by_role("button", name="Enrich with Euria + Spotify").inner_text() == "🤖 Enrich with Euria + Spotify"
    )
    faces = page.evaluate(
        "document.fonts.load('16px \"AIME robot\"', '🤖').then((all) => all.map((one) => one.status))"
    )
    assert faces == ["loaded"]
    family = page.evaluate("getComputedStyle(document.querySelector('#start .button.default')).fontFamily")
    assert family.endswith('"AIME robot"')
