"""Cache files as a person finds and edits them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings


def cache_file(service: str) -> Path:
    """The only file in the cache of `service`."""
    (path,) = (settings.CACHE_DIR / service).glob("*.json")
    assert isinstance(path, Path)
    return path


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), encoding="utf-8")
