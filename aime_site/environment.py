"""Where settings come from: the process environment, then `.env` beside manage.py, then `config/secrets.json`.

Only `aime_site.settings` reads this; everything else reads `django.conf.settings`.
"""

import json
import math
import os
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from shlex import quote
from typing import Any

from decouple import Config, RepositoryEmpty, strtobool
from django.core.exceptions import ImproperlyConfigured

from enrichment import env_file
from enrichment.providers.texts.languages import LANGUAGES, language

BASE_DIR = Path(__file__).resolve().parent.parent
# The demo points this elsewhere, so that it can never meet the owner's keys.
CONFIG_DIR = Path(os.environ.get("AIME_CONFIG_DIR") or BASE_DIR)


class SettingsError(ImproperlyConfigured):
    """A setting that cannot be used; the message names it and the remedy."""


class SecretsFile:
    """`config/secrets.json` as people of the earlier version have it; a service with `enabled: false` is absent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: dict[str, Any] = {}
        if path.is_file():
            try:
                content = json.loads(path.read_text(encoding="utf-8-sig"))
            except (OSError, ValueError) as error:
                raise SettingsError(f"{path.name} cannot be read as JSON ({error}): correct it or remove it.") from None
            self.content = content if isinstance(content, dict) else {}

    def value(self, service: str, *names: str) -> str:
        entries = self.content.get(service)
        if not isinstance(entries, dict) or entries.get("enabled") is False:
            return ""
        values = (entries[name].strip() for name in names if isinstance(entries.get(name), str))
        return next((value for value in values if value), "")


class DotEnv(RepositoryEmpty):  # type: ignore[misc]  # decouple has no types
    """`.env` for decouple. `problems` are the lines, from 1, that cannot be read."""

    def __init__(self, path: Path) -> None:
        text = ""
        if path.is_file():
            try:
                text = path.read_text(encoding="utf-8-sig")  # Windows' editors write a byte order mark
            except (OSError, UnicodeDecodeError) as error:
                what = type(error).__name__
                raise SettingsError(f"{path.name} cannot be read ({what}): save it as UTF-8 text.") from None
        self.data, self.problems = env_file.read(text)

    def __contains__(self, name: object) -> bool:
        return name in self.data

    def __getitem__(self, name: str) -> str:
        return self.data[name]


class Environment:
    """Typed access to the three places; an empty value counts as not set, as container tools pass empty ones."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or CONFIG_DIR
        repository = DotEnv(folder / ".env")
        self._config = Config(repository)
        self._file = repository.data
        self.problems = repository.problems
        self.secrets = SecretsFile(folder / "config" / "secrets.json")

    def text(self, name: str, default: str = "") -> str:
        return str(self._config(name, default="")).strip() or self.file_text(name) or default

    def file_text(self, name: str) -> str:
        """A value of `.env` alone: `URL` and `bearer` are too common to be taken from the process environment."""
        return str(self._file.get(name, "")).strip()

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self._cast(name, default, strtobool, "on or off"))

    def integer(self, name: str, default: int, *, least: int = 0) -> int:
        return int(self._cast(name, default, _at_least(least, int), f"a whole number, {least} or more"))

    def number(self, name: str, default: float) -> float:
        return float(self._cast(name, default, _at_least(0, float), "a number, 0 or more"))

    def language(self, name: str, default: str) -> str:
        """The code of a language that texts are written in; "fr-CH" is "fr"."""
        return str(self._cast(name, default, lambda code: language(code).code, f"one of {', '.join(LANGUAGES)}"))

    def listing(self, name: str, default: str = "") -> list[str]:
        """Values between commas, with or without quotes and brackets around them."""
        parts = (part.strip(" \t'\"") for part in self.text(name, default).strip("[]()").split(","))
        return [part for part in parts if part]

    def choices(self, name: str, offered: Sequence[str]) -> list[str]:
        """Some of `offered`, in the order given; all of them unless set, none for "none"."""
        chosen = [choice.lower() for choice in self.listing(name, ",".join(offered))]
        if strangers := set(chosen) - {*offered, "none"}:
            raise SettingsError(f"{name} does not know {', '.join(sorted(strangers))}: only {', '.join(offered)}.")
        return [choice for choice in dict.fromkeys(chosen) if choice != "none"]

    def _cast(self, name: str, default: Any, cast: Any, wanted: str) -> Any:
        raw = self.text(name)
        if not raw:
            return default
        try:
            return cast(raw)
        except ValueError:
            raise SettingsError(f"{name} must be {wanted}.") from None


def make_folder(path: Path, setting: str) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{path} cannot be made ({error.strerror}): see {setting}.") from None


def _at_least(least: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    def cast(raw: str) -> float:
        number = kind(raw)
        if not math.isfinite(number) or number < least:
            raise ValueError(raw)
        return number

    return cast


def command() -> str:
    """What is typed beside manage.py to reach this site: `uv run manage.py`, after the folders that this process was
    told of from outside.
    """
    told = ((name, os.environ.get(name)) for name in ("AIME_CONFIG_DIR", "AIME_DATA_DIR"))
    folders = [f"{name}={quote(str((BASE_DIR / folder).resolve()))}" for name, folder in told if folder]
    return " ".join([*folders, "uv run manage.py"])


def local_time_zone() -> str:
    """The machine's own IANA zone, so that 02:00 is the owner's night; UTC where it cannot be told."""
    parts = Path("/etc/localtime").resolve().parts
    if "zoneinfo" not in parts:
        return "UTC"
    name = "/".join(parts[parts.index("zoneinfo") + 1 :])
    return "UTC" if name.startswith(("Etc", "UTC", "Universal", "Zulu")) else name


def machine_language(offered: Collection[str], default: str) -> str:
    """Which of `offered` the machine speaks, by the variables of POSIX (LC_ALL before LC_MESSAGES before LANG)."""
    value = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    code = re.split(r"[_.@-]", value)[0].lower()
    return code if code in offered else default
