"""French and English in a real browser: nothing is left in the other language, and the longer words fit."""

import re

import polib
import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from collection.models import Album
from tests.browser.stage import PAGES, PRESSED, SETTINGS_STATES, WITHOUT_KEYS
from tests.browser.test_every_page import ARTEFACTS, DESK, PHONE
from tests.builders import load_collection
from tests.catalogues import APPS, path_of

ENTRIES = [entry for app in APPS for entry in polib.pofile(str(path_of(app, "fr")))]
FRENCH = {entry.msgid: entry.msgstr or entry.msgstr_plural[0] for entry in ENTRIES}
BUTTON = "Enrich with Euria + Spotify"


def english_sentences() -> list[str]:
    """Texts of three words and more that could not be taken for names or for French."""
    plain = (text for text, french in FRENCH.items() if french != text and not re.search(r"[%{<]", text))
    return [text for text in plain if len(text.split()) >= 3 and text.isascii()]


@pytest.fixture
def locale() -> str:
    return "fr-CH"


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_in_french_is_whole_and_fits(page: Page, configured: Settings, name: str) -> None:
    if name in WITHOUT_KEYS:
        configured.EURIA_API_KEY = configured.SPOTIFY_CLIENT_ID = configured.SPOTIFY_CLIENT_SECRET = ""
    page.set_viewport_size(DESK)
    page.goto(PAGES[name]())
    if name in PRESSED:
        page.get_by_role("button", name=FRENCH[PRESSED[name]]).click()
        page.wait_for_load_state()
    look(page, name)


def look(page: Page, name: str) -> None:
    shown = page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert [text for text in english_sentences() if text in shown] == []
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}-french.png", full_page=True)
    page.set_viewport_size(PHONE)
    page.screenshot(path=ARTEFACTS / f"{name}-french-phone.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_collection_in_french_is_whole_and_fits(page: Page) -> None:
    load_collection()
    album = Album.objects.exclude(tracklist=[]).order_by("pk").first() or Album.objects.earliest("pk")
    artist = album.artists.earliest("pk")
    addresses = {
        "home": "/",
        "wall": "/albums/",
        "artists": "/artists/",
        "album": f"/albums/{album.pk}/",
        "album-facts": f"/albums/{album.pk}/facts/",
        "album-copy": f"/albums/{album.pk}/copy/",
        "artist": f"/artists/{artist.pk}/",
        "artist-photo": f"/artists/{artist.pk}/photo/",
        "genres": "/genres/",
        "countries": "/countries/",
        "statistics": "/statistics/",
        "search": "/search/?q=milse",
        "poster": "/albums/poster/",
        "wall-nothing": "/albums/?q=nothing",
        "login": "/login/",
    }
    for name, address in addresses.items():
        page.set_viewport_size(DESK)
        page.goto(address)
        look(page, f"collection-{name}")


@pytest.mark.parametrize(("locale", "said"), [("en-GB", BUTTON), ("fr-FR", FRENCH[BUTTON]), ("de-CH", BUTTON)])
def test_the_language_is_that_of_the_browser(page: Page, configured: Settings, said: str) -> None:
    page.goto(SETTINGS_STATES["settings-idle"]())
    expect(page.get_by_role("button", name=said)).to_be_visible()


def test_polling_goes_on_in_the_language_of_the_page(page: Page, configured: Settings) -> None:
    address = SETTINGS_STATES["settings-running"]()
    page.goto(address)
    with page.expect_response("**/progress**") as polled:
        expect(page.locator("[data-message]")).to_contain_text("Descriptions\N{NO-BREAK SPACE}: ")
    assert "sur 236" in polled.value.json()["message"]
    expect(page.locator('[data-phase="descriptions"]')).to_contain_text("sur 236")
