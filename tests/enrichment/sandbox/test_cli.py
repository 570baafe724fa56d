import json
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
import requests
from django.core.management import CommandError, call_command

from enrichment.sandbox import cli
from enrichment.sandbox.faults import KINDS
from tests.cases import mostly_slow

ROOT = Path(__file__).parents[3]
MODULE = [sys.executable, "-m", "enrichment.sandbox"]
COMMAND = [sys.executable, "manage.py", "sandbox"]


@contextmanager
def running(*command: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """The process and the environment it printed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        lines = [process.stdout.readline().strip() for _ in range(13)]
        try:
            yield process, dict(line.split("=", 1) for line in lines if line)
        finally:
            process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("command", [MODULE, COMMAND], ids=["module", "manage.py"])
@pytest.mark.parametrize("number", mostly_slow([signal.SIGTERM, signal.SIGINT]))
def test_it_prints_what_to_set_serves_and_stops_cleanly(command: list[str], number: signal.Signals) -> None:
    with running(*command) as (process, environment):
        assert {"EURIA_API_URL", "SPOTIFY_TOKEN_URL", "DISCOGS_USERNAME", "LASTFM_API_KEY"} <= set(environment)
        header = {"Authorization": f"Bearer {environment['EURIA_API_KEY']}"}
        assert requests.get(f"{environment['EURIA_API_URL']}/models", headers=header, timeout=5).status_code == 200
        os.kill(process.pid, number)
        _, complaints = process.communicate(timeout=10)
        assert (process.returncode, complaints) == (0, "")


@pytest.mark.slow
def test_collection_faults_and_latency_are_taken_from_the_arguments(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps({"albums": [{"release_id": 4, "title": "Post", "artists": ["Björk"]}]}))
    arguments = ["--collection", str(file), "--fault", "wrong_key:euria", "--fault", "master_gone:times=1"]
    with running(*MODULE, *arguments, "--latency", "discogs=0.2") as (_, environment):
        url = environment["DISCOGS_API_URL"]
        faults = requests.get(f"{url}/_sandbox/faults", timeout=5).json()
        started = time.monotonic()
        release = requests.get(f"{url}/releases/4", headers={"User-Agent": "AIME-tests/1"}, timeout=5).json()
        assert [fault["name"] for fault in faults] == ["wrong_key", "master_gone"]
        assert release["title"] == "Post"
        assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["--fault", "no_such"], "no fault is called"),
        (["--latency", "euria=long"], "expected SERVICE=SECONDS"),
        (["--latency", "nobody=1"], "expected one of"),
        (["--latency", "euria=-1"], "seconds from 0 on"),
        (["--collection", "/nowhere.json"], "No such file"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(
    arguments: list[str], phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    complaint = capsys.readouterr().err
    assert phrase in complaint
    assert len(complaint.splitlines()) == 1
    with pytest.raises(CommandError, match=phrase):
        call_command("sandbox", *arguments, stdout=StringIO())


def test_the_help_lists_every_fault() -> None:
    parser = ArgumentParser()
    cli.add_arguments(parser)
    shown = parser.format_help()
    assert not [name for name in KINDS if f"  {name} " not in shown]
