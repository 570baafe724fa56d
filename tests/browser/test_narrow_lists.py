"""The admin's lists on a phone: each row is a card whose tick, link and sorting work as in the table."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import PHONE
from tests.builders import make_album


@pytest.fixture
def albums(page: Page) -> Page:
    make_album("Moon Safari", "AIR", support="Vinyl")
    make_album("Post", "Björk", "W" * 300)
    page.set_viewport_size(PHONE)
    page.goto(reverse("admin:collection_album_changelist"))
    return page


def test_a_row_is_a_card_whose_values_are_named(albums: Page) -> None:
    support = albums.locator("#result_list tbody .field-carrier").first
    expect(support).to_have_text("Vinyl")
    said = support.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said.startswith('"Format')
    boxes = [cell.bounding_box() for cell in albums.locator("#result_list tbody td:visible").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def test_cards_are_ticked_and_opened_by_keyboard(albums: Page) -> None:
    albums.locator("#action-toggle").focus()
    albums.keyboard.press("Space")
    expect(albums.locator(".action-select:checked")).to_have_count(2)
    for place in (0, 1):
        size = albums.locator(".action-select").nth(place).bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 24
    albums.get_by_role("link", name="Post").focus()
    albums.keyboard.press("Enter")
    albums.wait_for_url("**/change/**")


def test_cards_are_sorted_by_the_columns_above_them(albums: Page) -> None:
    albums.get_by_role("link", name="Format").focus()
    albums.keyboard.press("Enter")
    albums.wait_for_url("**o=**")
    expect(albums.locator("#result_list tbody th").last).to_have_text("Moon Safari")


def test_a_wide_screen_keeps_the_table(albums: Page) -> None:
    albums.set_viewport_size({"width": 1280, "height": 900})
    shown = albums.locator("#result_list tbody td").first.evaluate("cell => getComputedStyle(cell).display")
    assert shown == "table-cell"
