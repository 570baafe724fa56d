"""The web site, asked by programs that keep pressing the button while it is killed under them."""

import socket
import threading
from contextlib import suppress

import requests

TOKEN = "sesame-for-faults-51c0"
START = "/services/discogs/enrich"


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def ask(port: str, address: str, method: str = "GET", seconds: float = 60) -> requests.Response:
    """What the site on `port` answers to a program that may do everything."""
    url = f"http://127.0.0.1:{port}{address}"
    return requests.request(method, url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=seconds)


class Impatient:
    """Asks for a run again and again, every `pause` seconds in each of several threads; `started` are the runs it was
    promised.
    """

    def __init__(self, port: str, threads: int = 4, pause: float = 0.02) -> None:
        self._port = port
        self._over, self._pause = threading.Event(), pause
        self._threads = [threading.Thread(target=self._press) for _ in range(threads)]
        self.started: list[int] = []
        self.statuses: list[int] = []

    def __enter__(self) -> "Impatient":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _press(self) -> None:
        while not self._over.wait(self._pause):
            # The process that was to answer may just have been killed.
            with suppress(requests.RequestException, ValueError):
                reply = ask(self._port, START, "POST", seconds=10)
                self.statuses.append(reply.status_code)
                if reply.status_code == 202:
                    self.started.append(reply.json()["run_id"])
