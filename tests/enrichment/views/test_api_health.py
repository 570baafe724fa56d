from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django_q.tasks import async_task

from enrichment.models import Kind, State, WorkerHeartbeat
from tests.enrichment.reports.progress_rows import ago, make_run
from tests.enrichment.views.callers import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("caller", ["anonymous", "stranger", "wrong_token"])
def test_strangers_learn_only_that_it_works(caller: str) -> None:
    make_run()
    assert client_of(caller).get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("caller", ["viewer", "token"])
def test_who_may_watch_sees_the_background_work(caller: str) -> None:
    run = make_run(heartbeat_at=ago(40))
    answer = client_of(caller).get("/healthz").json()
    assert (answer["status"], answer["active_run"], answer["queue_depth"]) == ("no_worker", run.pk, 0)
    assert answer["heartbeat_age"] == pytest.approx(40, abs=5)
    assert answer["worker_alive"] is False


def test_without_a_run_there_is_no_heartbeat(program: Client) -> None:
    make_run(State.COMPLETED)
    answer = program.get("/healthz").json()
    assert (answer["active_run"], answer["heartbeat_age"], answer["worker_alive"]) == (None, None, True)


@pytest.mark.parametrize("kind", Kind.values)
def test_a_run_of_whatever_kind_is_watched(program: Client, kind: str) -> None:
    run = make_run(kind=kind, heartbeat_at=ago(40))
    answer = program.get("/healthz").json()
    assert (answer["active_run"], answer["worker_alive"]) == (run.pk, False)


def test_of_several_runs_all_are_named_and_none_may_lack_a_worker(program: Client) -> None:
    runs = [make_run(kind=Kind.DISCOGS), make_run(kind=Kind.LASTFM, heartbeat_at=ago(300))]
    answer = program.get("/healthz").json()
    assert answer["active_runs"] == [run.pk for run in runs]
    assert answer["worker_alive"] is False


def test_a_worker_that_answers_shows_without_a_run(program: Client) -> None:
    assert program.get("/healthz").json()["worker_age"] is None
    WorkerHeartbeat.objects.create(host="attic", pid=1, answered_at=ago(50))
    WorkerHeartbeat.objects.create(host="cellar", pid=2, answered_at=ago(20))
    WorkerHeartbeat.objects.create(host="garden", pid=3)
    assert program.get("/healthz").json()["worker_age"] == pytest.approx(20, abs=5)


def test_a_database_that_is_away_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Any:
        raise OperationalError("password=hunter2")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (
        503,
        {"status": "unavailable", "detail": "The database cannot be reached for now."},
    )


def test_work_that_waits_for_want_of_a_worker_is_503_for_everybody(client: Client, program: Client) -> None:
    async_task("enrichment.jobs.queue.ping", 1)
    assert (client.get("/healthz").status_code, client.get("/healthz").json()) == (503, {"status": "no_worker"})
    assert client.get("/healthz?part=site").json() == {"status": "ok"}, "its container needs no new start"
    assert program.get("/healthz").json()["queue_depth"] == 1
    WorkerHeartbeat.objects.create(host="attic", pid=1, beat_at=ago(31))
    assert client.get("/healthz").status_code == 503, "one that was there once does nothing"
    WorkerHeartbeat.objects.create(host="cellar", pid=2)
    assert (client.get("/healthz").status_code, client.get("/healthz").json()) == (200, {"status": "ok"})


def test_a_site_without_work_needs_no_worker(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_prometheus_reads_gauges_and_strangers_one_alone(client: Client, program: Client) -> None:
    make_run(heartbeat_at=ago(40))
    WorkerHeartbeat.objects.create(host='att"ic', pid=1)
    answer = program.get("/healthz?format=prometheus")
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, "text/plain")
    lines = answer.content.decode().splitlines()
    assert {"aime_up 0", "aime_worker_alive 0", "aime_active_runs 1", "aime_queue_depth 0", "aime_overdue 0"} <= {
        *lines
    }
    assert any(line.startswith('aime_worker_seen_age{host="att\\"ic"} ') for line in lines)
    assert all(line.startswith(("# HELP aime_", "# TYPE aime_", "aime_")) for line in lines)
    values = [line for line in client.get("/healthz?format=prometheus").content.decode().splitlines() if line[0] != "#"]
    assert values == ["aime_up 0"]


def test_health_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
