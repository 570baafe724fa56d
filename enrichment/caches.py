"""Answers of the services, one small readable JSON file each: what was paid for once is not paid for again."""

import contextlib
import hashlib
import json
import logging
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from enrichment.outages import outage_of

logger = logging.getLogger(__name__)

Entry = dict[str, Any]
_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,150}")
LARGEST_FILE = 1_000_000
# A line for each value, for those who read the files; `indent` would leave it to json's slow encoder.
_SEPARATORS = (",\n ", ": ")


class JsonCache:
    """A folder of files, written whole or not at all, for any number of processes; the phases name the entries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, names: Sequence[str]) -> Entry | None:
        """The first entry found under one of `names`; a torn or foreign file is warned about and passed over."""
        found = (self._read(self._path(name)) for name in names)
        return next((entry for entry in found if entry is not None), None)

    def write(self, name: str, entry: Entry) -> bool:
        """Write under a temporary name, then rename. False, and a warning, when the disk refuses: the answer itself
        is not lost by that.
        """
        path = self._path(name)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        try:
            content = json.dumps(entry, ensure_ascii=False, separators=_SEPARATORS).encode()
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
            draft.replace(path)
        except OSError as error:
            met = {"outage": outage_of(error)}
            logger.warning("The cache file %s could not be written: %s", path.name, error.strerror, extra=met)
            with contextlib.suppress(OSError):
                draft.unlink()
            return False
        return True

    def drop(self, names: Sequence[str]) -> None:
        """Forget what is under `names`; what cannot be removed is warned about."""
        for name in names:
            try:
                self._path(name).unlink(missing_ok=True)
            except OSError as error:
                logger.warning("The cache file %s could not be removed: %s", name, error.strerror)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """All readable entries with their names."""
        for path in sorted(self.folder.glob("*.json")):
            entry = self._read(path)
            if entry is not None:
                yield path.stem, entry

    def torn(self) -> Iterator[tuple[str, str]]:
        """The files that cannot be used, with the reason."""
        for path in sorted(self.folder.glob("*.json")):
            try:
                _load(path)
            except (OSError, ValueError, RecursionError) as error:
                yield path.name, str(error)

    def _path(self, name: str) -> Path:
        if not _SAFE_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no cache name")
        return self.folder / f"{name}.json"

    def _read(self, path: Path) -> Entry | None:
        try:
            return _load(path)
        except (OSError, ValueError, RecursionError) as error:
            if not isinstance(error, FileNotFoundError):
                logger.warning("The cache file %s cannot be read and is ignored: %s", path.name, error)
        return None


def _load(path: Path) -> Entry:
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError("too large")
    text = path.read_text(encoding="utf-8")
    entry = json.loads(text)
    if not isinstance(entry, dict):
        raise ValueError("it holds no JSON object")  # noqa: TRY004 - a content that cannot be used, like torn JSON
    if "\\u" in text:  # no database takes NUL and lone surrogates, which only escapes that a person typed can hold
        plain = json.dumps(entry, ensure_ascii=False)
        plain.encode()
        if "\\u0000" in plain:
            raise ValueError("it holds NUL")
    return entry


def digest(*parts: str) -> str:
    """For a name that is made from what people write."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
