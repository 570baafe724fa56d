"""The way in for the household, and out again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db
LOGIN = "/login/"


@pytest.fixture
def person() -> User:
    """Somebody of the household who is not of the staff."""
    return User.objects.create_user("person", password="pass word 9")


def log_in(client: Client, password: str = "pass word 9", **more: str) -> str:
    """Where the form leads; the words of its answer where it leads nowhere."""
    response = client.post(LOGIN, {"username": "person", "password": password, **more})
    return response.headers.get("Location", response.content.decode())


def test_somebody_who_is_not_staff_gets_to_the_album_asked_for(client: Client, person: User) -> None:
    address = f"/albums/{make_album('Moon Safari').pk}/"
    form = client.get(client.get(address).headers["Location"]).content.decode()
    assert f'name="next" value="{address}"' in form
    assert log_in(client, next=address) == address
    assert client.get(address).status_code == 200


def test_without_a_goal_the_login_leads_to_the_wall(client: Client, person: User) -> None:
    assert log_in(client) == "/"


@pytest.mark.parametrize("goal", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_login_leads_nowhere_else(client: Client, person: User, goal: str) -> None:
    assert log_in(client, next=goal) == "/"


def test_a_wrong_password_is_said(client: Client, person: User) -> None:
    page = log_in(client, "wrong")
    assert 'role="alert"' in page
    assert "Please enter a correct username and password" in page
    assert "wrong" not in page


def test_an_empty_form_is_said(client: Client, person: User) -> None:
    assert "Give both the name and the password." in log_in(client, "")


def test_the_staff_goes_on_to_the_admin_with_the_same_session(client: Client, person: User) -> None:
    person.is_staff = person.is_superuser = True
    person.save()
    log_in(client)
    assert client.get(reverse("admin:index")).status_code == 200


def test_others_are_still_kept_out_of_the_admin(client: Client, person: User) -> None:
    log_in(client)
    assert client.get(reverse("admin:index")).headers["Location"].startswith(reverse("admin:login"))


def test_logging_out_takes_a_post_and_ends_the_session(client: Client, person: User) -> None:
    make_album("Moon Safari")
    log_in(client)
    assert 'action="/logout/"' in client.get("/").content.decode()
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").headers["Location"] == "/"
    assert client.get("/").headers["Location"] == f"{LOGIN}?next=/"
