"""What pages may load, as the browser is told."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from aime_site.middleware import POLICY, content_security_policy

DIRECTIVES = {line.split()[0]: line.split()[1:] for line in POLICY.split("; ")}


@pytest.mark.parametrize("address", ["/admin/login/", "/nowhere/"])
@pytest.mark.django_db
def test_every_page_carries_the_policy(client: Client, address: str) -> None:
    assert client.get(address).headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("directive", ["default-src", "script-src", "style-src", "form-action", "base-uri"])
def test_nothing_inline_and_nothing_foreign_runs(directive: str) -> None:
    assert DIRECTIVES[directive] == ["'self'"]


def test_no_page_is_framed_and_no_plugin_runs() -> None:
    assert DIRECTIVES["frame-ancestors"] == DIRECTIVES["object-src"] == ["'none'"]


def test_pictures_come_from_known_hosts_over_https() -> None:
    allowed = DIRECTIVES["img-src"]
    assert {"https://*.scdn.co", "https://*.discogs.com"} <= set(allowed)
    assert all(host in {"'self'", "data:"} or host.startswith("https://") for host in allowed)
    assert "https:" not in allowed


def test_a_view_may_say_otherwise() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    response = content_security_policy(view)(HttpRequest())
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
