"""A PgBouncer of one's own in transaction pooling, before a PostgreSQL server."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests import postgres
from tests.waiting import wait_until

SETTINGS = """[databases]
* = host={server.hostname} port={server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = {method}
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 3
max_client_conn = 100
"""


@contextmanager
def pool(server_url: str, password: str = "") -> Iterator[str]:
    """The address of the same databases through the pool, which asks for the `password` that is given; three
    connections for whoever comes.
    """
    path = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if not path:
        pytest.skip("PgBouncer is not installed: apt-get install pgbouncer")
    server, port = urlsplit(server_url), postgres.free_port()
    folder = Path(tempfile.mkdtemp(prefix="aime-pool-"))
    method = "scram-sha-256" if password else "trust"
    (folder / "pool.ini").write_text(SETTINGS.format(server=server, port=port, folder=folder, method=method))
    doubled = password.replace('"', '""')
    (folder / "users").write_text(f'"{postgres.USER}" "{doubled}"\n')
    for each in (folder, *folder.iterdir()):
        shutil.chown(each, postgres.owner())
    url = server._replace(netloc=f"{postgres.USER}:{quote(password, safe='')}@127.0.0.1:{port}").geturl()
    silent = subprocess.DEVNULL
    process = subprocess.Popen([path, folder / "pool.ini"], stdout=silent, stderr=silent, user=postgres.owner())
    try:
        wait_until(lambda: postgres.answers(url), what="PgBouncer answers")
        yield url
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
