"""What gunicorn's main process hears of a worker."""

from unittest.mock import Mock

import pytest

from enrichment.processes import web_worker


def test_a_busy_worker_says_once_a_second_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Mock(side_effect=[1000.0, 1000.1, 1000.9, 1001.0, 1001.5])
    monkeypatch.setattr(web_worker, "time", Mock(monotonic=clock))
    worker = object.__new__(web_worker.GatheringWorker)
    worker.tmp = Mock()
    told = []
    for _request in range(5):
        worker.notify()
        told.append(worker.tmp.notify.call_count)
    assert told == [1, 1, 1, 2, 2]
