"""Children as the kernel shows them: none outlives its parent, whatever happens."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from enrichment.processes import Child, Once, run_until_stopped
from enrichment.processes.child import ROOT
from tests.enrichment.processes.proc import children, session, wait_until

# A module that says that it runs, and what it does when it is told to stop.
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); time.sleep(60)"
)
PARENT = """
import sys, time
from enrichment.processes import Child
child = Child("http.server", "0", "--bind", "127.0.0.1").start()
print(child._process.pid, flush=True)
time.sleep(60)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children share nothing")
# Does what it is told, line by line. Tests themselves run beside other threads, from which nothing should be forked.
FORKING = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: None)
from enrichment.processes import SharingChild
heavy = [str(number) for number in range(400_000)]
child = SharingChild("played", "a word")
for line in sys.stdin:
    print(eval(line), flush=True)
"""
Ask = Callable[[str], str]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Makes a module of some code, that children can run."""

    def make(code: str) -> str:
        (tmp_path / "played.py").write_text(code)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return "played"

    return make


@pytest.mark.slow
def test_a_child_that_ignores_the_signal_is_killed_with_all_it_started(module: Callable[[str], str]) -> None:
    code = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); {STUBBORN}"
    )
    child = Child(module(code), stdout=subprocess.PIPE).start()
    assert child.output.readline() == "here\n"
    pid = session_leader()
    assert len(session(pid)) == 2

    begun = time.monotonic()
    child.stop(grace=0.3)

    assert 0.3 <= time.monotonic() - begun < 3
    wait_until(lambda: session(pid) == [], 5)  # the kernel takes a moment to bury them
    assert (child.is_running, child.exit_code) == (False, -signal.SIGKILL)


def test_a_child_is_told_once(module: Callable[[str], str]) -> None:
    # `print` may not be called while it is at work, and the signal may come just then.
    counting = "import os, signal, time; signal.signal(signal.SIGTERM, lambda *_: os.write(1, b'told\\n'))\n"
    child = Child(module(counting + "print('here', flush=True); time.sleep(0.3)"), stdout=subprocess.PIPE).start()
    assert child.output.readline() == "here\n"
    child.ask_to_stop()
    assert child.output.readline() == "told\n"
    child.ask_to_stop()
    child.wait(5)
    assert child.output.read() == ""
    child.kill()


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    wait_until(lambda: "http.server" in session(pid)[0].title)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: session(pid) == [], 5)


def test_a_forked_process_ends_when_its_parent_is_killed(module: Callable[[str], str]) -> None:
    """And the fork of a fork: a cluster's workers are children of its main process."""
    code = """
import os, time
from enrichment.processes.child import guard_forks
guard_forks()
if os.fork() == 0:
    os.fork()
time.sleep(60)
"""
    child = Child(module(code)).start()
    pid = session_leader()
    wait_until(lambda: len(session(pid)) == 3)
    os.kill(pid, signal.SIGKILL)
    child.wait(5)
    wait_until(lambda: session(pid) == [], 5)
    child.kill()


@pytest.mark.slow
def test_keeping_ends_with_the_child_that_is_run_once(module: Callable[[str], str]) -> None:
    over = threading.Event()
    child = Child(module("raise SystemExit(7)")).start()
    run_until_stopped(Once(child, over, grace=1), stop=over)
    assert child.exit_code == 7


def session_leader() -> int:
    """The child, once it shows its title, a moment after it was started."""
    wait_until(_played)
    return _played()[0]


def _played() -> list[int]:
    mine = children(os.getpid())
    return [process.pid for process in mine if process.session == process.pid and "played" in process.title]


def test_a_child_begins_without_a_warning_of_pythons() -> None:
    command = [sys.executable, "-W", "error", "-m", "enrichment.processes.guarded", str(os.getpid()), "json.tool", "-h"]
    assert subprocess.run(command, check=False, capture_output=True, cwd=ROOT).returncode == 0


@contextmanager
def parent(folder: Path, code: str) -> Iterator[tuple[subprocess.Popen[str], Ask]]:
    (folder / "played.py").write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-c", FORKING], cwd=ROOT, env=environment, stdin=-1, stdout=-1, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    given, told = process.stdin, process.stdout

    def ask(expression: str) -> str:
        given.write(expression + "\n")
        given.flush()
        return told.readline().strip()

    try:
        yield process, ask
    finally:
        process.kill()
        process.communicate()


def megabytes(pid: int, kind: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def test_it_shares_what_its_parent_has_loaded(tmp_path: Path) -> None:
    with parent(tmp_path, "import gc, time; gc.collect(); open('ready', 'w'); time.sleep(60)") as (_process, ask):
        pid = int(ask(f"__import__('os').chdir({str(tmp_path)!r}) or child.start()._process.pid"))
        wait_until((tmp_path / "ready").exists)
        assert megabytes(pid, "Rss") > 25
        assert megabytes(pid, "Private_Dirty") < 8
        assert [process.pid for process in session(pid)] == [pid]


def test_its_collector_looks_at_all_that_came_since_more_often_than_usual(tmp_path: Path) -> None:
    with parent(tmp_path, "import gc; raise SystemExit(gc.get_threshold()[2])") as (_process, ask):
        assert ask("child.start().wait(10)") == "2"


def test_it_has_its_own_words_and_status(tmp_path: Path) -> None:
    with parent(tmp_path, "import sys; raise SystemExit(len(sys.argv[1]))") as (_process, ask):
        assert ask("child.start().wait(10)") == "6"
        assert ask("child.is_running, child.exit_code") == "(False, 6)"


def test_a_signal_sent_in_the_instant_of_its_start_is_not_lost(tmp_path: Path) -> None:
    with parent(tmp_path, "import time; time.sleep(60)") as (_process, ask):
        for _ in range(20):
            assert ask("child.start().ask_to_stop() or child.wait(10)") == str(-signal.SIGTERM)
            ask("child.kill()")


def test_it_is_told_to_stop_when_its_parent_is_killed(tmp_path: Path) -> None:
    with parent(tmp_path, "import time; time.sleep(60)") as (process, ask):
        pid = int(ask("child.start()._process.pid"))
        wait_until(lambda: len(session(pid)) == 1)
        process.kill()
        process.wait()
        wait_until(lambda: session(pid) == [], 5)
