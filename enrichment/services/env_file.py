"""The owner's `.env`: settings put into it, everything else in it left as it is."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

ONLY_THE_OWNER = 0o600


def merged(text: str, values: Mapping[str, str]) -> str:
    """`text` with each of `values` set once: in the place where it stood, else at the end.

    ValueError for a value that would not be read again as it is.
    """
    for name, value in values.items():
        _check(name, value)
    left, lines = dict(values), list[str]()
    for line in text.splitlines():
        name = _name(line)
        if name not in values:
            lines.append(line)
        elif name in left:
            lines.append(f"{name}={left.pop(name)}")
    lines += [f"{name}={value}" for name, value in left.items()]
    return "\n".join(lines) + "\n"


def _name(line: str) -> str:
    stripped = line.strip()
    return "" if stripped.startswith("#") or "=" not in stripped else stripped.split("=", 1)[0].strip()


def _check(name: str, value: str) -> None:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    if value != value.strip() or not value.isprintable() or quoted:
        raise ValueError(_("the value of %(name)s cannot be written to .env") % {"name": name})


def write(path: Path, values: Mapping[str, str]) -> None:
    """Set `values` in the file at `path`, readable by its owner alone afterwards. A crash leaves the old one."""
    path = path.resolve()
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    content = merged(before, values)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".env-")  # made with mode 600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(temporary).chmod(ONLY_THE_OWNER)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
