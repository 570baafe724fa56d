"""Settings of services that change in `.env` while AIME runs: each process takes them over before its next request or
slice of a run, and none has to be started again.
"""

import logging
import runpy
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from enrichment import env_file
from enrichment.phases.registry import SERVICES

Stamp = tuple[int, int, int] | None

logger = logging.getLogger("enrichment.runs")
_seen: dict[Path, Stamp] = {}
_one_at_a_time = threading.Lock()


def follow(**_signal: Any) -> None:
    """Take over what has changed in `.env` since this process last looked; the first look only notes how it is. A file
    that cannot be used changes nothing; the log names what is wrong with it.
    """
    path = settings.ENV_FILE
    stamp = _stamp(path)
    if _seen.setdefault(path, stamp) == stamp:
        return
    with _one_at_a_time:
        _seen[path] = stamp
        try:
            _take_over()
        except ImproperlyConfigured as error:
            logger.error("%s was changed, and is not used: %s", path, error)


def write(values: Mapping[str, str]) -> list[str]:
    """Put `values` into `.env` and use them from now on. The names that stand in the environment of this process, too:
    there they go before the file, and stay as they are. Raises `ImproperlyConfigured`, `OSError` or `ValueError` with
    the file as it was.
    """
    path = settings.ENV_FILE
    with _one_at_a_time:
        before = path.read_bytes() if path.exists() else None
        env_file.write(path, values)
        try:
            _take_over()
        except ImproperlyConfigured:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)  # its mode is the owner's already
            raise
        finally:
            _seen[path] = _stamp(path)
    return [name for name, value in values.items() if value and getattr(settings, name, value) != value]


def _take_over() -> None:
    """Run the settings anew, and keep of them what belongs to services; the rest is fixed when a process starts."""
    values = runpy.run_path(settings.AIME_SETTINGS_FILE)
    for name in set[str]().union(*(service.setting_names for service in SERVICES.values())) & values.keys():
        setattr(settings, name, values[name])


def _stamp(path: Path) -> Stamp:
    """Changes whenever the file does: it is always replaced by another, or written by an editor."""
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_ino, found.st_size
    return None
