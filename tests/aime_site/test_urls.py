"""Uploaded pictures are the owner's."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(settings: Settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "media" / "photos"
    folder.mkdir(parents=True)
    (folder / "air.png").write_bytes(b"png")
    (tmp_path / "secret.txt").write_text("secret")
    return "/media/photos/air.png"


@pytest.fixture
def person(client: Client) -> Client:
    client.force_login(User.objects.create_user("collector"))
    return client


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return response.getvalue()


def test_strangers_are_asked_to_log_in(client: Client, photo: str) -> None:
    response = client.get(photo)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/login/")


def test_people_who_are_logged_in_see_pictures(person: Client, photo: str) -> None:
    assert body(person, photo) == b"png"


def test_a_public_wall_shows_pictures_to_all(client: Client, photo: str, settings: Settings) -> None:
    settings.AIME_PUBLIC_WALL = True
    assert body(client, photo) == b"png"


def test_pictures_are_kept_by_the_readers_browser_alone(person: Client, photo: str) -> None:
    response = person.get(photo)
    response.close()
    assert response.headers["Cache-Control"].startswith("private")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    ["/media/", "/media/photos", "/media/photos/", "/media/../secret.txt", "/media/%2e%2e/secret.txt", "/media/x.png"],
)
def test_nothing_else_is_served(person: Client, photo: str, address: str) -> None:
    assert person.get(address).status_code in (400, 404)


def test_pictures_are_only_read(person: Client, photo: str) -> None:
    assert person.post(photo).status_code == 405


def test_the_admin_is_in_its_place(client: Client) -> None:
    assert client.get("/admin/").status_code == 302
