"""A run's items in words: what was changed, how long it took, where a link leads, and a file for spreadsheets."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from enrichment.admin import run_items
from enrichment.models import EnrichmentRun, Outcome, RunItem, RunPhase, State
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import make_run
from tests.enrichment.admin.rows import add_item

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def row(phase: str = "descriptions", **fields: Any) -> run_items.ShownItem:
    return run_items.shown(RunItem(phase=RunPhase(name=phase), **{"before": {}, "after": {}, **fields}))


@given(st.text())
def test_no_cell_is_a_formula_and_no_other_text_is_touched(text: str) -> None:
    cell = run_items.safe(text)
    assert not cell.startswith(run_items.FORMULA_STARTS)
    assert cell.removeprefix("'") == text.removeprefix("'")
    if not text.startswith(run_items.FORMULA_STARTS):
        assert cell == text


@pytest.mark.parametrize("value", ["=1+1", "+41", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", -5])
def test_what_a_spreadsheet_would_obey_is_quoted(value: object) -> None:
    assert run_items.safe(value) == f"'{value}"


@pytest.mark.parametrize(
    ("fields", "took"),
    [
        ({}, ""),
        ({"asked_at": NOON}, ""),
        ({"finished_at": NOON}, ""),
        ({"asked_at": NOON, "finished_at": NOON}, "0 seconds"),
        ({"asked_at": NOON, "finished_at": NOON + timedelta(seconds=72)}, "1 min 12 s"),
    ],
    ids=["never asked", "under way", "without a call", "at once", "a minute"],
)
def test_how_long_an_item_took_is_told_once_it_is_over(fields: dict[str, Any], took: str) -> None:
    assert row(**fields).took == took


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"album_id": 5}, "/admin/collection/album/5/change/"),
        ({"artist_id": 6}, "/admin/collection/artist/6/change/"),
        ({"album_id": 5, "artist_id": 6}, "/admin/collection/album/5/change/"),
        ({"label": "Deleted since"}, ""),
    ],
)
def test_a_row_leads_to_what_it_is_about_as_long_as_that_is_there(fields: dict[str, Any], address: str) -> None:
    assert row(**fields).address == address


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ({}, {}, []),
        ({"year": 1998}, {"year": 2015}, [("year of this edition", "1998", "2015")]),
        ({"year": None}, {"year": 2015}, [("year of this edition", "", "2015")]),
        ({}, {"genres": ["Pop", "Rock"]}, [("genres", "", "Pop, Rock")]),
        ({}, {"genres": []}, [("genres", "", "")]),
        ({}, {"tracklist": [{"title": "Go"}, {"position": "B1"}]}, [("tracklist", "", "Go, ")]),
        ({}, {"instances": [1], "total": 4, "cursor": "x"}, []),
        ({}, {"albums": ["Moon Safari", "Post"]}, [("albums", "", "Moon Safari, Post")]),
        ({}, {"albums": []}, []),
        ({}, {"albums": 4}, []),
    ],
    ids=[
        "nothing",
        "a year",
        "a first year",
        "a list",
        "an empty list",
        "tracks by their titles",
        "what is the engine's alone",
        "albums that were heard",
        "none heard",
        "a number",
    ],
)
def test_what_a_source_told_is_said_column_by_column(
    before: dict[str, Any], after: dict[str, Any], changes: list[tuple[str, str, str]]
) -> None:
    assert [tuple(each) for each in row(before=before, after=after).changes] == changes


@pytest.mark.parametrize(
    ("after", "is_text", "language", "spotify"),
    [
        ({"ai_description": "A text.", "description_language": "fr"}, True, "fr", ""),
        ({"ai_description": ""}, True, "", ""),
        ({"spotify_id": "abc"}, False, "", "https://open.spotify.com/artist/abc"),
        ({"spotify_id": None}, False, "", ""),
        ({}, False, "", ""),
    ],
)
def test_a_text_has_a_language_and_a_photo_a_page(
    after: dict[str, Any], is_text: bool, language: str, spotify: str
) -> None:
    found = row(after=after)
    assert (found.is_text, found.language, found.spotify_url) == (is_text, language, spotify)


@pytest.fixture
def run(db: None) -> EnrichmentRun:
    """Two texts that failed alike, one that is not asked yet, one that is there, and nobody found."""
    run = make_run(State.COMPLETED)
    add_item(run, Outcome.FAILED, "A", reason="timeout")
    add_item(run, Outcome.FAILED, "B", reason="timeout")
    add_item(run, Outcome.PENDING, "C")
    add_item(run, Outcome.ENRICHED, "D", prompt_tokens=3, completion_tokens=4, after={"ai_description": "=Velvet"})
    add_item(run, Outcome.NOT_FOUND, artist=make_artist("Nobody"), reason="nobody")
    return run


def labels(run: EnrichmentRun, query: str) -> str:
    return "".join(item.label for item in run_items.filtered(run, QueryDict(query)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABCDNobody"),
        ("outcome=failed", "AB"),
        ("outcome=pending", "C"),
        ("outcome=", "ABCDNobody"),
        ("reason=timeout", "AB"),
        ("phase=artist_images", "Nobody"),
        ("phase=descriptions&outcome=enriched", "D"),
        ("phase=artist_images&outcome=failed", ""),
        ("outcome=nonsense", ""),
        ("page=2&colour=red", "ABCDNobody"),
    ],
)
def test_filters_are_joined_and_strange_ones_ignored(run: EnrichmentRun, query: str, found: str) -> None:
    assert labels(run, query) == found


def test_items_that_ended_alike_are_a_group_that_leads_to_them(run: EnrichmentRun) -> None:
    groups = run_items.items_page(run, QueryDict("phase=descriptions&outcome=failed&reason=timeout"))["groups"]
    assert [(group.label, group.count, group.current) for group in groups] == [
        ("Descriptions: pending", 1, False),
        ("Descriptions: enriched", 1, False),
        ("Descriptions: failed", 2, True),
        ("Artist photos: not found", 1, False),
    ]
    for group in groups:
        assert run_items.filtered(run, QueryDict(group.query)).count() == group.count
    assert groups[2].reason == "Euria took too long to answer."


def test_another_page_keeps_the_filter_and_not_the_number_of_the_page(run: EnrichmentRun) -> None:
    shown = run_items.items_page(run, QueryDict("outcome=failed&page=3"))
    assert (shown["filter_query"], shown["is_filtered"]) == ("outcome=failed", True)
    assert [item.item.label for item in shown["items"]] == ["A", "B"], "beyond the end comes the last page"
    assert run_items.items_page(run, QueryDict("page=1"))["is_filtered"] is False


def test_a_longer_run_asks_no_more_queries(
    run: EnrichmentRun, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        add_item(run, Outcome.FAILED, album=make_album(f"Album {number}", "AIR"))
    with django_assert_num_queries(3):
        [(item.address, item.changes) for item in run_items.items_page(run, QueryDict())["items"]]


def sheet(run: EnrichmentRun, query: str = "") -> list[list[str]]:
    response = run_items.export(run, run_items.filtered(run, QueryDict(query)))
    content = b"".join(response.streaming_content).decode()  # type: ignore[arg-type]
    assert content.startswith(run_items.BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(content.removeprefix(run_items.BYTE_ORDER_MARK))))


def test_the_file_holds_a_row_for_each_item_under_its_heads(run: EnrichmentRun) -> None:
    heads, *rows = sheet(run, "outcome=enriched")
    assert heads == ["item", "phase", "outcome", "reason", "seconds", "tokens", "before", "after"]
    assert rows == [["D", "Descriptions", "enriched", "", "3.0", "7", "", "'=Velvet"]]
    assert len(sheet(run)) == 6
    assert sheet(run, "outcome=pending")[1][4] == "", "what was not asked took no time"


def test_the_file_of_nothing_has_its_heads_all_the_same(run: EnrichmentRun) -> None:
    assert len(sheet(run, "outcome=kept")) == 1


def test_the_heads_come_in_the_readers_language(run: EnrichmentRun) -> None:
    with translation.override("fr"):
        heads = sheet(run, "outcome=kept")[0]
    assert not {"phase", "outcome", "seconds"} & (set(heads) - {"phase"})


def test_the_file_is_named_for_its_run(run: EnrichmentRun) -> None:
    response = run_items.export(run, run.items.none())
    assert response.headers["Content-Disposition"] == f'attachment; filename="run-{run.pk}.csv"'
