"""The site can be installed on a phone, at the top of a host or under a path."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.test.utils import override_script_prefix
from PIL import Image
from pytest_django import Settings

MANIFEST = "/manifest.webmanifest"


@pytest.mark.parametrize("path", ["", "/music"])
def test_everything_in_it_lies_under_the_sites_path(client: Client, settings: Settings, path: str) -> None:
    settings.STATIC_URL = f"{path}/static/"
    with override_script_prefix(f"{path}/"):
        reply = client.get(MANIFEST)
    assert reply.headers["Content-Type"] == "application/manifest+json"
    about = reply.json()
    assert {about["id"], about["start_url"], about["scope"]} == {f"{path}/"}
    assert about["display"] == "standalone"
    assert {icon["purpose"] for icon in about["icons"]} == {"any", "maskable"}
    for icon in about["icons"]:
        assert icon["src"].startswith(f"{path}/static/")
        assert icon["sizes"] == size_of(icon["src"].removeprefix(f"{path}/static/"))


def size_of(name: str) -> str:
    found = finders.find(name)
    assert found, name
    with Image.open(Path(found)) as picture:
        return f"{picture.width}x{picture.height}"


def test_it_speaks_the_readers_language_and_is_only_read(client: Client) -> None:
    french = client.get(MANIFEST, headers={"accept-language": "fr"})
    assert (french.json()["lang"], french.json()["description"]) == ("fr", "Votre collection de disques")
    assert "Accept-Language" in french.headers["Vary"]
    assert client.post(MANIFEST).status_code == 405


@pytest.mark.django_db
def test_every_page_names_it_and_an_icon_for_the_home_screen(client: Client) -> None:
    page = client.get("/login/").content.decode()
    assert f'<link rel="manifest" href="{MANIFEST}">' in page
    icon = re.search(r'<link rel="apple-touch-icon" href="/static/([^"]+)">', page)
    assert icon
    assert size_of(icon[1]) == "180x180"
