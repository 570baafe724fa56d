"""Watching, cancelling and taking up again."""

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from enrichment.models import EnrichmentRun, State
from enrichment.reports.progress import Progress
from tests.enrichment.reports.progress_rows import add_item, add_phase, ago, ahead, make_run, queries
from tests.enrichment.views.callers import client_of

pytestmark = pytest.mark.django_db

ENRICH = "/services/discogs/enrich"


def test_progress_without_a_run_is_idle(program: Client) -> None:
    answer = program.get(f"{ENRICH}/progress").json()
    assert answer["status"] == "idle"
    assert list(answer)[:7] == list(Progress.__annotations__)[:7]
    assert set(answer) == set(Progress.__annotations__)


def test_progress_of_a_run_by_number(program: Client) -> None:
    old, new = make_run(State.COMPLETED), make_run()
    assert program.get(f"{ENRICH}/progress").json()["run_id"] == new.pk
    assert program.get(f"{ENRICH}/progress?run={old.pk}").json()["run_id"] == old.pk


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("4711", 404),
        ("9" * 15, 404),
        ("9" * 40, 400),
        ("0", 400),
        ("-1", 400),
        ("x", 400),
        ("", 400),
        ("٣", 400),
        ("1.0", 400),
    ],
)
def test_runs_that_are_not_there_get_a_sentence(program: Client, number: str, status: int) -> None:
    response = program.get(f"{ENRICH}/progress", {"run": number})
    assert response.status_code == status
    assert response.json()["detail"]


def test_watching_takes_five_queries_beyond_the_login(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    phase = add_phase(make_run(), total=50, enriched=20)
    for _ in range(20):
        add_item(phase)
    program, viewer = client_of("token"), client_of("viewer")
    with django_assert_num_queries(queries(5)):
        program.get(f"{ENRICH}/progress")
    # Session, user, and the permissions given to the user and to the user's groups.
    with django_assert_num_queries(queries(5) + 4):
        viewer.get(f"{ENRICH}/progress")


def test_a_queued_run_is_cancelled_at_once(program: Client) -> None:
    run = make_run(State.QUEUED)
    response = program.post(f"{ENRICH}/cancel")
    assert response.status_code == 202
    assert response.json() == {
        "status": "cancelled",
        "run_id": run.pk,
        "progress_url": f"{ENRICH}/progress?run={run.pk}",
    }


def test_a_run_that_somebody_works_at_is_cancelling_until_they_let_go(program: Client) -> None:
    add_item(add_phase(make_run(), total=1), outcome="", lease_until=ahead(30))
    assert [program.post(f"{ENRICH}/cancel").json()["status"] for _ in range(2)] == ["cancelling", "cancelling"]
    assert program.get(f"{ENRICH}/progress").json()["status"] == "running"


def test_nothing_to_cancel_is_a_conflict(program: Client) -> None:
    make_run(State.COMPLETED)
    response = program.post(f"{ENRICH}/cancel")
    assert (response.status_code, response.json()) == (409, {"detail": "No run is active."})


def test_a_late_click_does_not_cancel_the_next_run(program: Client) -> None:
    old, new = make_run(State.COMPLETED), make_run(State.QUEUED)
    response = program.post(f"{ENRICH}/cancel", {"run": old.pk})
    assert response.status_code == 409
    assert response.json()["run_id"] == old.pk
    assert EnrichmentRun.objects.get(pk=new.pk).state == State.QUEUED
    assert program.post(f"{ENRICH}/cancel", {"run": new.pk}).status_code == 202


@pytest.mark.parametrize("state", [State.COMPLETED, State.STOPPED, State.CANCELLED])
def test_a_run_that_is_over_cannot_be_cancelled(program: Client, state: str) -> None:
    run = make_run(state)
    response = program.post(f"{ENRICH}/cancel", {"run": run.pk})
    assert (response.status_code, response.json()["detail"]) == (409, f"Run {run.pk} is over.")


@pytest.mark.parametrize("door", ["cancel", "retry", "resume"])
@pytest.mark.parametrize(
    ("fields", "status"), [({"run": "4711"}, 404), ({"run": "x"}, 400), ({"force": "1"}, 400), ({"run": ""}, 400)]
)
def test_bad_numbers_of_runs_get_a_sentence(program: Client, door: str, fields: dict[str, str], status: int) -> None:
    response = program.post(f"{ENRICH}/{door}", fields)
    assert response.status_code == status
    assert response.json()["detail"]


def finished_run() -> EnrichmentRun:
    run = make_run(State.CANCELLED)
    phase = add_phase(run, total=3, enriched=1, failed=1)
    for outcome in ("enriched", "failed", ""):
        add_item(phase, outcome=outcome)
    return run


@pytest.mark.parametrize(("door", "outcomes"), [("retry", ["failed"]), ("resume", ["", "failed"])])
def test_what_a_run_left_is_taken_up_by_a_new_one(program: Client, door: str, outcomes: list[str]) -> None:
    parent = finished_run()
    response = program.post(f"{ENRICH}/{door}", {"run": parent.pk})
    assert response.status_code == 202, response.content
    run = EnrichmentRun.objects.get(pk=response.json()["run_id"])
    assert run.parent == parent
    assert run.selection == {"outcomes": outcomes}
    parent.refresh_from_db()
    assert parent.state == State.CANCELLED


@pytest.mark.parametrize("door", ["retry", "resume"])
def test_nothing_is_taken_up_while_a_run_is_active(program: Client, door: str) -> None:
    parent, active = finished_run(), make_run()
    response = program.post(f"{ENRICH}/{door}", {"run": parent.pk})
    assert response.status_code == 409
    assert response.json()["run_id"] == active.pk


@pytest.mark.parametrize("door", ["retry", "resume"])
def test_a_run_with_nothing_left_is_not_taken_up(program: Client, door: str) -> None:
    response = program.post(f"{ENRICH}/{door}", {"run": make_run(State.COMPLETED).pk})
    assert response.status_code == 400
    assert "nothing" in response.json()["detail"]


def test_a_database_that_is_away_is_told_in_json(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(number: int | None) -> None:
        raise OperationalError("password=hunter2")

    monkeypatch.setattr("enrichment.views.api.progress_text", fail)
    response = program.get(f"{ENRICH}/progress")
    assert response.status_code == 503
    assert "hunter2" not in response.content.decode()


def test_names_of_albums_stay_text(program: Client) -> None:
    phase = add_phase(make_run(), total=1, enriched=1)
    add_item(phase, "<script>alert(1)</script> \u202e", finished_at=ago(1))
    answer = program.get(f"{ENRICH}/progress")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.json()["recent"][0]["label"].startswith("<script>")
