"""`manage.py account`: one step for an account of the household, one for a forgotten password."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

pytestmark = pytest.mark.django_db


def made(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The password that the command printed."""
    call_command("account", *words)
    found = re.search(r"with the password (\S+)", capsys.readouterr().out)
    assert found
    return found[1]


def signs_in(name: str, password: str, client: Client | None = None) -> bool:
    return (client or Client()).post("/login/", {"username": name, "password": password}).status_code == 302


def test_one_step_makes_an_account_that_reads_the_wall_and_nothing_more(capsys: pytest.CaptureFixture[str]) -> None:
    client = Client()
    assert signs_in("Zoë", made(capsys, "Zoë"), client)
    assert client.get("/").status_code == 200
    assert client.get("/admin/").status_code == 302
    user = User.objects.get(username="Zoë")
    assert (user.is_staff, user.is_superuser, user.user_permissions.count()) == (False, False, 0)


def test_a_name_that_is_taken_or_none_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    before = made(capsys, "zoe")
    with pytest.raises(
        CommandError, match=r"zoe already\. A new password for it: uv run manage.py account zoe --new-password"
    ):
        call_command("account", "zoe")
    assert signs_in("zoe", before)
    for name in ("", "a b", "x" * 151, "nul\0"):
        with pytest.raises(CommandError):
            call_command("account", name)
    assert User.objects.count() == 1


def test_a_new_password_ends_the_old_one_and_its_sessions(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_superuser("admin", password="forgotten 1")
    client = Client()
    assert signs_in("admin", "forgotten 1", client)
    password = made(capsys, "admin", "--new-password")
    assert client.get("/").status_code == 302
    assert not signs_in("admin", "forgotten 1")
    assert signs_in("admin", password)
    assert User.objects.get().is_superuser


def test_a_new_password_for_nobody_is_one_sentence() -> None:
    with pytest.raises(CommandError, match="There is no account nobody"):
        call_command("account", "nobody", "--new-password")
