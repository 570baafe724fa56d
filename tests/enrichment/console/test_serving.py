"""Preparing a site: once, whoever asks."""

import fcntl
import threading
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from enrichment.console.serving import LOCK, prepare
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db


def up_to_date() -> None:
    """The tests' database needs no migrating."""


def test_the_first_account_is_told_once(tmp_path: Path) -> None:
    said: list[str] = []
    prepare(tmp_path, said.append, up_to_date)
    prepare(tmp_path, said.append, up_to_date)
    assert len(said) == 1
    password = said[0].split("password ")[1].splitlines()[0]
    assert User.objects.get(username="admin").check_password(password)


def test_a_site_with_a_superuser_gets_no_second_one(tmp_path: Path) -> None:
    User.objects.create_superuser("owner")
    prepare(tmp_path, pytest.fail, up_to_date)
    assert User.objects.count() == 1


@pytest.mark.slow
def test_a_second_start_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    User.objects.create_superuser("owner")
    said: list[str] = []
    with (tmp_path / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        def let_go() -> None:
            wait_until(lambda: said)
            fcntl.flock(lock, fcntl.LOCK_UN)

        letting_go = threading.Thread(target=let_go, daemon=True)
        letting_go.start()
        prepare(tmp_path, said.append, up_to_date)
    assert said == ["Another start prepares this site just now; waiting for it."]
