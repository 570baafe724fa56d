"""nginx and Caddy as `docs/proxies.md` writes them, save for ports and certificate."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from shutil import which

from aime_site.environment import BASE_DIR
from tests.aime_site.served import free_port, listens
from tests.waiting import wait_until

NAME = "home.example"
AROUND = """daemon off; user {user}; pid {folder}/pid; error_log stderr; events {{ }}
http {{ access_log off; {places} include {folder}/site; }}"""
PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def example(kind: str) -> str:
    found = re.search(
        rf"```{kind}\n(.*?)```", (BASE_DIR / "docs" / "proxies.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found, kind
    return found[1]


def certificate(folder: Path) -> Path:
    """One that nobody but the test trusts, its key beside it."""
    words = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -addext subjectAltName=DNS:{NAME}"
    subprocess.run([*words.split(), "-keyout", "key", "-out", "pem"], cwd=folder, check=True, capture_output=True)
    return folder / "pem"


@contextmanager
def proxy(kind: str, site_port: int, folder: Path) -> Iterator[int]:
    """The port where it speaks HTTPS for the site."""
    port, path = free_port(), which(kind, path="/usr/sbin:/usr/bin:/usr/local/bin")
    assert path
    text = example(kind).replace("127.0.0.1:8000", f"127.0.0.1:{site_port}")
    command = [path, *(_nginx if kind == "nginx" else _caddy)(text, port, folder)]
    process = subprocess.Popen(command, env={"HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: listens(port), what=f"{kind} listens")
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _nginx(text: str, port: int, folder: Path) -> list[str]:
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace(f"/etc/ssl/{NAME}.", f"{folder}/")
    (folder / "site").write_text(text)
    places = " ".join(f"{each}_temp_path {folder}/{each};" for each in PLACES)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, places=places, user=getuser()))
    return ["-c", str(folder / "nginx.conf")]


def _caddy(text: str, port: int, folder: Path) -> list[str]:
    text = text.replace(
        f"{NAME} {{", f"https://{NAME}:{port} {{\n    bind 127.0.0.1\n    tls {folder}/pem {folder}/key", 1
    )
    (folder / "Caddyfile").write_text(f"{{\n    admin off\n    auto_https disable_redirects\n}}\n{text}")
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
