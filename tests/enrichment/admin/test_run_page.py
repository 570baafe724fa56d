"""A run's page: who and how, its items, and what can be done with it."""

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from collection.models import Image
from enrichment.models import EnrichmentRun, Outcome, RunItem, State, Trigger
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import count, make_run, visitor
from tests.enrichment.admin.rows import add_item, described, pictured

pytestmark = pytest.mark.django_db
CHANGE = "enrichment.change_enrichmentrun"


def address(name: str, run: EnrichmentRun) -> str:
    return reverse(f"admin:enrichment_enrichmentrun_{name}", args=[run.pk])


def read(client: Client, run: EnrichmentRun, query: str = "") -> str:
    response = client.get(address("change", run) + query)
    assert response.status_code == 200
    return response.content.decode()


def labels(client: Client, run: EnrichmentRun, query: str = "") -> list[str]:
    return [row.item.label for row in client.get(address("change", run) + query).context["items"]]


def test_it_tells_who_when_from_where_and_how() -> None:
    parent = make_run(State.COMPLETED)
    run = make_run(
        State.COMPLETED,
        trigger=Trigger.ACTION,
        parent=parent,
        options={"language": "fr", "limit": 5, "force": True},
        selection={"albums": [1, 2]},
    )
    described(run, "Moon Safari", "A text.")
    page = read(visitor(), run)
    for words in ("action on a selection", "language fr", "at most 5 albums", "replacing what is there"):
        assert words in page
    assert "2 albums selected" in page
    assert "Version of the instructions to the model 7<" in page
    assert address("change", parent) in page


def test_items_are_filtered_by_outcome_phase_and_reason() -> None:
    run = make_run(State.COMPLETED)
    add_item(run, Outcome.FAILED, "Slow", reason="timeout")
    add_item(run, Outcome.FAILED, "Broken", reason="not_json")
    add_item(run, Outcome.PENDING, "Unasked")
    add_item(run, Outcome.NOT_FOUND, artist=make_artist("Nobody"), reason="nobody")
    client = visitor()
    assert len(labels(client, run)) == 4
    assert labels(client, run, "?outcome=failed") == ["Slow", "Broken"]
    assert labels(client, run, "?outcome=failed&reason=timeout") == ["Slow"]
    assert labels(client, run, "?outcome=pending") == ["Unasked"]
    assert labels(client, run, "?phase=artist_images") == ["Nobody"]
    page = read(client, run)
    assert "Euria took too long to answer." in page
    assert "Nobody of that name was found." in page


def test_what_an_item_took_in_tokens_stands_in_its_details() -> None:
    run = make_run(State.COMPLETED)
    add_item(run, Outcome.FAILED, "Slow", prompt_tokens=700, completion_tokens=77, estimated_tokens=777)
    folded = re.findall(r"<details>.*?</details>", read(visitor(), run), re.DOTALL)
    assert [text for text in folded if "<dd>777 (estimated)</dd>" in text]


def test_before_and_after_are_shown_with_their_language() -> None:
    run = make_run(State.COMPLETED)
    described(run, "Moon Safari", "A velvet text.")
    pictured(run, "AIR", "https://i.scdn.co/image/after")
    page = read(visitor(), run)
    assert '<dd lang="en" dir="auto"><p>A velvet text.</p></dd>' in page
    assert 'src="https://i.scdn.co/image/after" alt="The photo after"' in page


def test_what_a_source_told_is_shown_in_words_and_nothing_that_is_the_engines_alone() -> None:
    run = make_run(State.COMPLETED)
    tracks = [{"title": "Talisman", "position": "A5"}, {"title": "Remember", "position": "A6"}]
    told = {"original_year": 1998, "styles": ["Downtempo", "Ambient"], "tracklist": tracks}
    add_item(run, Outcome.ENRICHED, "Facts", before={"original_year": None, "styles": ["Pop"]}, after=told)
    add_item(run, Outcome.ENRICHED, "Page 1", after={"instances": [[7, 8]], "total": 1, "updated": 1})
    add_item(run, Outcome.ENRICHED, "Heard", after={"tracks": 2, "albums": ["AIR – Moon Safari"]})
    facts, heard = re.findall(r"<details><summary>Show.*?</details>", read(visitor(), run), re.DOTALL)
    assert "<dt>Original year</dt>" in facts
    assert "Pop</del><br>Downtempo, Ambient</dd>" in facts
    assert ">Talisman, Remember</dd>" in facts
    assert "AIR – Moon Safari" in heard


@pytest.mark.slow
def test_ten_thousand_items_are_shown_a_page_at_a_time_in_constant_queries() -> None:
    run = make_run(State.COMPLETED)
    client = visitor()
    phase = run.phases.get(name="descriptions")

    def add(howmany: int) -> None:
        RunItem.objects.bulk_create(
            RunItem(run=run, phase=phase, label="x" * 500, work_key="k", outcome=Outcome.FAILED, reason="timeout")
            for _ in range(howmany)
        )

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(client, run, "?outcome=failed&page=2")
        return len(asked)

    add(60)
    few = queries()
    add(10_000)
    assert queries() == few <= 22  # PostgreSQL is asked for its time besides
    assert len(labels(client, run)) == 50
    assert labels(client, run, "?page=99999")


def test_ticked_items_are_tried_again_and_no_others(configured: Settings) -> None:
    run = make_run(State.COMPLETED)
    slow = add_item(run, Outcome.FAILED, album=make_album("Slow", "AIR"))
    add_item(run, Outcome.FAILED, album=make_album("Not ticked", "AIR"))
    visitor(CHANGE).post(address("again", run), {"items": [slow.pk, "nonsense"]})
    child = EnrichmentRun.objects.get(parent=run)
    assert child.selection["items"] == [slow.pk]
    assert child.trigger == Trigger.BUTTON
    assert child.started_by is not None


