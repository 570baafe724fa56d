"""Many starts at one instant make one run."""

import threading
from collections import Counter

import pytest
import requests
from pytest_django.live_server_helper import LiveServer

from enrichment.models import ACTIVE_STATES, EnrichmentRun
from tests.enrichment.views.callers import TOKEN


def statuses_of_starts(url: str, number: int) -> Counter[int]:
    barrier, statuses = threading.Barrier(number), Counter[int]()

    def start() -> None:
        barrier.wait()
        reply = requests.post(url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60)
        statuses[reply.status_code] += 1
        reply.close()

    threads = [threading.Thread(target=start) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


@pytest.mark.parametrize("number", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_one_of_many_starts_wins_and_the_others_are_told(
    transactional_db: None, live_server: LiveServer, number: int
) -> None:
    statuses = statuses_of_starts(f"{live_server.url}/services/discogs/enrich", number)
    assert statuses == {202: 1, 409: number - 1}
    assert EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).count() == 1
    assert EnrichmentRun.objects.count() == 1
