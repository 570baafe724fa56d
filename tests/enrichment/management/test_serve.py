"""`serve`: one command for people at home."""

import io
import os
import re
import signal
import socket
import sqlite3
from argparse import ArgumentTypeError
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import ifaddr
import pytest
import requests
import segno

from collection.addresses import is_loopback
from enrichment.console.serving import in_a_browser, open_to_others, own_hosts, port_number
from enrichment.management.commands.serve import for_others, web_process
from tests.enrichment.jobs.supervised import manage
from tests.enrichment.management.commandline import Running
from tests.enrichment.processes.proc import children, wait_until

SIGN_IN = r"Sign in as admin with the password (\S+)"
AT = r"AIME is at (http://127\.0\.0\.1:\d+/) "
Run = Callable[..., Running]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def signs_in(address: str, password: str) -> bool:
    browser = requests.Session()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(f"{address}login/", timeout=60).text)
    assert token
    form = {"username": "admin", "password": password, "csrfmiddlewaretoken": token[1], "next": "/admin/"}
    reply = browser.post(f"{address}login/", data=form, timeout=60, allow_redirects=False)
    return reply.status_code == 302


@pytest.mark.slow
@pytest.mark.live
def test_a_new_site_serves_pages_and_works_in_the_background(tmp_path: Path, run_command: Run) -> None:
    folder = tmp_path / "new" / "data"
    folder.parent.mkdir()
    served = run_command(folder, "serve", "--port", free_port())
    password, address = served.wait_for(SIGN_IN), served.wait_for(AT)

    assert signs_in(address, password)
    assert not signs_in(address, "admin")
    with closing(sqlite3.connect(folder / "aime.sqlite3")) as database:
        answered = "SELECT answered_at FROM enrichment_workerheartbeat WHERE answered_at IS NOT NULL"
        wait_until(lambda: database.execute(answered).fetchall(), 20, "an answer of the background worker")
        assert password not in "".join(database.iterdump())

    assert served.stop() == 0
    assert served.output.splitlines()[-1] == "AIME has stopped."


@pytest.mark.live
@pytest.mark.slow
def test_the_password_is_told_once_and_ctrl_c_stops_everything(data_folder: Path, run_command: Run) -> None:
    first = run_command(data_folder, "serve", "--port", free_port())
    first.wait_for(SIGN_IN)
    first.wait_for(AT)
    assert first.stop(signal.SIGINT) == 0

    again = run_command(data_folder, "serve", "--port", free_port())
    again.wait_for(AT)
    assert "password" not in again.output
    assert again.stop() == 0


@pytest.mark.live
@pytest.mark.slow
def test_of_two_first_starts_one_prepares_the_site_and_both_serve(tmp_path: Path, run_command: Run) -> None:
    both = [run_command(tmp_path / "data", "serve", "--port", free_port()) for _ in range(2)]
    addresses = [each.wait_for(AT) for each in both]
    assert len(set(addresses)) == 2
    told = [re.search(SIGN_IN, each.output) for each in both]
    passwords = [found[1] for found in told if found]
    assert len(passwords) == 1, "one of them made the account"
    assert all(signs_in(address, passwords[0]) for address in addresses)
    assert [each.stop() for each in both] == [0, 0]


