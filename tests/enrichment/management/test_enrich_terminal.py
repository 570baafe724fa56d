"""A live bar where a person looks on, plain lines where a program does."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collection.models import Album
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cluster import ROOT, child_environment
from tests.conftest import QUICK, UNLIMITED
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)

ESC = "\x1b["


def on_a_terminal(data_dir: Path, sandbox: Sandbox, *words: str, **own: str) -> tuple[int, str]:
    """Run in a child whose three streams are a pseudo-terminal; what it drew."""
    times = {name: str(value) for name, value in {**UNLIMITED, **QUICK}.items()}
    environment = child_environment(
        data_dir, **{**times, **sandbox.environment(), "TERM": "xterm", "COLUMNS": "120", **own}
    )
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    drawn = _read_all(ours, process)
    os.close(ours)
    return process.wait(10), drawn


def _read_all(stream: int, process: "subprocess.Popen[bytes]") -> str:
    drawn, ends = b"", time.monotonic() + 40
    while time.monotonic() < ends:
        if not select.select([stream], [], [], 0.1)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            part = os.read(stream, 65536)
        except OSError:  # the other end is closed
            break
        drawn += part
    return drawn.decode(errors="replace")


@pytest.mark.slow
def test_a_terminal_gets_a_bar_for_each_phase(sandbox: Sandbox, data_dir: Path, sample_albums: list[Album]) -> None:
    status, drawn = on_a_terminal(data_dir, sandbox, "enrich", "--limit", "12")
    assert status == 0
    assert ESC in drawn
    assert "12/12" in drawn
    assert "━" in drawn
    assert "artist images" in drawn
    assert drawn.count(f"{ESC}?25l") == drawn.count(f"{ESC}?25h")  # the cursor is back


@pytest.mark.slow
def test_with_v2_a_line_for_each_item_stands_above_the_bar(
    sandbox: Sandbox, data_dir: Path, sample_albums: list[Album]
) -> None:
    status, drawn = on_a_terminal(data_dir, sandbox, "enrich", "--limit", "3", "--only", "descriptions", "-v", "2")
    assert status == 0
    assert "Kind Of Blue — Miles Davis" in drawn


@pytest.mark.slow
def test_a_refusal_is_told_in_words_and_logged_in_the_file_alone(
    sandbox: Sandbox, data_dir: Path, sample_albums: list[Album]
) -> None:
    sandbox.faults.add("invalid_client")
    words = ("enrich", "--limit", "3", "--only", "artist_images")
    status, drawn = on_a_terminal(data_dir, sandbox, *words, AIME_PHOTO_SOURCES="spotify")
    assert status == 3
    assert "Spotify refuses the key. Check the setting SPOTIFY_CLIENT_SECRET." in drawn
    logged = "artist_images: stopped, refused_key"
    assert logged not in drawn
    assert logged in (data_dir / "logs" / "aime.log").read_text()


@pytest.mark.slow
def test_plain_lines_hold_no_escape_sequences(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    done = shell("enrich", "--limit", "4")
    assert ESC not in done.out + done.err
    assert "descriptions: 4/4" in done.err


def test_titles_cannot_steer_the_terminal_nor_write_in_its_markup(shell: Shell, sandbox: Sandbox) -> None:
    make_album("\x1b[2J[bold]Loud[/bold] \u202e", "AIR")
    done = shell("enrich", "-v", "2")
    assert done.status == 0
    assert "[bold]Loud[/bold]" in done.err
    assert not set(done.out + done.err) & set("\x1b\u202e")


def test_verbosity_zero_is_silent_but_for_the_report(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    done = shell("enrich", "--limit", "2", "-v", "0")
    assert done.err == ""
    assert done.out.startswith("Run ")
