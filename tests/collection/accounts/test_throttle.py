"""Signing in may fail so often, for an account and from an address; then one waits, and is told how long."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

pytestmark = pytest.mark.django_db
DOORS = ["/login/", "/admin/login/"]
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.1"
RIGHT = "pass word 9"
ATTEMPTS = settings.AXES_FAILURE_LIMIT
LIMIT = 4  # of these tests, each of which reaches it


@pytest.fixture(autouse=True)
def owner(settings: Settings) -> User:
    settings.AXES_FAILURE_LIMIT = LIMIT
    return User.objects.create_superuser("owner", password=RIGHT)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def attempt(door: str = DOORS[0], password: str = "wrong", *, name: str = "owner", address: str = HOME) -> Any:
    return Client().post(door, {"username": name, "password": password}, REMOTE_ADDR=address)


def fail(times: int, **more: Any) -> None:
    for _ in range(times):
        attempt(**more)


def test_a_person_may_mistype_nine_times() -> None:
    assert ATTEMPTS == 10


@pytest.mark.parametrize("door", DOORS)
def test_after_so_many_wrong_passwords_even_the_right_one_waits_and_is_told_how_long(door: str) -> None:
    fail(LIMIT - 1, door=door)
    assert attempt(door, RIGHT).status_code == 302
    last = attempt(door)
    assert last.status_code == 429
    for answer in (last, attempt(door, RIGHT)):
        assert answer.status_code == 429
        assert 590 < int(answer.headers["Retry-After"]) <= 600
        page = answer.content.decode()
        assert "try again in 10 minutes" in page
        assert "manage.py account NAME --new-password" in page


def test_both_doors_count_together() -> None:
    fail(LIMIT // 2, door=DOORS[0])
    fail(LIMIT - LIMIT // 2, door=DOORS[1])
    assert attempt(DOORS[0], RIGHT).status_code == 429


def test_the_wait_ends_by_itself_and_is_not_made_longer_by_trying(clock: time_machine.Traveller) -> None:
    fail(LIMIT)
    clock.shift(timedelta(minutes=9))
    answer = attempt(password=RIGHT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "try again in a minute" in answer.content.decode()
    clock.shift(timedelta(seconds=61))
    assert attempt(password=RIGHT).status_code == 302


def test_an_account_is_guarded_against_guesses_from_many_addresses() -> None:
    for number in range(LIMIT):
        attempt(address=f"198.51.100.{number}")
    assert attempt(password=RIGHT, address=ELSEWHERE).status_code == 429


def test_an_address_that_tries_many_accounts_waits() -> None:
    for number in range(LIMIT):
        attempt(name=f"person{number}")
    assert attempt(password=RIGHT).status_code == 429
    assert attempt(password=RIGHT, address=ELSEWHERE).status_code == 302


@pytest.mark.slow
def test_guesses_from_elsewhere_do_not_lock_the_owner_out_at_home() -> None:
    assert attempt(password=RIGHT, address=HOME).status_code == 302
    fail(2 * LIMIT, address=ELSEWHERE)
    assert attempt(password=RIGHT, address=ELSEWHERE).status_code == 429
    assert attempt(password=RIGHT, address=HOME).status_code == 302


def test_at_home_guesses_are_counted_as_well() -> None:
    assert attempt(password=RIGHT, address=HOME).status_code == 302
    fail(LIMIT, address=HOME)
    assert attempt(password=RIGHT, address=HOME).status_code == 429


@pytest.mark.slow
def test_signing_in_oneself_in_between_does_not_begin_the_count_anew() -> None:
    User.objects.create_user("guest", password=RIGHT)
    for _ in range(LIMIT):
        attempt()
        attempt(name="guest", password=RIGHT)
    assert attempt(password=RIGHT).status_code == 429


def test_a_forged_forwarding_header_changes_nothing() -> None:
    for number in range(LIMIT):
        Client(headers={"X-Forwarded-For": f"198.51.100.{number}"}).post(
            DOORS[0], {"username": f"person{number}", "password": "wrong"}, REMOTE_ADDR=HOME
        )
    assert attempt(password=RIGHT).status_code == 429


def test_the_command_is_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    fail(LIMIT)
    call_command("account", "owner", "--new-password")
    found = re.search(r"Sign in as owner with the password (\S+)", capsys.readouterr().out)
    assert found
    assert attempt(password=RIGHT).status_code == 200
    assert attempt(password=found[1]).status_code == 302


def test_no_password_is_kept_of_what_was_typed() -> None:
    fail(3, password="a secret that was typed")
    kept = str(list(AccessAttempt.objects.values()))
    assert "owner" in kept
    assert "secret" not in kept


def test_from_where_people_came_is_forgotten_after_a_month(clock: time_machine.Traveller) -> None:
    attempt(password=RIGHT)
    clock.shift(timedelta(days=31))
    attempt(password=RIGHT, address=ELSEWHERE)
    assert list(AccessLog.objects.values_list("ip_address", flat=True)) == [ELSEWHERE]


def test_the_wait_is_said_in_french_too() -> None:
    fail(LIMIT)
    answer = Client(headers={"Accept-Language": "fr"}).post(
        DOORS[0], {"username": "owner", "password": "x"}, REMOTE_ADDR=HOME
    )
    assert "réessayez dans 10 minutes" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
