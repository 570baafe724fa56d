"""Two source trees side by side: this one and an earlier commit's, each with an environment and data of its own."""

import atexit
import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import requests

from tests.benchmarks.collection_of import write_file
from tests.benchmarks.site import ROOT
from tests.enrichment.processes.proc import children
from tests.postgres import free_port
from tests.waiting import wait_until

OWNER = {"username": "owner", "password": "a long enough passphrase"}


@dataclass(frozen=True)
class Tree:
    root: Path
    python: Path


HERE = Tree(ROOT, Path(sys.executable))


@contextmanager
def tree_of(commit: str) -> Iterator[Tree]:
    """The tree of `commit` in a temporary folder, with what it asks to be installed; of `.` this one."""
    if commit == ".":
        yield HERE
        return
    with tempfile.TemporaryDirectory(prefix="aime-compare-") as folder:
        root = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", root, commit], cwd=ROOT, check=True)
        try:
            clean = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
            subprocess.run(["uv", "sync", "--quiet"], cwd=root, env=clean, check=True)
            yield Tree(root, root / ".venv" / "bin" / "python")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", root], cwd=ROOT, check=False)


@dataclass(frozen=True)
class Home:
    """A tree at work on a data folder."""

    tree: Tree
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG"}}
        path = f"{self.tree.python.parent}{os.pathsep}{os.environ['PATH']}"
        own = {"AIME_CONFIG_DIR": str(self.folder), "AIME_DATA_DIR": str(self.folder / "data"), "PATH": path}
        return {**clean, **own, "PYTHONUNBUFFERED": "1", **self.settings}

    def manage(self, *words: str, **more: str) -> float:
        """Run a command to its end: the seconds of processor time that it and its children took."""
        before = _of_children()
        environment = {**self.environment, **more}
        done = subprocess.run(
            [self.tree.python, "manage.py", *words],
            cwd=self.tree.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(
                f"{' '.join(words)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}"
            )
        return _of_children() - before

    @contextmanager
    def served(self) -> Iterator["Served"]:
        """`serve`, from its first answered page until the block is left."""
        words = [str(self.tree.python), "manage.py", "serve", "--port", str(free_port())]
        started = time.perf_counter()
        with (self.folder / "serve.log").open("wb") as log:
            process = subprocess.Popen(words, cwd=self.tree.root, env=self.environment, stdout=log, stderr=log)
        served = Served(process.pid, f"http://127.0.0.1:{words[-1]}")
        try:
            wait_until(served.answers, 120, what=f"serve answers ({self.folder / 'serve.log'})")
            served.seconds = time.perf_counter() - started
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(90)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def home(tree: Tree, albums: int = 0, settings: Mapping[str, str] | None = None) -> Iterator[Home]:
    """A migrated site with its owner's account and a made-up collection."""
    folder = Path(tempfile.mkdtemp(prefix="aime-compare-"))
    made = Home(tree, folder, settings or {})
    try:
        shutil.copytree(_empty(tree).folder, folder, dirs_exist_ok=True)
        if albums:
            made.manage("import_collection", str(write_file(folder / "collection.json", albums)))
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _empty(tree: Tree) -> Home:
    """What each home of a tree begins as."""
    folder = Path(tempfile.mkdtemp(prefix="aime-compare-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Home(tree, folder)
    made.manage("migrate", "-v0")
    named = ["--noinput", "--username", OWNER["username"], "--email", "owner@example.org"]
    made.manage("createsuperuser", *named, DJANGO_SUPERUSER_PASSWORD=OWNER["password"])
    return made


@dataclass
class Served:
    """A site that answers. `seconds`: from its start to its first page."""

    pid: int
    url: str
    seconds: float = 0.0
    _session: requests.Session | None = None

    def answers(self) -> bool:
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{self.url}/login/", timeout=5).ok
        return False

    def get(self, path: str) -> requests.Response:
        """A page as the owner sees it."""
        response = self._signed_in().get(f"{self.url}{path}", timeout=120)
        response.raise_for_status()
        return response

    def seconds_for(self, path: str) -> float:
        """From the request to the last byte of the page."""
        started = time.perf_counter()
        self.get(path)
        return time.perf_counter() - started

    @property
    def wall(self) -> str:
        """Where the wall of covers is; it was the site's first page once."""
        found = self._signed_in().get(f"{self.url}/albums/", timeout=120)
        return "/albums/" if found.ok else "/"

    def _signed_in(self) -> requests.Session:
        if self._session is None:
            self._session = requests.Session()
            form = self._session.get(f"{self.url}/admin/login/", timeout=30).text
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
            assert token, form
            posted = {**OWNER, "csrfmiddlewaretoken": token[1], "next": "/artists/"}
            self._session.post(f"{self.url}/admin/login/", posted, timeout=30).raise_for_status()
        return self._session

    @property
    def megabytes(self) -> float:
        """Proportional memory (PSS) of all its processes: what is shared counts once."""
        return sum(map(_pss, _family(self.pid))) / 1024

    @property
    def processor_seconds(self) -> float:
        """Of all its living processes until now."""
        ticks = sum(int(one) for pid in _family(self.pid) for one in _stat(pid)[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> list[int]:
    family = [pid]
    for one in family:
        family += [child.pid for child in children(one)]
    return family


def _stat(pid: int) -> list[str]:
    """What follows the name in `/proc/PID/stat`: state, parent …; nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
