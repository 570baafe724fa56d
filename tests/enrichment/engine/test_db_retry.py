"""A database that is away for a moment is waited for; half a transaction is never done again."""

import pytest
from django.db import OperationalError, transaction

from enrichment.engine import db_retry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db_retry, "FIRST_PAUSE_SECONDS", 0.001)


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
