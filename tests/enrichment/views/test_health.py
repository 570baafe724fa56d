from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from enrichment.models import State
from tests.enrichment.reports.progress.progress_rows import ago, make_run
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
    assert (answer["status"], answer["active_run"], answer["queue_depth"]) == ("ok", run.pk, 0)
    assert answer["heartbeat_age"] == pytest.approx(40, abs=5)
    assert answer["worker_alive"] is False


def test_without_a_run_there_is_no_heartbeat(program: Client) -> None:
    make_run(State.COMPLETED)
    answer = program.get("/healthz").json()
    assert (answer["active_run"], answer["heartbeat_age"], answer["worker_alive"]) == (None, None, True)


def test_a_database_that_is_away_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Any:
        raise OperationalError("password=hunter2")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable"})


def test_health_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