@pytest.mark.live
@pytest.mark.slow
def test_a_web_server_that_dies_is_started_again(data_folder: Path, run_command: Run) -> None:
    served = run_command(data_folder, "serve", "--port", free_port())
    address = served.wait_for(AT)
    web = next(child for child in children(served.process.pid) if "gunicorn" in child.title)
    os.kill(web.pid, signal.SIGKILL)

    def answers() -> bool:
        try:
            return requests.get(f"{address}login/", timeout=5).ok
        except requests.ConnectionError:
            return False

    served.wait_for("The site ended by itself")
    wait_until(answers, 20)
    assert served.stop() == 0


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = manage(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot be listened on (another program listens there): choose another with --port" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["0", "-1", "65536", "1" * 30, "http", "８０", ""])
def test_a_port_that_is_none_is_a_usage_error(port: str) -> None:
    with pytest.raises(ArgumentTypeError):
        port_number(port)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("nas", False)],
)
def test_addresses_that_others_can_reach_are_told_apart(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_people_are_warned_of_an_open_address() -> None:
    assert open_to_others("0.0.0.0").startswith("Warning: 0.0.0.0 can be reached by others")


@pytest.mark.slow
@pytest.mark.live
def test_a_phone_reaches_an_open_site_by_the_addresses_that_are_printed(data_folder: Path, run_command: Run) -> None:
    port = free_port()
    served = run_command(data_folder, "serve", "--host", "0.0.0.0", "--port", port)
    served.wait_for(r"Warning: 0\.0\.0\.0 can be reached")
    addresses = served.wait_for(r"From a phone or another computer: (.+)").split()
    assert addresses[-1] == f"http://{socket.gethostname().lower()}.local:{port}/"
    for address in addresses:
        named = {"Host": address.removeprefix("http://").rstrip("/")}
        assert requests.get(f"http://127.0.0.1:{port}/login/", headers=named, timeout=60).status_code == 200
    stranger = {"Host": f"else.example:{port}"}
    assert requests.get(f"http://127.0.0.1:{port}/login/", headers=stranger, timeout=60).status_code == 400
    assert served.stop() == 0


def adapters(*ips: str | tuple[str, int, int]) -> list[ifaddr.Adapter]:
    return [ifaddr.Adapter("eth0", "eth0", [ifaddr.IP(ip, 24, "eth0") for ip in ips])]


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("0.0.0.0", ["192.168.1.20", "10.8.0.3", "nas", "nas.local"]),
        ("::", ["192.168.1.20", "10.8.0.3", "[fd00::2]", "nas", "nas.local"]),
        ("10.8.0.3", ["10.8.0.3", "nas", "nas.local"]),
        ("nas", ["nas", "nas.local"]),
    ],
)
def test_a_site_is_known_by_what_it_listens_on_and_the_machines_name(
    monkeypatch: pytest.MonkeyPatch, host: str, known: list[str]
) -> None:
    own = adapters(
        "127.0.0.1", "10.8.0.3", "169.254.7.7", "192.168.1.20", ("::1", 0, 0), ("fe80::1", 0, 2), ("fd00::2", 0, 0)
    )
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: own)
    monkeypatch.setattr("enrichment.console.serving._outward_address", lambda: "192.168.1.20")
    monkeypatch.setattr(socket, "gethostname", lambda: "NAS")
    assert own_hosts(host) == known
    monkeypatch.setattr(socket, "gethostname", lambda: "")
    assert own_hosts("10.8.0.3") == ["10.8.0.3"]


def test_a_terminal_shows_the_first_address_to_a_phones_camera_too() -> None:
    hosts = ["192.168.1.20", "[fd00::2]", "nas.local"]
    plain = for_others(hosts, 80, drawn=False)
    assert plain.endswith("http://192.168.1.20:80/ http://[fd00::2]:80/ http://nas.local:80/")
    code = io.StringIO()
    segno.make_qr("http://192.168.1.20:80/").terminal(code, compact=True)
    assert for_others(hosts, 80, drawn=True) == f"{plain}\n{code.getvalue()}"


@pytest.mark.parametrize(("host", "bind"), [("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80")])
def test_the_web_server_listens_where_it_was_told(host: str, bind: str) -> None:
    assert f"--bind={bind}" in web_process(host, 80).command
    assert "aime_site.wsgi:application" in web_process(host, 80).command


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("0.0.0.0", "http://127.0.0.1:80/"), ("::", "http://[::1]:80/")],
)
def test_people_are_told_an_address_that_their_browser_takes(host: str, address: str) -> None:
    assert in_a_browser(host, 80) == address
