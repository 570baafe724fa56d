"""The log: a rotating file under the data folder that tells each run's story, and the terminal for warnings."""

import json
import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# What a terminal or a log viewer obeys, and lone surrogates, which no file can hold.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class OneLineFormatter(logging.Formatter):
    """Writes each record on one line, so that a title with a newline in it cannot forge a second record."""

    def format(self, record: logging.LogRecord) -> str:
        return _escaped(super().format(record))


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
        "handlers": {
            "file": {
                "class": "concurrent_log_handler.ConcurrentRotatingFileHandler",
                "filename": str(folder / "aime.log"),
                "maxBytes": 5_000_000,
                "backupCount": 5,
                "encoding": "utf-8",
                "formatter": formatter,
            },
            "terminal": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": formatter},
        },
        "loggers": {
            "enrichment": {"handlers": ["file", "terminal"], "level": "INFO", "propagate": False},
            "collection": {"handlers": ["file", "terminal"], "level": "INFO", "propagate": False},
            "django.request": {"handlers": ["file"], "level": "ERROR"},
            # A refused host, origin or token, each with the value that the settings would need.
            "django.security": {"handlers": ["file"], "level": "WARNING"},
        },
    }
