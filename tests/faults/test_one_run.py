"""However many start at one instant, through whichever doors: one run, and every other is told so."""

import threading
from collections.abc import Callable
from itertools import cycle, islice

import pytest
from django.contrib.auth.models import User
from django.db import connections
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun
from enrichment.sandbox import Sandbox
from tests.faults import doors
from tests.faults.site import TOKEN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper(sandbox: Sandbox, albums: list[Album], settings: Settings) -> User:
    settings.AIME_API_TOKEN = TOKEN
    return User.objects.create_superuser("keeper")


def knock_together(knocks: list[doors.Door]) -> list[bool]:
    together, let_in = threading.Barrier(len(knocks)), list[bool]()

    def knock(door: Callable[[], bool]) -> None:
        try:
            together.wait()
            let_in.append(door())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=knock, args=(door,)) for door in knocks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return let_in


@pytest.mark.parametrize("number", [10, pytest.param(50, marks=pytest.mark.slow)])
def test_one_of_many_is_let_in(number: int, keeper: User) -> None:
    kinds = [doors.api, doors.button(keeper), doors.command, doors.python, doors.action(keeper)]
    let_in = knock_together([*islice(cycle(kinds), number)])
    assert sorted(let_in) == [False] * (number - 1) + [True]
    assert EnrichmentRun.objects.count() == 1
