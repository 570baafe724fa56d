"""A database that is away for a moment is waited for; half a transaction is never done again."""

import signal
import time
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, transaction
from psycopg.errors import DataCorrupted

from enrichment.console.foreground import Interruption
from enrichment.engine import db_retry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db_retry, "FIRST_PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(db_retry, "LONGEST_PAUSE_SECONDS", 0.002)


def failing(times: int, calls: list[int]) -> str:
    calls.append(1)
    if len(calls) <= times:
        raise OperationalError("away")
    return "done"


def test_it_is_tried_again_until_the_database_is_back() -> None:
    calls: list[int] = []
    assert db_retry.retry_on_db_outage(failing, 3, calls) == "done"
    assert len(calls) == 4


def test_within_a_transaction_nothing_is_tried_again() -> None:
    """What came before it in the transaction is lost: only the whole may be repeated."""
    calls: list[int] = []
    with pytest.raises(OperationalError), transaction.atomic():
        db_retry.retry_on_db_outage(failing, 1, calls)
    assert len(calls) == 1


def test_after_a_while_it_is_given_up() -> None:
    calls: list[int] = []
    with pytest.raises(OperationalError):
        db_retry.retry_on_db_outage(failing, db_retry.TRIES, calls)
    assert len(calls) == db_retry.TRIES


def test_where_a_person_waits_it_is_never_given_up() -> None:
    calls: list[int] = []
    with db_retry.outlasting():
        assert db_retry.retry_on_db_outage(failing, 3 * db_retry.TRIES, calls) == "done"


def test_what_no_waiting_mends_is_not_tried_again(data_dir: Path) -> None:
    calls: list[int] = []

    def damaged() -> None:
        calls.append(1)
        raise DatabaseError("malformed") from DataCorrupted("invalid page in block 0")

    with db_retry.outlasting(), pytest.raises(DatabaseError):
        db_retry.retry_on_db_outage(damaged)
    assert len(calls) == 1


def test_the_first_ctrl_c_ends_the_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is held could be written, so that there is nothing to finish."""
    with Interruption() as interruption, db_retry.outlasting():
        interruption.graceful = True
        monkeypatch.setattr(time, "sleep", lambda _seconds: signal.raise_signal(signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            db_retry.retry_on_db_outage(failing, 1, [])
    assert not db_retry.is_waiting()
