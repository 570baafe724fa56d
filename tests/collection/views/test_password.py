"""Somebody of the household changes the own password on the site."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db
OLD, NEW = "pass word 9", "another word 10"


@pytest.fixture
def at_home(client: Client) -> Client:
    User.objects.create_user("person", password=OLD)
    assert client.post("/login/", {"username": "person", "password": OLD}).status_code == 302
    return client


def change(client: Client, old: str = OLD, new: str = NEW, again: str = NEW) -> str:
    form = {"old_password": old, "new_password1": new, "new_password2": again}
    response = client.post("/password/", form, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_the_menu_leads_there_and_the_new_password_counts(at_home: Client) -> None:
    assert 'href="/password/"' in at_home.get("/").content.decode()
    assert "Your password was changed." in change(at_home)
    assert at_home.get("/").status_code == 200, "who changed it stays signed in"
    assert Client().post("/login/", {"username": "person", "password": NEW}).status_code == 302
    assert Client().post("/login/", {"username": "person", "password": OLD}).status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "Your old password was entered incorrectly"),
        (OLD, NEW, "other", "The two password fields"),
        (OLD, "12345", "12345", "too short"),
        (OLD, "person99", "person99", "too similar"),
    ],
)
def test_what_does_not_do_is_said_and_changes_nothing(
    at_home: Client, old: str, new: str, again: str, said: str
) -> None:
    page = change(at_home, old, new, again)
    assert 'role="alert"' in page
    assert said in page
    assert User.objects.get().check_password(OLD)


def test_strangers_are_sent_to_the_login(client: Client) -> None:
    assert client.get("/password/").headers["Location"].startswith("/login/")
