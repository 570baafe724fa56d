import contextlib
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection

import pytest
import requests

from enrichment.sandbox import Options, Sandbox
from tests.enrichment.sandbox import clients


def test_it_listens_on_the_loopback_interface_only(sandbox: Sandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")


def test_the_environment_leads_to_every_service(sandbox: Sandbox) -> None:
    assert clients.models(sandbox).status_code == 200
    assert clients.spotify(sandbox, "/search", q="Björk", type="artist").status_code == 200
    assert clients.discogs(sandbox, "/oauth/identity").status_code == 200
    assert clients.lastfm(sandbox, "user.getInfo").status_code == 200
    assert {r.service for r in sandbox.record.all()} == {"euria", "spotify", "discogs", "lastfm"}


def test_a_connection_serves_several_requests(sandbox: Sandbox) -> None:
    client = HTTPConnection("127.0.0.1", int(sandbox.url.rpartition(":")[2]), timeout=5)
    client.connect()
    kept = client.sock
    for _ in range(3):
        client.request("GET", "/_sandbox/record")
        client.getresponse().read()
    assert client.sock is kept
    client.close()


def test_a_client_may_end_its_connection(sandbox: Sandbox) -> None:
    client = HTTPConnection("127.0.0.1", int(sandbox.url.rpartition(":")[2]), timeout=5)
    client.request("GET", "/_sandbox/record", headers={"Connection": "close"})
    assert client.getresponse().read() == b"{}"
    client.close()


def test_a_reply_arrives_in_one_piece(sandbox: Sandbox) -> None:
    with socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2]))) as client:
        client.sendall(b"GET /_sandbox/environment HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.1)
        head, _, body = client.recv(65_536).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert f"Content-Length: {len(body)}".encode() in head


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / SPDY/3\r\n\r\n", 400),
        (b"BREW / HTTP/1.1\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
    ],
)
def test_what_is_not_http_is_refused_and_the_server_lives_on(sandbox: Sandbox, raw: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2])), timeout=5) as client:
        client.sendall(raw)
        assert client.recv(4096).startswith(f"HTTP/1.1 {status}".encode())
        assert client.recv(4096) == b"", "it was one write, and the last one"
    assert clients.models(sandbox).status_code == 200


def test_a_path_of_no_service_is_a_page(sandbox: Sandbox) -> None:
    reply = requests.get(f"{sandbox.url}/nothing/here", timeout=5)
    assert reply.status_code == 404
    assert reply.headers["Content-Type"].startswith("text/html")
    assert sandbox.record.count("nobody") == 1


@pytest.mark.slow
def test_latency_holds_back_one_service_alone() -> None:
    with Sandbox(options=Options(latency={"euria": 0.3})) as sandbox:
        started = time.monotonic()
        clients.models(sandbox)
        waited = time.monotonic() - started
        started = time.monotonic()
        clients.lastfm(sandbox, "user.getInfo")
        assert waited >= 0.3 > time.monotonic() - started


@pytest.mark.slow
def test_slow_answers_do_not_queue_up() -> None:
    with Sandbox(options=Options(latency={"euria": 0.3})) as sandbox:
        threads = [threading.Thread(target=clients.models, args=(sandbox,)) for _ in range(8)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - started < 1.5


def test_stopping_ends_waiting_answers_and_frees_the_port() -> None:
    sandbox = Sandbox(options=Options(latency={"euria": 60.0})).start()
    ended = threading.Event()

    def ask() -> None:
        with contextlib.suppress(requests.RequestException):
            clients.models(sandbox)
        ended.set()

    threading.Thread(target=ask).start()
    while not sandbox.record.count("euria"):
        time.sleep(0.01)
    port = int(sandbox.url.rpartition(":")[2])
    sandbox.stop()
    assert ended.wait(5)
    with Sandbox(options=Options(port=port)) as again:
        assert again.url.endswith(f":{port}")


def test_a_taken_port_is_an_error(sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match="in use"):
        Sandbox(options=Options(port=int(sandbox.url.rpartition(":")[2]))).start()


def test_without_a_start_there_is_no_address() -> None:
    with pytest.raises(RuntimeError, match="not been started"):
        _ = Sandbox().url


def test_it_needs_nothing_but_the_standard_library() -> None:
    check = (
        "import sys, enrichment.sandbox; "
        "print([m for m in sys.modules if m.partition('.')[0] in ('django', 'requests', 'collection')"
        " or m.startswith(('enrichment.providers', 'enrichment.engine', 'enrichment.phases'))])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def read(sandbox: Sandbox, name: str, **query: str) -> requests.Response:
    return requests.get(f"{sandbox.url}/_sandbox/{name}", params=query, timeout=5)


def change(sandbox: Sandbox, name: str, document: object = None) -> requests.Response:
    return requests.post(f"{sandbox.url}/_sandbox/{name}", json=document, timeout=5)


def test_another_process_can_read_the_record(sandbox: Sandbox) -> None:
    clients.models(sandbox)
    assert read(sandbox, "record").json()["euria"]["count"] == 1
    [told] = read(sandbox, "requests", service="euria", endpoint="models").json()
    assert told["status"] == 200
    assert read(sandbox, "requests", service="spotify").json() == []


def test_the_control_itself_is_not_recorded(sandbox: Sandbox) -> None:
    read(sandbox, "record")
    assert sandbox.record.count() == 0


def test_the_environment_can_be_asked_for(sandbox: Sandbox) -> None:
    assert read(sandbox, "environment").json() == sandbox.environment()


def test_faults_are_switched_on_counted_and_replaced(sandbox: Sandbox) -> None:
    assert change(sandbox, "faults", ["wrong_key:euria:times=1"]).status_code == 200
    assert [clients.models(sandbox).status_code for _ in range(2)] == [401, 200]
    [told] = read(sandbox, "faults").json()
    assert (told["name"], told["met"], told["spoilt"]) == ("wrong_key", 2, 1)
    change(sandbox, "faults", [])
    assert read(sandbox, "faults").json() == []


def test_latency_is_changed(sandbox: Sandbox) -> None:
    change(sandbox, "latency", {"euria": 0.25})
    assert sandbox.latency == {"euria": 0.25}


def test_a_reset_forgets_record_and_faults(sandbox: Sandbox) -> None:
    sandbox.faults.add("wrong_key")
    clients.models(sandbox)
    change(sandbox, "reset")
    assert sandbox.record.count() == 0
    assert clients.models(sandbox).status_code == 200


@pytest.mark.parametrize(
    ("name", "document", "status"),
    [
        ("faults", ["no_such_fault"], 400),
        ("faults", ["wrong_key:spotify"], 400),
        ("faults", [7], 400),
        ("faults", {"wrong_key": 1}, 404),
        ("latency", {"euria": "slow"}, 400),
        ("elsewhere", [], 404),
    ],
)
def test_a_wrong_change_is_refused_and_changes_nothing(
    sandbox: Sandbox, name: str, document: object, status: int
) -> None:
    sandbox.faults.add("garbage:discogs")
    assert change(sandbox, name, document).status_code == status
    assert [fault["name"] for fault in sandbox.faults.listed()] == ["garbage"]


def test_other_methods_and_names_are_refused(sandbox: Sandbox) -> None:
    assert requests.delete(f"{sandbox.url}/_sandbox/record", timeout=5).status_code == 405
    assert read(sandbox, "nothing").status_code == 404
