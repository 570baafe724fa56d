"""A limit on the memory of everything that a site runs, as a container has it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.waiting import wait_until

# Where a group of processes can be made, and what says its limit, its kills and how far it went: both kinds of cgroups.
KINDS = (
    ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.oom_control", "memory.max_usage_in_bytes"),
    ("/sys/fs/cgroup", "memory.max", "memory.events", "memory.peak"),
)


@dataclass(frozen=True)
class Limited:
    """`python` starts whatever it is given within the limit, and so whatever that starts."""

    python: Path
    group: Path | None = None
    kills: str = ""
    peak: str = ""

    @property
    def killed(self) -> int:
        """How many processes the limit has cost."""
        lines = (self.group / self.kills).read_text().splitlines() if self.group else []
        return sum(int(line.split()[1]) for line in lines if line.startswith("oom_kill "))

    @property
    def megabytes(self) -> float | None:
        """The most that was used at once, with the pages of files that may be let go."""
        return int((self.group / self.peak).read_text()) / 2**20 if self.group else None


@contextmanager
def limited(folder: Path, megabytes: int) -> Iterator[Limited]:
    """Of all processes together where cgroups allow it, else of each alone; skips the test where neither works."""
    folder.mkdir()
    for root, limit, kills, peak in KINDS:
        group = Path(root) / f"aime-tests-{os.getpid()}"
        if _is_made(group, limit, megabytes):
            try:
                python = _python(folder, f"echo $$ > {group}/cgroup.procs")
                yield Limited(python, group, kills, peak)
            finally:
                wait_until(lambda: _is_gone(group), 30, what=f"{group} is empty")  # noqa: B023 - called at once
            return
    python = _python(folder, f"ulimit -d {megabytes * 1024}")
    if not subprocess.run([python, "-c", f"bytearray({megabytes} << 20)"], capture_output=True).returncode:
        pytest.skip("memory can be limited neither by a cgroup, which takes root and a tree to write to, nor by ulimit")
    yield Limited(python)


def _is_made(group: Path, limit: str, megabytes: int) -> bool:
    with suppress(OSError):
        group.mkdir()
        try:
            (group / limit).write_text(str(megabytes << 20))
            return True
        except OSError:
            group.rmdir()
    return False


def _is_gone(group: Path) -> bool:
    with suppress(OSError):
        group.rmdir()
    return not group.exists()


def _python(folder: Path, limiting: str) -> Path:
    script = folder / "python"
    script.write_text(f'#!/bin/sh\n{limiting} || exit 97\nexec {sys.executable} "$@"\n')
    script.chmod(0o755)
    return script
