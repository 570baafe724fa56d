"""Commands as a shell sees them: words in; text, complaints and an exit status out."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import get_commands, load_command_class
from django.db import connection

from tests.cluster import ROOT, child_environment
from tests.conftest import QUICK, UNLIMITED


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON object that is all of standard output."""
        return json.loads(self.out)


Shell = Callable[..., Done]


def run_here(name: str, *words: str) -> int:
    """Run the command in this process, exactly as manage.py would; its exit status."""
    command = load_command_class(get_commands()[name], name)
    try:
        command.run_from_argv(["manage.py", name, *words])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


class Child:
    """The command in a process of its own, on the test database and the stand-in."""

    def __init__(self, data_dir: Path, services: Mapping[str, str], *words: str, **environment: str) -> None:
        times = {name: str(value) for name, value in {**UNLIMITED, **QUICK}.items()}
        connection.close()
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=child_environment(data_dir, **{**times, **services, **environment}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def tell(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def done(self, seconds: float = 30) -> Done:
        try:
            out, err = self._process.communicate(timeout=seconds)
        finally:
            self._process.kill()
        return Done(self._process.returncode, out, err)
