"""The collection as people see it: in light and dark, on a phone, by keyboard, with pictures that do not load."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from collection.browsing.choices import Choices
from collection.browsing.matching import chosen
from collection.models import Album, Artist, Scrobble
from tests.builders import load_collection
from tests.collection.builders import make_album, make_photo

ARTEFACTS = Path("test-artefacts")
COVER = "https://i.discogs.com/cover.jpg"
TEXT = "A record that opens slowly. " * 70
SIZES = {"desktop": (1280, 900), "phone": (320, 700)}


@pytest.fixture
def shelf(transactional_db: None) -> Album:
    """The sample, with one album of extremes: the longest title, a name written from right to left, a broken cover."""
    for number, album in enumerate(load_collection()):
        album.added_at = datetime(2015 + number % 9, 1, 5, tzinfo=UTC)
        album.save()
        for play in range(number % 7):
            played = timezone.now() - timedelta(days=31 * play, minutes=number)
            Scrobble.objects.create(album=album, played_at=played, artist_name="x", track_title=f"{play}")
    for artist in Artist.objects.order_by("pk")[:5]:
        artist.spotify_id = "1P6U1dCeHxPui5pIrGmndZ"
        artist.save()
        make_photo(artist)
    track = {"position": "A1", "title": "T" * 300, "duration": "1:00:00"}
    return make_album(
        "W" * 500,
        "أم كلثوم",
        "Miles Davis",
        image_url=COVER,
        discogs_id=1,
        discogs_master_id=77466,
        support="Vinyl",
        year=2015,
        original_year=1959,
        labels=["L" * 100],
        genres=["Jazz"],
        styles=["Modal"],
        country="US",
        tracklist=[track, track | {"position": "B1"}],
        credits=["Mastered by Somebody"],
        ai_description=TEXT[:2000],
        description_provider="euria",
    )


def addresses(album: Album) -> dict[str, str]:
    artist = album.artists.order_by("pk").last()
    assert artist is not None
    second = chosen(Choices(label="Columbia"))[1]
    return {
        "home": "/",
        "wall": "/albums/",
        "wall-narrowed": "/albums/?genre=Jazz&decade=1950&format=Vinyl&q=blue",
        "wall-page-2": "/albums/?page=2",
        "wall-chosen": "/albums/?label=Columbia&lacking=cover&sort=random&seed=3",
        "wall-nothing": "/albums/?q=nothing+at+all",
        "search": "/search/?q=miles",
        "search-mended": "/search/?q=milse",
        "search-nothing": "/search/?q=xyzzy",
        "album": f"/albums/{album.pk}/",
        "artist": f"/artists/{artist.pk}/",
        "artists": "/artists/",
        "genres": "/genres/",
        "styles": "/styles/",
        "labels": "/labels/",
        "countries": "/countries/",
        "label": "/albums/?label=Columbia",
        "album-between-others": f"/albums/{second.pk}/?label=Columbia&at=2",
        "album-facts": f"/albums/{album.pk}/facts/",
        "album-text": f"/albums/{album.pk}/text/",
        "album-copy": f"/albums/{album.pk}/copy/",
        "album-tracks": f"/albums/{album.pk}/tracks/",
        "artist-photo": f"/artists/{artist.pk}/photo/",
        "statistics": "/statistics/",
        "poster": "/albums/poster/",
        "login": "/login/",
    }


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Page) -> str:
    page.emulate_media(color_scheme=request.param)
    return str(request.param)


def assert_good(page: Page, name: str, scheme: str) -> None:
    """No violation, no sideways scroll, and a picture for a person to look at, at both widths."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}-{size}-{scheme}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, size)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name} {size} {scheme}: {found.generate_report()}"


def test_every_page_is_accessible_and_fits(page: Page, shelf: Album, scheme: str) -> None:
    for name, address in addresses(shelf).items():
        page.goto(address)
        assert_good(page, name, scheme)


def test_the_first_use_is_accessible_and_fits(page: Page, scheme: str) -> None:
    page.goto("/albums/")
    expect(page).to_have_url(re.compile("/steps/$"))
    assert_good(page, "first-use", scheme)


def test_headings_are_in_order(page: Page, shelf: Album) -> None:
    for address in addresses(shelf).values():
        page.goto(address)
        levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(one => +one.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), (address, levels)


