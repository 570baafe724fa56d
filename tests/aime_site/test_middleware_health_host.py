"""Whoever asks for the site's health is answered, by whatever name."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["localhost", "10.1.2.3:8000", "stranger.example", "a_b", "[::1]", "?", ""])
def test_health_is_told_by_any_name(host: str) -> None:
    response = Client(headers={"Host": host}).get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_every_other_page_insists_on_a_name_of_ours() -> None:
    for page in ("/", "/admin/", "/healthz/", "/services/discogs/enrich/progress"):
        assert Client(headers={"Host": "stranger.example"}).get(page).status_code == 400


def test_health_behind_a_proxy_that_tells_a_strange_name_is_told_too(settings: Settings) -> None:
    settings.USE_X_FORWARDED_HOST = True
    assert Client(headers={"X-Forwarded-Host": "stranger.example"}).get("/healthz").status_code == 200
    assert Client(headers={"X-Forwarded-Host": "stranger.example"}).get("/").status_code == 400
