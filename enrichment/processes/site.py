"""A web server that is kept going, and announced when it first answers."""

import socket
from collections.abc import Callable

from enrichment.processes.keeper import RestartingProcess


class Site:
    """`on_arrival` is called once, when the port first takes a connection."""

    def __init__(self, keeper: RestartingProcess, host: str, port: int, on_arrival: Callable[[], None]) -> None:
        self._keeper, self._on_arrival = keeper, on_arrival
        self._address = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104 - only compared with
        self._arrived = False

    def tick(self) -> None:
        self._keeper.tick()
        if self._arrived:
            return
        try:
            socket.create_connection(self._address, timeout=0.2).close()
        except OSError:
            return
        self._arrived = True
        self._on_arrival()

    def ask_to_stop(self) -> None:
        self._keeper.ask_to_stop()

    def stop(self) -> None:
        self._keeper.stop()

    def kill(self) -> None:
        self._keeper.kill()
