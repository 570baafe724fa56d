"""What the pages share: times in words, the live panel, the language that is offered, and who may see what."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from enrichment.admin import pages
from enrichment.engine.request import RunRequest
from enrichment.models import EnrichmentRun, Kind, Outcome, PhaseState, RunItem, State, WorkerHeartbeat
from tests.builders import make_album
from tests.enrichment.admin.people import count, make_run
from tests.enrichment.admin.rows import add_item, described
from tests.enrichment.reports.progress_rows import queries

HOUR = 3600


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "less than a minute"),
        (10, 60, "less than a minute"),
        (10, 61, "1–2 min"),
        (180, 299, "3–5 min"),
        (59 * 60, 3 * HOUR - 1, "59–180 min"),
        (59 * 60, 3 * HOUR, "1–3 h"),
        (11 * HOUR, 22 * HOUR + 1, "11–23 h"),
    ],
)
def test_a_time_to_expect_is_a_range_in_whole_minutes_or_hours(low: int, high: int, words: str) -> None:
    assert pages.duration_range(low, high) == words


@given(st.integers(0, 400_000), st.integers(0, 400_000))
def test_a_range_never_promises_less_than_its_upper_end(one: int, other: int) -> None:
    low, high = sorted((one, other))
    words = pages.duration_range(low, high)
    if "–" in words:
        first, last = words.split(" ")[0].split("–")
        unit = HOUR if words.endswith(" h") else 60
        assert int(first) <= int(last)
        assert int(last) * unit >= high
    else:
        assert high <= 60


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (1.4, "1 second"),
        (59.4, "59 seconds"),
        (59.6, "1 min 0 s"),
        (192, "3 min 12 s"),
        (3599.6, "1 h 0 min"),
        (7500, "2 h 5 min"),
    ],
)
def test_a_time_taken_is_told_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert pages.duration(seconds) == words


def test_a_state_with_markup_in_its_words_is_shown_and_never_obeyed() -> None:
    assert pages.state_word("present", "<b>there</b>") == (
        '<span class="aime-state aime-is-present">&lt;b&gt;there&lt;/b&gt;</span>'
    )


def asked(language: str = "", *, session: dict[str, str] | None = None) -> Any:
    request = RequestFactory().post("/", {"language": language} if language else {})
    request.session = {} if session is None else session  # type: ignore[assignment]
    return request


def test_a_language_that_was_chosen_once_is_offered_from_then_on(settings: Settings) -> None:
    session: dict[str, str] = {}
    assert pages.chosen_language(asked("fr", session=session)) == "fr"
    assert pages.chosen_language(asked(session=session)) == "fr"
    assert pages.offered_language(session) == "fr"  # type: ignore[arg-type]


def test_a_language_that_nobody_writes_is_not_offered_again() -> None:
    session: dict[str, str] = {}
    assert pages.chosen_language(asked("klingon", session=session)) == "klingon"
    assert session == {}


@pytest.mark.parametrize(
    ("options", "is_offered"),
    [({}, True), ({"only": "descriptions"}, True), ({"only": "artist_images"}, False), ({"kind": Kind.DISCOGS}, False)],
    ids=["everything", "texts", "photos", "Discogs"],
)
def test_a_language_is_asked_for_where_texts_are_written(options: dict[str, Any], is_offered: bool) -> None:
    field = pages.language_field(asked(), RunRequest(**options))
    assert (field is not None) is is_offered


def test_the_language_of_the_run_stands_in_the_field() -> None:
    field = pages.language_field(asked(), RunRequest(language="de"))
    assert field is not None
    assert field.initial == "de"


def somebody(*permissions: str) -> Any:
    return SimpleNamespace(user=SimpleNamespace(has_perm=lambda name: name in permissions))


@pytest.mark.parametrize("permission", [pages.START, pages.CHANGE, pages.VIEW])
def test_one_permission_opens_its_own_door_alone(permission: str) -> None:
    pages.require(somebody(permission), permission)
    for other in {pages.START, pages.CHANGE, pages.VIEW} - {permission}:
        with pytest.raises(PermissionDenied):
            pages.require(somebody(other), permission)


def test_a_stranger_may_nothing() -> None:
    with pytest.raises(PermissionDenied):
        pages.require(SimpleNamespace(user=AnonymousUser()), pages.VIEW)  # type: ignore[arg-type]


pytest_db = pytest.mark.django_db


@pytest_db
def test_without_a_run_there_is_nothing_live() -> None:
    assert pages.live_run() == {"live": None}


@pytest_db
@pytest.mark.parametrize(
    ("state", "failed", "remaining", "can"),
    [
        (State.RUNNING, 0, 3, {"cancel"}),
        (State.RUNNING, 1, 3, {"cancel"}),
        (State.QUEUED, 0, 3, {"cancel"}),
        (State.CANCELLING, 0, 3, set()),
        (State.COMPLETED, 0, 0, set()),
        (State.COMPLETED, 2, 0, {"retry"}),
        (State.CANCELLED, 0, 4, {"resume"}),
        (State.STOPPED, 1, 4, {"retry", "resume"}),
    ],
)
def test_the_panel_offers_what_can_be_done_now(state: State, failed: int, remaining: int, can: set[str]) -> None:
    run = make_run(state)
    count(run, total=5 + failed + remaining, enriched=5, failed=failed)
    shown = pages.live_run(run.pk)
    assert {name for name in ("cancel", "retry", "resume") if shown[f"live_can_{name}"]} == can


@pytest_db
def test_the_counts_of_the_panel_are_named_in_the_order_of_the_outcomes() -> None:
    run = make_run(State.COMPLETED)
    count(run, total=28, enriched=1, cached=2, kept=3, not_found=4, review=5, failed=6)
    counts = pages.live_run(run.pk)["live_counts"]
    assert [(each["name"], each["value"]) for each in counts] == [
        ("enriched", 1),
        ("cached", 2),
        ("kept", 3),
        ("not_found", 4),
        ("review", 5),
        ("failed", 6),
        ("remaining", 7),
    ]
    with translation.override("fr"):
        french = pages.live_run(run.pk)["live_counts"]
    assert not {each["label"] for each in counts} & {each["label"] for each in french}


@pytest_db
def test_what_a_run_took_is_told_once_it_is_over() -> None:
    began = timezone.now() - timedelta(seconds=192)
    run = make_run(State.RUNNING, started_at=began)
    assert pages.live_run(run.pk)["live_took"] == ""
    over = began + timedelta(seconds=192)
    EnrichmentRun.objects.filter(pk=run.pk).update(state=State.COMPLETED, finished_at=over)
    assert pages.live_run(run.pk)["live_took"] == "3 min 12 s"


@pytest_db
def test_tokens_are_summed_over_the_phases_and_grouped() -> None:
    run = make_run(State.COMPLETED)
    count(run, prompt_tokens=12_000, completion_tokens=345)
    count(run, "artist_images", estimated_tokens=0, prompt_tokens=1)
    shown = pages.live_run(run.pk)
    assert shown["live_tokens"] == "12,346"
    assert shown["live_estimated"] is False
    count(run, estimated_tokens=9)
    assert pages.live_run(run.pk)["live_estimated"] is True


@pytest_db
def test_the_last_sign_of_life_is_that_of_any_worker() -> None:
    assert pages.last_sign_of_life() is None
    early, late = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
    for place, beat in enumerate((early, late, early)):
        WorkerHeartbeat.objects.create(host="nas", pid=place + 1, beat_at=beat)
    assert pages.last_sign_of_life() == late


@pytest_db
def test_a_notice_is_shown_for_the_sources_among_the_last_results() -> None:
    run = make_run(State.RUNNING)
    add_item(run, Outcome.ENRICHED, album=make_album("Moon Safari", "AIR", source="lastfm"))
    owed = {each["source"]: each["shown"] for each in pages.live_run(run.pk)["live_owed"]}
    assert owed == {"discogs": False, "lastfm": True}


@pytest_db
def test_the_panel_asks_no_more_queries_for_more_items(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    run = make_run(State.COMPLETED)
    described(run, "Moon Safari", "A text.")
    RunItem.objects.update(finished_at=timezone.now())
    with django_assert_num_queries(queries(4)):
        pages.live_run(run.pk)
    for number in range(5):
        described(run, f"Album {number}", "A text.")
    run.phases.update(state=PhaseState.DONE)
    with django_assert_num_queries(queries(4)):
        pages.live_run(run.pk)
