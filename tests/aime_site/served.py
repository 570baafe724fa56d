"""A server's own command line, on a free port."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from aime_site.environment import BASE_DIR
from tests.waiting import wait_until

DECLARED = "8000"


@contextmanager
def serving(command: Sequence[str], data: Path, **settings: str) -> Iterator[int]:
    """Run `command` with its port changed; the block begins once somebody listens there."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    words = [word.replace(f"0.0.0.0:{DECLARED}", f"127.0.0.1:{port}") for word in command]
    process = subprocess.Popen(
        [Path(sys.executable).parent / words[0], *words[1:]],
        cwd=BASE_DIR,
        env={**clean, "AIME_DATA_DIR": str(data), "AIME_CONFIG_DIR": str(data.parent), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: listens(port), what=f"{words[0]} listens")
        yield port
    finally:
        process.terminate()
        process.wait(20)


def answer_of(check: Sequence[str], port: int) -> int:
    """The exit status of a health check, asked at another port."""
    words = [word.replace(f"127.0.0.1:{DECLARED}", f"127.0.0.1:{port}") for word in check[1:]]
    return subprocess.run([sys.executable, *words], timeout=20, check=False).returncode


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
