"""Settings of services that change in `.env` while AIME runs."""

import logging
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from enrichment.engine import env_changes
from enrichment.engine.env_changes import follow, write
from tests.enrichment.env import own_env


@pytest.fixture
def env(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return own_env(settings, monkeypatch, tmp_path, DISCOGS_USERNAME="before")


def test_what_an_editor_wrote_is_used_from_the_next_look_on(env: Path, settings: Settings) -> None:
    env.write_text("DISCOGS_USERNAME=crate_digger\nDISCOGS_TOKEN=t0ken\nEURIA_API_URL=http://127.0.0.1:11434/v1\n")
    follow()
    assert settings.DISCOGS_USERNAME == "crate_digger"
    assert settings.DISCOGS_REQUESTS_PER_MINUTE == 50, "a token is allowed more"
    assert settings.EURIA_CONCURRENCY == 1, "a model at home"


def test_what_belongs_to_no_service_stays_until_a_restart(env: Path, settings: Settings) -> None:
    before = settings.SECRET_KEY, settings.ALLOWED_HOSTS
    env.write_text("SECRET_KEY=another\nALLOWED_HOSTS=example.net\nLASTFM_USERNAME=me\n")
    follow()
    assert settings.LASTFM_USERNAME == "me"
    assert before == (settings.SECRET_KEY, settings.ALLOWED_HOSTS)


def test_an_unchanged_file_is_not_read(env: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env_changes, "_take_over", lambda: pytest.fail("read without need"))
    follow()
    follow()


def test_a_file_that_cannot_be_used_changes_nothing_and_is_named(
    env: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DISCOGS_USERNAME = "before"
    env.write_text("DISCOGS_USERNAME=after\nEURIA_TIMEOUT_SECONDS=soon\n")
    logging.getLogger("enrichment").addHandler(caplog.handler)
    follow()
    logging.getLogger("enrichment").removeHandler(caplog.handler)
    assert settings.DISCOGS_USERNAME == "before"
    assert "EURIA_TIMEOUT_SECONDS must be a number" in caplog.text


def test_what_is_written_is_used_at_once(env: Path, settings: Settings) -> None:
    assert write({"LASTFM_USERNAME": "me"}) == []
    assert settings.LASTFM_USERNAME == "me"
    assert env.read_text() == "# mine\nDISCOGS_USERNAME=before\nLASTFM_USERNAME=me\n"
    assert env.stat().st_mode & 0o777 == 0o600


def test_what_the_environment_sets_goes_first_and_is_told(
    env: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LASTFM_USERNAME", "theirs")
    assert write({"LASTFM_USERNAME": "mine", "LASTFM_API_KEY": "key"}) == ["LASTFM_USERNAME"]
    assert settings.LASTFM_USERNAME == "theirs"


def test_what_aime_could_not_start_with_is_put_back(env: Path) -> None:
    before = env.read_text()
    with pytest.raises(ImproperlyConfigured, match="EURIA_API_URL must be an address"):
        write({"EURIA_API_URL": "chat"})
    assert env.read_text() == before
    env.unlink()
    with pytest.raises(ImproperlyConfigured):
        write({"EURIA_API_URL": "chat"})
    assert not env.exists()
