"""A `.env` of a test's own, which the real settings read anew when it changes."""

from pathlib import Path

import pytest
from pytest_django import Settings

from aime_site import environment
from enrichment.engine import env_changes


def own_env(settings: Settings, monkeypatch: pytest.MonkeyPatch, folder: Path, **values: str) -> Path:
    """The path of a file with `values`, as this process has already read it."""
    path = folder / ".env"
    path.write_text("# mine\n" + "".join(f"{name}={value}\n" for name, value in values.items()))
    monkeypatch.setattr(environment, "CONFIG_DIR", folder)
    settings.ENV_FILE = path
    env_changes.follow()
    return path
