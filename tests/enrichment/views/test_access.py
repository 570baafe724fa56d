"""Who gets which answer, at every address."""

import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import Settings

from enrichment.models import EnrichmentRun
from enrichment.urls import urlpatterns
from enrichment.views import access, api
from enrichment.views.access import server_error
from tests.enrichment.views.callers import NAMES, TOKEN, client_of, person

pytestmark = pytest.mark.django_db

ENRICH = "/services/discogs/enrich"
# By caller: anonymous, without permission, viewer, keeper, token, wrong token.
TABLE = {
    (ENRICH, "GET"): (401, 403, 403, 405, 405, 401),
    (ENRICH, "POST"): (401, 403, 403, 202, 202, 401),
    (f"{ENRICH}/progress", "GET"): (401, 403, 200, 200, 200, 401),
    (f"{ENRICH}/progress", "POST"): (401, 403, 405, 405, 405, 401),
    (f"{ENRICH}/estimate", "GET"): (401, 403, 200, 200, 200, 401),
    (f"{ENRICH}/estimate", "POST"): (401, 403, 405, 405, 405, 401),
    (f"{ENRICH}/cancel", "GET"): (401, 403, 403, 405, 405, 401),
    (f"{ENRICH}/cancel", "POST"): (401, 403, 403, 409, 409, 401),
    (f"{ENRICH}/retry", "GET"): (401, 403, 403, 405, 405, 401),
    (f"{ENRICH}/retry", "POST"): (401, 403, 403, 400, 400, 401),
    (f"{ENRICH}/resume", "GET"): (401, 403, 403, 405, 405, 401),
    (f"{ENRICH}/resume", "POST"): (401, 403, 403, 400, 400, 401),
    (f"{ENRICH}/", "GET"): (404,) * 6,
    (f"{ENRICH}/", "POST"): (404,) * 6,
    ("/services", "GET"): (404,) * 6,
    ("/services/../secrets", "POST"): (404,) * 6,
    ("/services/a%0Ab", "POST"): (404,) * 6,
    ("/healthz", "GET"): (200,) * 6,
    ("/healthz", "POST"): (405,) * 6,
}
ROWS = [
    (address, method, caller, status)
    for (address, method), statuses in TABLE.items()
    for caller, status in zip(NAMES, statuses, strict=True)
]


def assert_plain_json(response: Any) -> None:
    assert response.headers["Content-Type"] == "application/json"
    assert "Location" not in response.headers
    assert TOKEN not in response.content.decode()


@pytest.mark.parametrize(("address", "method", "caller", "status"), ROWS)
def test_each_caller_gets_the_answer_due(address: str, method: str, caller: str, status: int) -> None:
    response = client_of(caller).generic(method, address)
    assert response.status_code == status, response.content
    assert_plain_json(response)
    assert EnrichmentRun.objects.count() == (1 if status == 202 else 0)
    if status >= 400:
        assert response.json()["detail"]
    if status == 401:
        assert response.headers["WWW-Authenticate"] == "Bearer"
    if status == 405:
        assert response.headers["Allow"]


def test_the_table_holds_every_address() -> None:
    named = {f"/{pattern.pattern}" for pattern in urlpatterns if pattern.name}
    assert named == {address for address, _ in TABLE if address in named}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
@pytest.mark.parametrize("address", [address for address, method in TABLE if method == "GET"])
def test_other_methods_change_nothing_and_get_json(address: str, method: str) -> None:
    response = client_of("token").generic(method, address)
    assert response.status_code in ((200, 404, 405) if method == "HEAD" else (404, 405))
    assert_plain_json(response)
    assert not EnrichmentRun.objects.exists()


@pytest.mark.parametrize("address", [ENRICH, f"{ENRICH}/cancel", f"{ENRICH}/retry", f"{ENRICH}/resume"])
@pytest.mark.parametrize("token", ["", "b" * 32])
def test_a_session_without_the_csrf_token_is_refused_in_json(address: str, token: str) -> None:
    client = Client(enforce_csrf_checks=True, headers={"X-CSRFToken": token} if token else None)
    client.cookies["csrftoken"] = "a" * 32
    client.force_login(person("keeper"))
    response = client.post(address)
    assert response.status_code == 403
    assert "CSRF" in response.json()["detail"]
    assert_plain_json(response)
    assert not EnrichmentRun.objects.exists()


def test_the_csrf_token_may_come_as_a_form_field() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    client.force_login(person("keeper"))
    assert client.post(ENRICH, {"csrfmiddlewaretoken": "a" * 32}).status_code == 202


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer  x",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer ééé",
        "Bearer \udcff",
        "Basic x",
    ],
)
def test_whatever_is_not_the_token_is_a_strangers(header: str) -> None:
    assert Client(headers={"Authorization": header}).post(ENRICH).status_code == 401


@pytest.mark.parametrize("header", [f"bearer {TOKEN}", f"BEARER   {TOKEN} "])
def test_the_scheme_is_read_without_regard_to_case(header: str) -> None:
    assert Client(headers={"Authorization": header}).get(f"{ENRICH}/progress").status_code == 200


@pytest.mark.parametrize("given", ["", "None", TOKEN])
def test_without_a_token_setting_no_token_opens(settings: Settings, given: str) -> None:
    settings.AIME_API_TOKEN = ""
    assert Client(headers={"Authorization": f"Bearer {given}"}).get(f"{ENRICH}/progress").status_code == 401


def test_a_wrong_token_counts_whatever_session_comes_with_it() -> None:
    client = client_of("keeper")
    assert client.get(f"{ENRICH}/progress").status_code == 200
    assert client.get(f"{ENRICH}/progress", headers={"Authorization": "Bearer no"}).status_code == 401


def test_a_proxys_own_authorization_does_not_hide_the_session() -> None:
    client = client_of("viewer")
    assert client.get(f"{ENRICH}/progress", headers={"Authorization": "Basic abc"}).status_code == 200


def test_a_person_who_was_locked_out_is_a_stranger() -> None:
    client = client_of("keeper")
    User.objects.update(is_active=False)
    assert client.get(f"{ENRICH}/progress").status_code == 401


def test_nothing_is_kept_by_caches() -> None:
    for caller in NAMES:
        assert client_of(caller).get(f"{ENRICH}/progress").headers["Cache-Control"] == "no-store"


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
        (api, "progress_text", "/services/discogs/enrich/progress"),
        (access, "caller_of", "/services/discogs/enrich/progress"),
        (api, "not_found", "/services/nowhere"),
        (api, "obstacle", "/healthz"),
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
