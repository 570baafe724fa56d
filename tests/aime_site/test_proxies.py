"""The site under a path, behind each proxy of the documentation, with HTTPS and the bodies that people send."""

import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import which

import pytest
import urllib3
from PIL import Image

from collection.importing.files import LARGEST
from tests.aime_site.proxies import NAME, certificate, proxy
from tests.aime_site.served import serving
from tests.aime_site.test_start import manage
from tests.aime_site.test_web_server import COMMAND

SETTINGS = {
    "SCRIPT_NAME": "/music",
    "AIME_HTTPS": "on",
    "ALLOWED_HOSTS": NAME,
    "CSRF_TRUSTED_ORIGINS": f"https://{NAME}",
}
PASSWORD = "sleeve-4711"
ALBUM = {"albums": [{"release_id": 1, "title": "Moon Safari", "artists": ["AIR"]}]}

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(300)]


class Browser:
    """Keeps cookies and proves where a form comes from."""

    def __init__(self, port: int, trusted: Path) -> None:
        self._pool = urllib3.HTTPSConnectionPool(
            "127.0.0.1", port, server_hostname=NAME, assert_hostname=NAME, ca_certs=str(trusted), timeout=120
        )
        self._headers = {"Host": NAME, "Origin": f"https://{NAME}", "X-Forwarded-For": "9.9.9.9"}
        self.cookies: dict[str, str] = {}
        self.set_cookies: list[str] = []

    def get(self, path: str) -> urllib3.BaseHTTPResponse:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str | tuple[str, bytes]) -> urllib3.BaseHTTPResponse:
        return self._ask("POST", path, fields={"csrfmiddlewaretoken": self.cookies["csrftoken"], **fields})

    def sign_in(self, password: str = PASSWORD) -> urllib3.BaseHTTPResponse:
        self.get("/music/login/")
        return self.post("/music/login/", username="admin", password=password)

    def _ask(self, method: str, path: str, **body: object) -> urllib3.BaseHTTPResponse:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**self._headers, "Cookie": cookies}
        answer = self._pool.request(method, path, headers=headers, redirect=False, retries=False, **body)  # type: ignore[arg-type]
        for line in answer.headers.getlist("Set-Cookie"):
            self.set_cookies.append(line)
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    data = tmp_path_factory.mktemp("site") / "data"
    assert manage(data, "migrate", "-v0").returncode == 0
    words = ["createsuperuser", "--noinput", "--username=admin", "--email=a@home.example"]
    assert manage(data, *words, DJANGO_SUPERUSER_PASSWORD=PASSWORD).returncode == 0
    (data / "media").mkdir(exist_ok=True)
    picture = io.BytesIO()
    Image.new("RGB", (1, 1)).save(picture, "PNG")
    (data / "media" / "sleeve.png").write_bytes(picture.getvalue())
    (data / "albums.json").write_text(json.dumps(ALBUM))
    assert manage(data, "import_collection", str(data / "albums.json")).returncode == 0
    with serving(COMMAND, data, **SETTINGS) as port:
        yield port, data


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def browser(
    site: tuple[int, Path], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    kind = str(request.param)
    if not which(kind, path="/usr/sbin:/usr/bin:/usr/local/bin"):
        pytest.skip(f"{kind} is not installed: apt-get install {kind}")
    folder = tmp_path_factory.mktemp(kind)
    trusted = certificate(folder)
    with proxy(kind, site[0], folder) as port:
        yield Browser(port, trusted)


def test_pages_files_and_pictures_stand_under_the_path(browser: Browser) -> None:
    login = browser.get("/music/login/")
    assert login.status == 200
    files = re.findall(r'(?:href|src)="([^"#]+\.(?:css|js|svg)[^"]*)"', login.data.decode())
    assert files
    assert {each: browser.get(each).status for each in files if each.startswith("/music/")} == dict.fromkeys(files, 200)
    assert browser.get("/music").headers["Location"].endswith("/music/")
    stranger = browser.get("/music/media/sleeve.png")
    assert (stranger.status, stranger.headers["Location"].partition("?")[0]) == (302, "/music/login/")
    signed_in = browser.sign_in()
    assert (signed_in.status, signed_in.headers["Location"]) == (302, "/music/")
    for path in ("/music/", "/music/admin/", "/music/admin/collection/album/", "/music/media/sleeve.png"):
        assert browser.get(path).status == 200, path
    assert all("Path=/music" in each and "Secure" in each for each in browser.set_cookies)


def test_every_link_of_a_page_leads_to_the_site(browser: Browser) -> None:
    browser.sign_in()
    for path in ("/music/", "/music/admin/", "/music/admin/enrichment/settings/"):
        page = browser.get(path).data.decode()
        links = {each for each in re.findall(r'(?:href|src|action|data-url)="(/[^"]*)"', page) if each != "/"}
        assert links
        assert not {each for each in links if not f"{each}/".startswith("/music/")}


def test_a_file_that_is_too_large_is_judged_by_the_site_itself(browser: Browser) -> None:
    browser.sign_in()
    page = browser.post("/music/admin/collection/album/import/", file=("albums.json", b" " * (LARGEST + 1)))
    assert (page.status, "The file is larger than 100 MB." in page.data.decode()) == (400, True)
    small = browser.post("/music/admin/collection/album/import/", file=("albums.json", json.dumps(ALBUM).encode()))
    assert small.status == 200
    assert "Moon Safari" in browser.get("/music/").data.decode()


def test_the_address_that_the_proxy_saw_counts(browser: Browser, site: tuple[int, Path]) -> None:
    assert browser.sign_in("wrong").status == 200
    with closing(sqlite3.connect(site[1] / "aime.sqlite3")) as database:
        seen = {row[0] for row in database.execute("SELECT ip_address FROM axes_accessattempt")}
    assert seen == {"127.0.0.1"}


def test_health_is_told_under_the_path_and_from_within(browser: Browser, site: tuple[int, Path]) -> None:
    assert browser.get("/music/healthz").json()["status"] == "ok"
    for path in ("/healthz", "/music/healthz"):
        answer = urllib3.request("GET", f"http://127.0.0.1:{site[0]}{path}", redirect=False)
        assert (answer.status, answer.json()) == (200, {"status": "ok"})
