"""The web site, asked by programs that keep pressing the button while it is killed under them."""

import socket
import threading
from contextlib import suppress

import requests

TOKEN = "sesame-for-faults-51c0"


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


class Impatient:
    """Asks for a run again and again from several threads; `started` are the runs it was promised."""

    def __init__(self, port: str, threads: int = 4) -> None:
        self._url = f"http://127.0.0.1:{port}/services/discogs/enrich"
        self._over = threading.Event()
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
        while not self._over.wait(0.02):
            # The process that was to answer may just have been killed.
            with suppress(requests.RequestException, ValueError):
                reply = requests.post(self._url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10)
                self.statuses.append(reply.status_code)
                if reply.status_code == 202:
                    self.started.append(reply.json()["run_id"])
