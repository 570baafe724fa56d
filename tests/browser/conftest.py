"""A headless Chromium, in which these tests do what people do.

Pictures of every page and state land in `test-artefacts/`: `uv run pytest -m browser tests/browser`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

CHROMIUM = Path("/usr/bin/chromium")
INSTALL = "apt-get install -y chromium"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
LOCALE = "en-GB"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Where it is absent the tests are skipped, but never in CI."""
    if not CHROMIUM.exists():
        report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        report(f"there is no {CHROMIUM}: {INSTALL}")
    # Playwright runs an event loop in this thread, which Django takes for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def owner(transactional_db: None) -> User:
    return User.objects.create_superuser("owner", password="owner")


@pytest.fixture
def locale() -> str:
    return LOCALE


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer, owner: User, locale: str) -> Iterator[BrowserContext]:
    """A browser in which the owner is logged in; nothing outside this machine can be reached."""
    client = Client()
    client.force_login(owner)
    opened = chromium.new_context(base_url=live_server.url, locale=locale, reduced_motion="reduce")
    session = client.cookies["sessionid"].value
    opened.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    opened.route(lambda url: not url.startswith(live_server.url), lambda route: route.abort())
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def configured(settings: Settings, data_dir: Path) -> Settings:
    """Both services have their settings; nobody is asked."""
    settings.EURIA_API_KEY, settings.EURIA_API_URL = "key", "http://127.0.0.1:9/v1"
    settings.SPOTIFY_CLIENT_ID, settings.SPOTIFY_CLIENT_SECRET = "id", "secret"
    return settings
