"""A Redis of one's own on 127.0.0.1."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import postgres
from tests.waiting import wait_until


@contextmanager
def redis_server(folder: Path, *options: str) -> Iterator[str]:
    """Its host and port, once it answers; it keeps nothing, and ends at the end."""
    if not shutil.which("redis-server"):
        pytest.skip("Redis is not installed: apt-get install redis-server")
    port, log = str(postgres.free_port()), folder / "redis.log"
    words = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", str(folder), *options]
    with log.open("wb") as output:
        server = subprocess.Popen(words, stdout=output, stderr=output)
    try:
        wait_until(lambda: "Ready to accept connections" in log.read_text(), what="Redis has started")
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
