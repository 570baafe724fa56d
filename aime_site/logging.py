"""The log: a rotating file under the data folder that tells each run's story, and the terminal for warnings."""

import copy
import json
import logging
import os
import re
import sys
import time
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from enrichment.outages import outage_of
from enrichment.processes.child import KEPT

# What a terminal or a log viewer obeys, and lone surrogates, which no file can hold.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class OneLineFormatter(logging.Formatter):
    """Writes each record on one line, so that a title with a newline in it cannot forge a second record."""

    def format(self, record: logging.LogRecord) -> str:
        return _escaped(super().format(record))


class LogFile(logging.Handler):
    """The rotating file, for all processes. What writes it is loaded with the first line: it takes long, and most
    commands write none. Lines that a full disk does not take are lost, in silence: the terminal says that it is full.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self._options = options

    @cached_property
    def _writer(self) -> logging.Handler:
        from concurrent_log_handler import ConcurrentRotatingFileHandler

        writer = ConcurrentRotatingFileHandler(**self._options)
        writer.setFormatter(self.formatter)
        writer.handleError = self.handleError  # type: ignore[method-assign]
        return writer

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._writer.emit(record)
        except OSError:  # it cannot even be opened
            self.handleError(record)

    def close(self) -> None:
        if "_writer" in vars(self):
            self._writer.close()
        super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        if outage_of(sys.exception()) is None:
            super().handleError(record)


class Terminal(logging.StreamHandler[Any]):
    """A full disk, and a database that is damaged or away, are one line a minute here, in words for people. Where
    another process keeps this one, that one alone says so: each of them meets the same.
    """

    EVERY_SECONDS = 60.0

    def __init__(self) -> None:
        super().__init__()
        self._due = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        outage = getattr(record, "outage", None) or (outage_of(record.exc_info[1]) if record.exc_info else None)
        if outage is None:
            super().emit(record)
        elif KEPT not in os.environ and time.monotonic() >= self._due:
            self._due = time.monotonic() + self.EVERY_SECONDS
            worded = copy.copy(record)
            worded.msg, worded.args, worded.exc_info, worded.exc_text = outage.sentence, (), None, None
            super().emit(worded)


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for machines that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return _escaped(json.dumps(fields, ensure_ascii=False))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(
        lambda found: json.dumps(found[0])[1:-1] if found[0] < "\x7f" else f"\\u{ord(found[0]):04x}", text
    )


def logging_config(folder: Path, *, json_lines: bool) -> dict[str, Any]:
    """Return Django's LOGGING; the file handler locks, for web and background processes share the file."""
    folder.mkdir(parents=True, exist_ok=True)
    formatter = "json" if json_lines else "line"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": OneLineFormatter, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": JsonFormatter},
        },
        # django-q2 also tells of each task that is put into the queue, on the terminal of whoever puts it there.
        "filters": {
            "no call": {"()": lambda: lambda record: record.levelno > logging.INFO or record.module != "tasks"}
        },
        "handlers": {
            "file": {
                "()": LogFile,
                "filename": str(folder / "aime.log"),
                "maxBytes": 5_000_000,
                "backupCount": 5,
                "encoding": "utf-8",
                "formatter": formatter,
            },
            "terminal": {"()": Terminal, "level": "WARNING", "formatter": formatter},
            "queue": {"()": Terminal, "formatter": formatter, "filters": ["no call"]},
        },
        "loggers": {
            "enrichment": {"handlers": ["file", "terminal"], "level": "INFO", "propagate": False},
            "collection": {"handlers": ["file", "terminal"], "level": "INFO", "propagate": False},
            "django-q": {"handlers": ["queue"], "level": "INFO", "propagate": False},
            "django.request": {"handlers": ["file"], "level": "ERROR"},
            # A refused host, origin or token, each with the value that the settings would need.
            "django.security": {"handlers": ["file"], "level": "WARNING"},
        },
    }