def test_nothing_is_blocked_by_the_content_policy(page: Page, shelf: Album) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in addresses(shelf).values():
        page.goto(address)
    assert not [text for text in complaints if "ERR_FAILED" not in text]


def test_a_broken_picture_gives_way_to_initials(page: Page, shelf: Album) -> None:
    page.goto(f"/albums/{shelf.pk}/")
    sleeve = page.locator(".album-cover .sleeve")
    sleeve.locator("img.broken").wait_for(state="attached")
    assert not sleeve.locator("img").is_visible()
    assert sleeve.inner_text() == "W"


def test_the_keyboard_searches_and_opens_an_album(page: Page, shelf: Album) -> None:
    page.goto("/albums/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Title or artist").focus()
    page.keyboard.type("giant steps")
    page.keyboard.press("Enter")
    page.wait_for_url("**/albums/?q=giant+steps*")
    card = page.locator(".card a")
    assert card.count() == 1
    card.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/albums/*/*")
    assert page.get_by_role("heading", level=1).inner_text() == "Giant Steps"


def test_a_decade_a_genre_and_a_format_are_chosen_and_taken_back(page: Page, shelf: Album) -> None:
    page.goto("/albums/")
    page.locator(".decades").get_by_text("1970s").click()
    page.locator(".chips").get_by_text("Jazz").click()
    page.wait_for_url("**genre=Jazz&decade=1970*")
    assert "Head Hunters" in page.locator(".wall").inner_text()
    assert page.locator("[aria-current=true]").count() == 2
    page.locator(".chips [aria-current]").click()
    page.wait_for_url("**/albums/?decade=1970")


def test_on_a_phone_the_filters_are_folded_so_that_covers_come_soon(page: Page, shelf: Album) -> None:
    page.goto("/albums/")
    assert page.locator(".decades").is_visible()
    page.set_viewport_size({"width": 320, "height": 700})
    assert not page.locator(".decades a").first.is_visible()
    box = page.locator(".card").first.bounding_box()
    assert box is not None
    assert box["y"] < 600
    page.get_by_text("Filters").click()
    page.locator(".chips").get_by_text("Jazz").click()
    page.wait_for_url("**/albums/?genre=Jazz")
    assert page.locator(".chips [aria-current]").is_visible()


def test_a_name_from_right_to_left_stays_beside_its_facts(page: Page, shelf: Album) -> None:
    page.goto(addresses(shelf)["artist"])
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert heading.evaluate("one => getComputedStyle(one).textAlign") == "left"


def test_photos_are_whole(page: Page, shelf: Album) -> None:
    page.goto("/artists/")
    fits = page.eval_on_selector_all(".picture", "all => all.map(one => getComputedStyle(one).objectFit)")
    assert fits
    assert set(fits) == {"contain"}


def test_reduced_motion_moves_nothing(page: Page, shelf: Album) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/albums/")
    times = page.eval_on_selector_all("*", "all => all.map(one => getComputedStyle(one).transitionDuration)")
    assert set(times) == {"0s"}


def test_a_stroke_searches_everything_as_one_types(page: Page, shelf: Album) -> None:
    page.goto("/artists/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-everything"
    page.keyboard.type("coltrane")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=coltrane")
    page.keyboard.press("/")
    page.keyboard.type("haed hunters")
    page.locator("#answers .card-title", has_text="Head Hunters").wait_for()
    page.wait_for_url("**/search/?q=haed%20hunters")


def test_a_text_is_corrected_on_the_spot_by_the_keyboard(page: Page, shelf: Album) -> None:
    page.goto(f"/albums/{shelf.pk}/")
    page.get_by_role("link", name="Correct the text").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/text/")
    assert page.evaluate("document.activeElement.name") == "ai_description"
    page.keyboard.press("Control+a")
    page.keyboard.type("In my own words.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/albums/{shelf.pk}/#text")
    assert page.locator(".prose").inner_text() == "In my own words."
    assert "Locked" in page.get_by_role("status").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_and_its_words_are_black_in_both_themes(
    page: Page, shelf: Album, theme: Literal["light", "dark"]
) -> None:
    page.emulate_media(media="print", color_scheme=theme)
    for address in ("/statistics/", f"/albums/{shelf.pk}/", "/albums/poster/"):
        page.goto(address)
        look = page.evaluate(
            "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))"
        )
        assert look == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert not page.get_by_role("navigation").first.is_visible()
    assert not page.locator(".masthead").is_visible()  # a poster holds the covers
