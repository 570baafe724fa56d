"""A fault of the site's own, seen from outside."""

import logging

import pytest
from django.test import Client, RequestFactory

from enrichment.views import access, health, runs
from enrichment.views.unexpected import server_error
from tests.enrichment.views.callers import TOKEN

pytestmark = pytest.mark.django_db
SECRET = "sk-planted-4711"


def fails(*_arguments: object, **_options: object) -> None:
    raise RuntimeError(SECRET)


@pytest.fixture
def visitor(caplog: pytest.LogCaptureFixture) -> Client:
    caplog.set_level(logging.CRITICAL, "django.request")
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {TOKEN}"})


@pytest.mark.parametrize(
    ("module", "name", "address"),
    [
        (runs, "progress_text", "/services/discogs/enrich/progress"),
        (access, "caller_of", "/services/discogs/enrich/progress"),
        (runs, "not_found", "/services/nowhere"),
        (health, "obstacle", "/healthz"),
    ],
)
def test_programs_get_json_without_details(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, module: object, name: str, address: str
) -> None:
    monkeypatch.setattr(module, name, fails)
    response = visitor.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert response.json() == {"detail": "An unexpected error; the log has the details."}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/admin/", "/service", "/healthz.html"])
def test_people_get_a_page(address: str) -> None:
    response = server_error(RequestFactory().get(address))
    assert (response.status_code, response.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
