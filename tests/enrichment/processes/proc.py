"""Looking at processes, as the kernel shows them."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    session: int
    title: str


def processes() -> list[Process]:
    """All that live; the dead that nobody has reaped are left out."""
    entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [process for entry in entries if (process := _read(entry))]


def _read(entry: Path) -> Process | None:
    try:
        fields = (entry / "stat").read_text().rpartition(")")[2].split()
        title = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return None
    return None if fields[0] in "ZX" else Process(int(entry.name), int(fields[1]), int(fields[3]), title)


def children(pid: int) -> list[Process]:
    return [process for process in processes() if process.parent == pid]


def session(pid: int) -> list[Process]:
    """What lives of the session that `pid` began, orphans too."""
    return [process for process in processes() if process.session == pid]


def using(folder: Path) -> list[Process]:
    """Processes, this one aside, whose environment or command line names `folder`."""
    return [process for process in processes() if process.pid != os.getpid() and _names(process, str(folder))]


def _names(process: Process, text: str) -> bool:
    try:
        environment = Path(f"/proc/{process.pid}/environ").read_bytes().decode(errors="replace")
    except OSError:
        environment = ""
    return text in environment or text in process.title


def wait_until(condition: Callable[[], T], seconds: float = 20.0, what: str = "") -> T:
    """Return what `condition` gives as soon as that is true."""
    ends = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > ends:
            raise AssertionError(f"not within {seconds} s: {what or condition}")
        time.sleep(0.05)
    return value
