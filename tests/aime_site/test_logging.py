"""The log cannot be forged, and every record is one line."""

import errno
import json
import logging
import logging.config
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from concurrent_log_handler import ConcurrentRotatingFileHandler
from hypothesis import given
from hypothesis import strategies as st

from aime_site.logging import JsonFormatter, LogFile, OneLineFormatter, Terminal, logging_config
from enrichment.outages import Outage
from enrichment.processes.child import KEPT
from tests.cases import mostly_slow

REPOSITORY = Path(__file__).resolve().parents[2]
FORGED = "Moon Safari\n2026-01-01 00:00:00,000 INFO enrichment: run 7 completed"


def record(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("enrichment", logging.INFO, __file__, 1, message, args, None)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Moon Safari", "Moon Safari"),
        ("a\nb", "a\\nb"),
        ("a\r\nb", "a\\r\\nb"),
        ("a\u2028b", "a\\u2028b"),
        ("a\x85b", "a\\u0085b"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\udce9", "\\udce9"),
        ("C:\\new", "C:\\new"),
        ("أم كلثوم 🎵", "أم كلثوم 🎵"),
    ],
)
def test_a_record_is_one_line(title: str, written: str) -> None:
    assert OneLineFormatter("%(message)s").format(record("%s", title)) == written


@given(st.text())
def test_any_text_is_one_line_that_a_file_can_hold(text: str) -> None:
    for formatter in (OneLineFormatter("%(levelname)s %(message)s"), JsonFormatter()):
        line = formatter.format(record("%s", text))
        assert len(line.splitlines()) == 1
        line.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_keeps_every_text(text: str) -> None:
    assert json.loads(JsonFormatter().format(record("%s", text)))["message"] == text


def test_json_tells_when_who_and_why() -> None:
    try:
        raise RuntimeError(FORGED)
    except RuntimeError:
        failed = logging.LogRecord("collection", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())
    fields = json.loads(JsonFormatter().format(failed))
    assert (fields["level"], fields["logger"], fields["message"]) == ("error", "collection", "it failed")
    assert fields["time"].endswith("+00:00")
    assert "RuntimeError: Moon Safari" in fields["exception"]


@pytest.mark.parametrize("json_lines", mostly_slow([False, True]))
def test_the_file_holds_a_line_per_record(tmp_path: Path, json_lines: bool) -> None:
    program = (
        "import logging, logging.config, sys; from pathlib import Path; from aime_site.logging import logging_config;"
        f"logging.config.dictConfig(logging_config(Path(sys.argv[1]), json_lines={json_lines}));"
        "log = logging.getLogger('enrichment.services'); log.info('%s', sys.argv[2]); log.warning('seen')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "logs"), FORGED],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = (tmp_path / "logs" / "aime.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert "Moon Safari\\n2026" in lines[0]
    assert len(ended.stderr.splitlines()) == 1  # the terminal hears warnings only
    assert "seen" in ended.stderr


def test_the_file_is_bounded(tmp_path: Path) -> None:
    handler = logging_config(tmp_path, json_lines=False)["handlers"]["file"]
    assert handler["maxBytes"] * (handler["backupCount"] + 1) <= 50_000_000


def full() -> logging.LogRecord:
    """As a client of the file system or the database logs it."""
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        return logging.LogRecord("enrichment", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())


def test_a_full_disk_is_one_line_in_words_on_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEPT, raising=False)
    terminal = Terminal()
    for met in (full(), full(), record("something else")):
        terminal.emit(met)
    assert capsys.readouterr().err.splitlines() == [Outage.FULL.value, "something else"]


def test_of_a_process_that_is_kept_its_keeper_says_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEPT, "1")
    Terminal().emit(full())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("refused", ["_do_lock", "do_write", "getLockFilename"])
@pytest.mark.parametrize(("number", "lines"), [(errno.ENOSPC, 0), (errno.EIO, 1)])
def test_a_log_that_a_full_disk_does_not_take_is_no_fault_of_ours(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    lines: int,
    refused: str,
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(ConcurrentRotatingFileHandler, refused, refuse)
    file = LogFile(filename=str(tmp_path / "aime.log"))
    file.emit(record("lost"))
    file.close()
    assert capsys.readouterr().err.count("Logging error") == lines


def held_open(folder: Path) -> list[str]:
    files = (os.path.realpath(link) for link in Path("/proc/self/fd").glob("*"))
    return [file for file in files if file.startswith(str(folder))]


def test_a_log_that_is_closed_holds_no_file_open(tmp_path: Path) -> None:
    file = LogFile(filename=str(tmp_path / "aime.log"))
    file.emit(record("one line"))
    assert held_open(tmp_path)
    file.close()
    assert not held_open(tmp_path)
    file.close()  # once more, as Python does at its end


@pytest.fixture
def site_log(tmp_path: Path) -> Iterator[Path]:
    """The site's own logging, as it is configured; afterwards that of the tests."""
    names = ("enrichment", "collection", "django-q", "django.request", "django.security")
    before = {name: (list(logger.handlers), logger.level, logger.propagate) for name in names if (logger := of(name))}
    logging.config.dictConfig(logging_config(tmp_path / "new" / "logs", json_lines=False))
    yield tmp_path / "new" / "logs" / "aime.log"
    for name, (handlers, level, propagate) in before.items():
        for handler in of(name).handlers:
            handler.close()
        of(name).handlers, of(name).propagate = handlers, propagate
        of(name).setLevel(level)


def of(name: str) -> logging.Logger:
    return logging.getLogger(name)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.mark.parametrize(
    ("name", "level", "in_file", "on_terminal"),
    [
        ("enrichment.runs", "info", True, False),
        ("enrichment.runs", "warning", True, True),
        ("enrichment.runs", "debug", False, False),
        ("collection.importing", "info", True, False),
        ("collection.importing", "error", True, True),
        ("django-q", "warning", False, True),
        ("django.request", "error", True, False),
        ("django.request", "warning", False, False),
        ("django.security.DisallowedHost", "warning", True, False),
        ("django.security.DisallowedHost", "info", False, False),
    ],
)
def test_each_record_goes_where_somebody_looks_for_it(
    site_log: Path, capsys: pytest.CaptureFixture[str], name: str, level: str, in_file: bool, on_terminal: bool
) -> None:
    for handler in {*of(name.split(".")[0]).handlers, *of("django-q").handlers}:
        if isinstance(handler, Terminal):
            handler.setStream(sys.stderr)
    getattr(of(name), level)("Moon Safari")
    written = lines(site_log)
    assert [bool(written), "Moon Safari" in capsys.readouterr().err] == [in_file, on_terminal]
    if in_file:
        assert written[0].endswith(f"{level.upper()} {name}: Moon Safari")


def test_a_task_that_is_put_into_the_queue_is_not_told_where_it_was_put(
    site_log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for handler in of("django-q").handlers:
        if isinstance(handler, Terminal):
            handler.setStream(sys.stderr)
    told = logging.LogRecord("django-q", logging.INFO, "django_q/tasks.py", 1, "Enqueued [aime] 1", None, None)
    of("django-q").handle(told)
    of("django-q").handle(logging.LogRecord("django-q", logging.INFO, "django_q/cluster.py", 1, "starting", None, None))
    of("django-q").handle(logging.LogRecord("django-q", logging.ERROR, "django_q/tasks.py", 1, "failed", None, None))
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()] == ["starting", "failed"]


def test_machines_get_json_in_the_file_and_on_the_terminal(tmp_path: Path) -> None:
    handlers = logging_config(tmp_path, json_lines=True)["handlers"]
    assert {handler["formatter"] for handler in handlers.values()} == {"json"}
