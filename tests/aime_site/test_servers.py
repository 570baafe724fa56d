"""The database, for many short writes by several processes, and mail, handed in where `.env` says."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper
from pytest_django import Settings

from aime_site.environment import SettingsError
from aime_site.servers import database, mail_settings, sqlite_url, task_queue
from tests.aime_site.test_start import manage

DEFAULTS: dict[str, Any] = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "TEST": {}}


def connect(path: Path) -> DatabaseWrapper:
    settings = {**DEFAULTS, **database(sqlite_url(path))}
    settings["OPTIONS"] = {**settings["OPTIONS"], "timeout": 0.1}
    return DatabaseWrapper(settings)


@pytest.mark.django_db
def test_sqlite_reads_while_another_writes_and_takes_the_write_lock_first(tmp_path: Path) -> None:
    first, second = connect(tmp_path / "a #1.sqlite3"), connect(tmp_path / "a #1.sqlite3")
    with first.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("CREATE TABLE t (n)")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with second.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM t")
        assert cursor.fetchone() == (0,)
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.rollback()
    first.close()
    second.close()


def test_postgresql_gets_none_of_sqlites_options() -> None:
    settings = database("postgres://me:p%40ss@db:5433/aime")
    assert (settings["ENGINE"], settings["PASSWORD"], settings["PORT"]) == (
        "django.db.backends.postgresql",
        "p@ss",
        5433,
    )
    assert "transaction_mode" not in settings.get("OPTIONS", {})
    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize("url", ["nonsense", "mysqlx://h/d", "mysql://h/d", "postgres://me:verysecret@host:port/x"])
def test_a_bad_address_is_one_sentence_without_the_password(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^DATABASE_URL must look like") as refused:
        database(url)
    assert "verysecret" not in str(refused.value)


def test_the_queue_uses_redis_only_when_told() -> None:
    assert task_queue("", workers=2, retry=900)["orm"] == "default"
    with_redis = task_queue("redis://localhost/1", workers=3, retry=900)
    assert (with_redis["redis"], with_redis["workers"]) == ("redis://localhost/1", 3)
    assert "orm" not in with_redis


def test_two_sites_on_one_redis_have_two_queues() -> None:
    names = [task_queue("redis://localhost/1", workers=2, retry=900, site=site)["name"] for site in ("aime", "second")]
    assert names == ["aime", "second"]


def test_a_task_is_not_delivered_again_while_it_may_still_run() -> None:
    queue = task_queue("", workers=2, retry=900)
    assert queue["retry"] > queue["timeout"]
    assert (queue["max_attempts"], queue["catch_up"]) == (1, False)


@pytest.mark.parametrize(
    ("address", "seconds", "most"),
    [
        ("http://127.0.0.1:11434/v1", "", 745),
        ("http://127.0.0.1:11434/v1", "900", 1945),
        ("https://api.mistral.ai/v1", "", 300),
    ],
)
def test_a_task_may_take_as_long_as_two_answers_of_the_model(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, address: str, seconds: str, most: int
) -> None:
    """A faulty text is asked for once more; django-q2 would end both with the task."""
    monkeypatch.setenv("EURIA_API_URL", address)
    monkeypatch.setenv("EURIA_TIMEOUT_SECONDS", seconds)
    monkeypatch.setenv("AIME_SLICE_SECONDS", "")
    found = runpy.run_path(settings.AIME_SETTINGS_FILE)
    assert found["AIME_SLICE_SECONDS"] + 2 * found["EURIA_TIMEOUT_SECONDS"] < found["Q_CLUSTER"]["timeout"] == most
    assert found["Q_CLUSTER"]["timeout"] < found["Q_CLUSTER"]["retry"]


GIVEN = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 587, "EMAIL_HOST_USER": "me", "EMAIL_USE_TLS": True}
OPTIONS = {"host": "mail.example", "port": 587, "username": "me", "use_tls": True}


@pytest.mark.parametrize(
    ("version", "wanted"),
    [
        ((5, 2, 19, "final", 0), GIVEN),
        ((6, 0, 0, "final", 0), GIVEN),
        ((6, 1, 0, "final", 0), {"MAILERS": {"default": {"OPTIONS": OPTIONS}}}),
        ((7, 0, 0, "final", 0), {"MAILERS": {"default": {"OPTIONS": OPTIONS}}}),
    ],
)
def test_each_django_is_told_in_its_own_words(version: tuple[Any, ...], wanted: dict[str, Any]) -> None:
    assert mail_settings(GIVEN, version) == wanted


@pytest.mark.slow
def test_the_installed_django_takes_them(tmp_path: Path) -> None:
    asked = (
        "from django.core import mail; c = mail.mailers.default if hasattr(mail, 'mailers') else mail.get_connection();"
        "print(type(c).__module__, c.host, c.port, c.username, c.password, c.use_tls, c.use_ssl)"
    )
    given = {name: str(value) for name, value in GIVEN.items()} | {"EMAIL_HOST_PASSWORD": "p"}
    told = manage(tmp_path / "data", "shell", "--no-imports", "-v0", "-c", asked, **given).stdout
    assert told.strip() == "django.core.mail.backends.smtp mail.example 587 me p True False"
