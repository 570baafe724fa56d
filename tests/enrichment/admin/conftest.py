"""What the tests of the pages share: services with keys that nobody is ever asked with."""

from pathlib import Path

import pytest
from pytest_django import Settings

NEVER_ASKED = "http://127.0.0.1:9"


@pytest.fixture
def configured(settings: Settings, data_dir: Path) -> Settings:
    """Both services have their settings; no call is made in these tests."""
    settings.EURIA_API_KEY, settings.EURIA_API_URL = "key", f"{NEVER_ASKED}/2/ai/1/openai/v1"
    settings.SPOTIFY_CLIENT_ID, settings.SPOTIFY_CLIENT_SECRET = "id", "secret"
    return settings
