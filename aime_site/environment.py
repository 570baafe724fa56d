"""Where settings come from: the process environment, then `.env` beside manage.py, then `config/secrets.json`.

Only `aime_site.settings` reads this; everything else reads `django.conf.settings`.
"""

import json
from pathlib import Path
from typing import Any

from decouple import Config, RepositoryEmpty, RepositoryEnv, strtobool

BASE_DIR = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting that cannot be used; the message names it and the remedy."""


class SecretsFile:
    """`config/secrets.json` as people of the earlier version have it; a service with `enabled: false` is absent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content = self._read()

    def _read(self) -> dict[str, Any]:
        if not self.path.is_file():
            return {}
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise SettingsError(
                f"{self.path.name} cannot be read as JSON ({error}): correct it or remove it."
            ) from None
        return content if isinstance(content, dict) else {}

    def value(self, service: str, *names: str) -> str:
        entries = self.content.get(service)
        if not isinstance(entries, dict) or entries.get("enabled") is False:
            return ""
        return next((entries[name].strip() for name in names if isinstance(entries.get(name), str)), "")


class Environment:
    """Typed access to the three places; an empty value counts as not set, as container tools pass empty ones."""

    def __init__(self, folder: Path = BASE_DIR) -> None:
        dotenv = folder / ".env"
        repository = RepositoryEnv(dotenv) if dotenv.is_file() else RepositoryEmpty()
        self._config = Config(repository)
        self._file: dict[str, str] = getattr(repository, "data", {})
        self.secrets = SecretsFile(folder / "config" / "secrets.json")

    def text(self, name: str, default: str = "") -> str:
        return str(self._config(name, default="")).strip() or self.file_text(name) or default

    def file_text(self, name: str) -> str:
        """A value of `.env` alone: `URL` and `bearer` are too common to be taken from the process environment."""
        return str(self._file.get(name, "")).strip()

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self._cast(name, default, strtobool, "on or off"))

    def integer(self, name: str, default: int) -> int:
        return int(self._cast(name, default, int, "a whole number"))

    def number(self, name: str, default: float) -> float:
        return float(self._cast(name, default, float, "a number"))

    def listing(self, name: str, default: str = "") -> list[str]:
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def _cast(self, name: str, default: Any, cast: Any, wanted: str) -> Any:
        raw = self.text(name)
        if not raw:
            return default
        try:
            return cast(raw)
        except ValueError:
            raise SettingsError(f"{name} must be {wanted}.") from None


def local_time_zone() -> str:
    """The machine's own IANA zone, so that 02:00 is the owner's night; UTC where it cannot be told."""
    parts = Path("/etc/localtime").resolve().parts
    if "zoneinfo" not in parts:
        return "UTC"
    name = "/".join(parts[parts.index("zoneinfo") + 1 :])
    return "UTC" if name.startswith(("Etc", "UTC", "Universal", "Zulu")) else name
