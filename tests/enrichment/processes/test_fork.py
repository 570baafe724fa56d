"""A child that goes on from what its parent has loaded, as the kernel shows it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from enrichment.processes.child import ROOT
from tests.enrichment.processes.proc import session, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children share nothing")
# Does what it is told, line by line. Tests themselves run beside other threads, from which nothing should be forked.
PARENT = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: None)
from enrichment.processes import SharingChild
heavy = [str(number) for number in range(400_000)]
child = SharingChild("played", "a word")
for line in sys.stdin:
    print(eval(line), flush=True)
"""
Ask = Callable[[str], str]


@contextmanager
def parent(folder: Path, code: str) -> Iterator[tuple[subprocess.Popen[str], Ask]]:
    (folder / "played.py").write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, env=environment, stdin=-1, stdout=-1, text=True
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
