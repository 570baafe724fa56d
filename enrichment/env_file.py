"""The owner's `.env`, as people write it: reading it, and putting settings into it with all else left as it is.

A line is `NAME=value`, with or without `export`, blanks around the name and the value, and a comment behind a blank
and `#`. Quotes around a value keep what is between them, `#` too; there are no escapes and no `$NAME`. Quoted values
with commas between them are a list.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

ONLY_THE_OWNER = 0o600
BESIDE_MANAGE = Path(__file__).resolve().parents[1]

_LINE = re.compile(r"\s*(?P<export>export\s+)?(?P<name>[^\W\d][\w.-]*)\s*=(?P<rest>.*)")
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_LIST = re.compile(rf"(?P<value>(?:{_QUOTED})(?:\s*,\s*(?:{_QUOTED}))+)(?P<behind>\s+#.*|\s*)")
_BEHIND = re.compile(r"\s+#.*|\s*")
_COMMENT = re.compile(r"\s+#.*|\s+$")


class Problem(StrEnum):
    NO_SETTING = "no_setting"  # neither a comment nor NAME=value
    OPEN_QUOTE = "open_quote"  # a quote that is not closed, or something behind the closing one


class Unreadable(ValueError):
    """A line that nobody can read for certain; `args[0]` is the `Problem`."""


class Setting(NamedTuple):
    """One line. `behind` is what follows the value: blanks and a comment."""

    name: str
    value: str
    export: str = ""
    behind: str = ""


def read_line(line: str) -> Setting | None:
    """What a line sets; None for an empty one and for a comment. `Unreadable` for anything else."""
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    found = _LINE.fullmatch(line)
    if not found:
        raise Unreadable(Problem.NO_SETTING)
    value, behind = _value(found["rest"])
    return Setting(found["name"], value, found["export"] or "", behind)


def _value(rest: str) -> tuple[str, str]:
    """The value and what stands behind it, of all that follows the `=`."""
    text = rest.lstrip()
    if text[:1] not in ("'", '"') or len(text.rstrip()) == 1:
        comment = _COMMENT.search(rest)
        value = rest[: comment.start()] if comment else rest
        return value.strip(), rest[len(value) :]
    if listed := _LIST.fullmatch(text):
        return ",".join(part[1:-1] for part in re.findall(_QUOTED, listed["value"])), listed["behind"]
    for end in (place for place in range(1, len(text)) if text[place] == text[0]):
        if _BEHIND.fullmatch(text, end + 1):
            return text[1:end], text[end + 1 :]
    raise Unreadable(Problem.OPEN_QUOTE)


def read(text: str) -> tuple[dict[str, str], dict[int, Problem]]:
    """The values by name, the last of a name winning, and what is wrong with each line (from 1) that cannot be read."""
    values, problems = dict[str, str](), dict[int, Problem]()
    for number, line in enumerate(_lines(text), start=1):
        try:
            setting = read_line(line)
        except Unreadable as unreadable:
            problems[number] = unreadable.args[0]
        else:
            values |= {setting.name: setting.value} if setting else {}
    return values, problems


def _lines(text: str) -> list[str]:
    """As editors count them: `splitlines` would also break at a form feed or a Unicode separator within a value."""
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def merged(text: str, values: Mapping[str, str]) -> str:
    """`text` with each of `values` set once: in the place where it stood, else at the end.

    ValueError for a value that would not be read again as it is.
    """
    left = {name: _written(name, value) for name, value in values.items()}
    lines = []
    for line in _lines(text) if text else []:
        setting = _setting(line)
        if setting is None or setting.name not in values:
            lines.append(line)
        elif setting.name in left:
            lines.append(f"{setting.export}{setting.name}={left.pop(setting.name)}{setting.behind.rstrip()}")
    lines += [f"{name}={value}" for name, value in left.items()]
    return "".join(f"{line}\n" for line in lines)


def _setting(line: str) -> Setting | None:
    """The setting of a line; of one that is torn, its name alone, so that a good value takes its place."""
    try:
        return read_line(line)
    except Unreadable:
        found = _LINE.fullmatch(line)
        return Setting(found["name"], "", found["export"] or "") if found else None


def _written(name: str, value: str) -> str:
    """The value as a line holds it, in quotes where it needs them."""
    forms = (value, f'"{value}"', f"'{value}'") if value == value.strip() and value.isprintable() else ()
    for form in forms:
        with contextlib.suppress(Unreadable):
            if read_line(f"{name}={form}") == Setting(name, value):
                return form
    raise ValueError(_("the value of %(name)s cannot be written to .env") % {"name": name})


def place() -> str:
    """Which file that is, for a sentence: `.env` beside manage.py, or its path where AIME_CONFIG_DIR names a folder."""
    path: Path = settings.ENV_FILE
    return _(".env beside manage.py") if path.parent == BESIDE_MANAGE else str(path)


def write(path: Path, values: Mapping[str, str]) -> None:
    """Set `values` in the file at `path`, readable by its owner alone afterwards. A crash leaves the old one."""
    path = path.resolve()
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
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
