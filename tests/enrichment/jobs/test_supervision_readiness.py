"""Whether background work may begin: what waits for `migrate` is what Django would migrate."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.db import OperationalError
from pytest_django import Settings
from redis.exceptions import AuthenticationError, NoPermissionError
from redis.exceptions import ConnectionError as RedisAway

from enrichment.jobs.supervision.supervisor import Obstacle, obstacle, reach_database, reach_queue
from enrichment.outages import Outage, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one more app, whose tables nobody has made. The connection of the test is not looked at: whether it
    is usable is told by closing it.
    """
    for door in ("reach_database", "reach_queue"):
        monkeypatch.setattr(f"enrichment.jobs.supervision.supervisor.{door}", lambda: None)
    (tmp_path / "migrations").mkdir()
    more = SimpleNamespace(label="more", path=str(tmp_path))
    known = list(apps.get_app_configs())
    monkeypatch.setattr("enrichment.jobs.supervision.supervisor.apps.get_app_configs", lambda: [*known, more])
    return tmp_path / "migrations"


def test_a_migration_that_was_not_made_yet_is_waited_for(migrations: Path) -> None:
    (migrations / "0001_initial.py").touch()
    why = obstacle()
    assert why is not None
    assert "migrate" in why.sentence


@pytest.mark.parametrize("name", ["_helpers.py", "~0001_draft.py", "old/__init__.py"])
def test_what_django_takes_for_no_migration_is_not_waited_for(migrations: Path, name: str) -> None:
    (migrations / name).parent.mkdir(exist_ok=True)
    (migrations / name).touch()
    assert obstacle() is None


MODULE = "enrichment.jobs.supervision.supervisor"


def refusing(error: Exception) -> Callable[[], NoReturn]:
    def refuse() -> NoReturn:
        raise error

    return refuse


@pytest.mark.parametrize(
    ("error", "why", "refusal"),
    [
        (OperationalError("connection refused\n\tIs the server running?"), "connection refused", None),
        (OperationalError(""), "OperationalError", None),
        (OperationalError('FATAL: password authentication failed for user "a"'), "FATAL", Refusal.USER),
        (OperationalError('FATAL: database "aime" does not exist'), "FATAL", Refusal.DATABASE),
    ],
    ids=["nobody there", "without a word", "a wrong password", "no such database"],
)
def test_a_database_that_cannot_be_reached_is_told_in_one_line(
    error: Exception, why: str, refusal: Refusal | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = Mock(ensure_connection=refusing(error))
    monkeypatch.setattr(f"{MODULE}.connection", connection)
    found = reach_database()
    assert found is not None
    assert found.sentence.startswith(f"The database cannot be reached ({why}")
    assert found.sentence.endswith("; trying again.")
    assert "\n" not in found.sentence
    assert found.refusal is refusal
    connection.close.assert_called_once_with()


def test_a_database_on_a_full_disk_is_waited_for_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}.connection", Mock(ensure_connection=refusing(OperationalError("disk full"))))
    monkeypatch.setattr(f"{MODULE}.outage_of", lambda _error: Outage.FULL)
    assert reach_database() == Obstacle(Outage.FULL.sentence)


def test_a_damaged_database_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}.connection", Mock(ensure_connection=refusing(OperationalError("malformed"))))
    monkeypatch.setattr(f"{MODULE}.outage_of", lambda _error: Outage.DAMAGED)
    with pytest.raises(OperationalError, match="malformed"):
        reach_database()


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (RedisAway("Error 111 connecting to 127.0.0.1:9"), None),
        (AuthenticationError("invalid username-password pair"), Refusal.QUEUE_PASSWORD),
        (NoPermissionError("this user has no permissions"), Refusal.QUEUE_RIGHTS),
    ],
    ids=["nobody there", "a wrong password", "no rights"],
)
def test_a_queue_that_cannot_be_reached_names_the_setting(
    error: Exception, refusal: Refusal | None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.Q_CLUSTER = {"redis": "redis://127.0.0.1:9"}
    monkeypatch.setattr(f"{MODULE}.queue.check_queue", refusing(error))
    assert reach_queue() == Obstacle(f"The queue cannot be reached ({error}): see REDIS_URL; trying again.", refusal)


def test_what_stands_in_the_way_first_is_told_first(migrations: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_away, database_away = Obstacle("the queue"), Obstacle("the database")
    monkeypatch.setattr(f"{MODULE}.reach_queue", lambda: queue_away)
    assert obstacle() == queue_away
    (migrations / "0001_initial.py").touch()
    told = obstacle()
    assert told is not None
    assert "not up to date" in told.sentence
    monkeypatch.setattr(f"{MODULE}.reach_database", lambda: database_away)
    assert obstacle() == database_away
