"""Files on their way in: kept in the data folder while a person says what their columns are, or while they are long."""

import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Self

from django.conf import settings
from django.core.files.base import File

from collection.importing import ImportReport, Refusal, open_collection, save_releases
from collection.importing.records import Entry, LostKind

SECONDS_A_STEP = 5.0
SECONDS_KEPT = 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")


@dataclass
class KeptImport:
    """A file with what has become of it so far. `columns` is None until a person confirmed a sheet of their own."""

    token: str
    columns: dict[str, str] | None = None
    done: int = 0
    total: int = 0
    finished: bool = False
    report: ImportReport = field(default_factory=ImportReport)

    @classmethod
    def keep(cls, upload: "File[bytes]") -> Self:
        """Store an upload, and forget those that nobody went on with."""
        folder = _folder()
        for old in folder.iterdir():
            if old.stat().st_mtime < time.time() - SECONDS_KEPT:
                old.unlink(missing_ok=True)
        kept = cls(secrets.token_urlsafe(24))
        with os.fdopen(os.open(kept._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            for chunk in upload.chunks():
                target.write(chunk)
        kept._remember()
        return kept

    @classmethod
    def find(cls, token: str) -> Self | None:
        try:
            told = json.loads(_folder().joinpath(f"{token}.json").read_text()) if _TOKEN.fullmatch(token) else None
        except (OSError, ValueError):
            return None
        if not told:
            return None
        report = told["report"]
        report["lost"] = {LostKind(kind): count for kind, count in report["lost"].items()}
        report["examples"] = {LostKind(kind): example for kind, example in report["examples"].items()}
        report["refusals"] = [Refusal(**refusal) for refusal in report["refusals"]]
        return cls(**{**told, "report": ImportReport(**report)})

    def open(self) -> BinaryIO:
        return self._path.open("rb")

    def step(self) -> None:
        """Import what can be imported in a few seconds. Raise UnusableFileError when nothing can be."""
        with self.open() as content:
            table = open_collection(content, self.columns)
            entries = islice(table.read(), self.done, None)
            self.total = table.total
            save_releases(self._for_a_while(entries), report=self.report)
        self._remember()
        if self.finished:
            self._path.unlink(missing_ok=True)

    def _for_a_while(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        until = time.monotonic() + SECONDS_A_STEP
        for entry in entries:
            yield entry
            self.done += 1
            if time.monotonic() > until:
                return
        self.finished = True

    @property
    def _path(self) -> Path:
        return _folder() / self.token

    def _remember(self) -> None:
        target = _folder() / f"{self.token}.json"
        fresh = target.with_suffix(".new")
        fresh.touch(0o600)
        fresh.write_text(json.dumps(asdict(self)))
        fresh.replace(target)


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
