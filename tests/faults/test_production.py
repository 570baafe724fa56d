"""The site as it is put on the web, and the commands that `docs/operations.md` gives for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cluster import ROOT


def check(folder: Path, **changes: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"AIME_DATA_DIR": str(folder), "AIME_CONFIG_DIR": str(folder), "DEBUG": "off"}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**inherited, **own, **changes},
        capture_output=True,
        text=True,
    )


def test_production_settings_meet_every_check_of_django(tmp_path: Path) -> None:
    done = check(tmp_path, AIME_HTTPS="on", ALLOWED_HOSTS="music.example.org")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{"DEBUG": "on"}, {"AIME_HTTPS": "off"}, {"SECRET_KEY": "short"}])
def test_the_check_would_notice(tmp_path: Path, changes: dict[str, str]) -> None:
    done = check(tmp_path, **{"AIME_HTTPS": "on", "ALLOWED_HOSTS": "music.example.org", **changes})
    assert done.returncode == 1