def test_the_new_run_asks_about_the_ticked_items_alone(sandbox: Any, transactional_db: None) -> None:
    from tests.enrichment.running import finish

    run = make_run(State.COMPLETED, options={"language": "en"})
    slow = add_item(run, Outcome.FAILED, album=make_album("Slow", "AIR"))
    add_item(run, Outcome.FAILED, album=make_album("Not ticked", "AIR"))
    visitor(CHANGE).post(address("again", run), {"items": [slow.pk]})
    child = finish(EnrichmentRun.objects.get(parent=run))
    assert [item.album for item in child.items.all()] == [slow.album]


@pytest.mark.parametrize("name", ["again", "undo_ticked"])
def test_nothing_ticked_does_nothing_and_says_so(configured: Settings, name: str) -> None:
    run = make_run(State.COMPLETED)
    add_item(run, Outcome.FAILED)
    after = visitor(CHANGE).post(address(name, run), follow=True).content.decode()
    assert "Tick at least one item first." in after
    assert EnrichmentRun.objects.count() == 1


def test_an_active_run_is_cancelled(configured: Settings) -> None:
    run = make_run(State.RUNNING)
    visitor(CHANGE).post(address("cancel", run))
    run.refresh_from_db()
    assert run.state == State.CANCELLED


@pytest.mark.parametrize(("name", "outcome"), [("retry", Outcome.FAILED), ("resume", Outcome.PENDING)])
def test_what_failed_or_was_left_is_taken_up_by_a_new_run(configured: Settings, name: str, outcome: str) -> None:
    run = make_run(State.STOPPED)
    add_item(run, outcome, album=make_album("Slow", "AIR"))
    count(run, total=1, failed=int(outcome == Outcome.FAILED))
    client = visitor(CHANGE)
    assert address(name, run) in read(client, run)
    client.post(address(name, run))
    assert EnrichmentRun.objects.get(parent=run).state == State.QUEUED


def test_a_whole_run_is_taken_back_after_a_page_that_counts(configured: Settings) -> None:
    run = make_run(State.COMPLETED)
    album, _item = described(run, "Moon Safari", "A text.")
    edited, _item = described(run, "Talkie Walkie", "Another.")
    edited.ai_description, edited.description_run_id = "Mine.", None
    edited.save()
    artist, _item = pictured(run, "AIR")
    client = visitor(CHANGE)
    page = client.get(address("undo", run)).content.decode()
    assert "2 changes will be taken back" in page
    assert "1 other was edited or locked since" in page
    assert Image.objects.exists()
    after = client.post(address("undo", run), follow=True).content.decode()
    album.refresh_from_db()
    edited.refresh_from_db()
    assert (album.ai_description, edited.ai_description) == ("", "Mine.")
    assert not Image.objects.filter(artist=artist).exists()
    assert "2 changes were taken back." in after
    assert "The text was changed since." in after


def test_ticked_changes_are_taken_back() -> None:
    run = make_run(State.COMPLETED)
    album, item = described(run, "Moon Safari", "A text.")
    other, _item = described(run, "Talkie Walkie", "Another.")
    visitor(CHANGE).post(address("undo_ticked", run), {"items": [item.pk]})
    album.refresh_from_db()
    other.refresh_from_db()
    assert (album.ai_description, other.ai_description) == ("", "Another.")


def test_the_csv_file_holds_what_the_filter_lets_through_and_no_formula() -> None:
    run = make_run(State.COMPLETED)
    add_item(run, Outcome.FAILED, '=HYPERLINK("http://evil")', reason="timeout")
    add_item(run, Outcome.FAILED, "@SUM(A1)", reason="timeout", prompt_tokens=5, completion_tokens=6)
    add_item(run, Outcome.KEPT, "Managed")
    response: Any = visitor().get(address("csv", run) + "?outcome=failed")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:4] == ["item", "phase", "outcome", "reason"]
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("http://evil")', "'@SUM(A1)"]
    assert rows[2][4:6] == ["3.0", "11"]


@pytest.mark.parametrize("name", ["cancel", "retry", "resume", "again", "undo_ticked", "undo"])
def test_without_the_permission_nothing_can_be_changed(name: str) -> None:
    run = make_run(State.COMPLETED)
    count(run, failed=1, total=2)
    described(run, "Moon Safari", "A text.")
    client = visitor()
    assert client.post(address(name, run)).status_code == 403
    page = read(client, run)
    assert address(name, run) not in page
    assert 'type="checkbox" name="items"' not in page


@pytest.mark.parametrize("name", ["cancel", "retry", "resume", "again", "undo_ticked"])
def test_looking_never_changes_a_run(name: str) -> None:
    assert visitor(CHANGE).get(address(name, make_run())).status_code == 405


def test_a_run_that_was_deleted_is_said_to_be_gone() -> None:
    run = make_run(State.COMPLETED)
    here, cancel = address("change", run), address("cancel", run)
    run.delete()
    client = visitor(CHANGE)
    assert "does not exist any more" in client.get(here, follow=True).content.decode()
    assert client.post(cancel).status_code == 404


def test_the_list_asks_a_constant_number_of_queries() -> None:
    client = visitor()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("admin:enrichment_enrichmentrun_changelist")).status_code == 200
        return len(asked)

    make_run(State.COMPLETED)
    few = queries()
    for _ in range(5):
        make_run(State.COMPLETED)
    assert queries() == few
