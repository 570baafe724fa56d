"""Addresses as people write them: taken or refused in one sentence, which holds no part of a password."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aime_site.addresses import (
    checked_database,
    checked_hosts,
    checked_origins,
    checked_queue,
    checked_service,
)
from aime_site.environment import SettingsError
from aime_site.servers import database


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////folder/aime.sqlite3",
        "sqlite:////Music%20%231/aime.sqlite3?timeout=5&transaction_mode=IMMEDIATE",
        "postgres://aime@host/aime",
        "postgresql://me:p%40s%2Fs@db_1.example:5433/aime?sslmode=require&connect_timeout=3",
        "postgres://me:p@ss@host/aime",
        "postgres://me@%2Fvar%2Frun%2Fpostgresql/aime",
        "postgres:///aime",
        "postgres://[::1]:5432/aime",
        "postgres://h/aime?conn_max_age=5&conn_health_checks=off&disable_server_side_cursors=true",
    ],
)
def test_a_databases_address_is_taken(url: str) -> None:
    assert checked_database(url) == url
    assert database(url)["NAME"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgres://u:hunter@secret/9@host", "%2F %40"),
        ("postgres://u:hunter/secret@host/db", "%2F %40"),
        ("postgres://u:hunter#secret@host/db", "%2F %40"),
        ("postgres://u:hunter?secret@host/db", "%2F %40"),
        ("postgres://u:[hunter-secret@host/db", "%2F %40"),
        ("postgres://u:hunter secret@host/db", "%2F %40"),
        ("postgres://u:p@host:secret/db", "must look like"),
        ("postgres://u:secret@host:5432", "must look like"),
        ("postgres://u:secret@host:5432/", "must look like"),
        ("postgres://u:secret@host/a/b", "must look like"),
        ("postgres://u:secret@ho$t/db", "must look like"),
        ("mysql://u:secret@host/db", "must look like"),
        ("secret", "must look like"),
        ("", "must look like"),
        ("postgres://u:secret@host/db?pool=true", "after the question mark"),
        ("postgres://u:secret@host/db?sslmod=require", "after the question mark"),
        ("postgres://u:secret@host/db?conn_max_age=soon", "conn_max_age has a value"),
        ("postgres://u:secret@host/db?x", "after the question mark"),
        ("sqlite://secret.sqlite3", "four slashes"),
        ("sqlite:///secret.sqlite3", "four slashes"),
        ("sqlite://", "four slashes"),
        ("sqlite://:memory:", "must look like"),
        ("sqlite:///:memory:", "four slashes"),
        ("sqlite://host/secret.sqlite3", "four slashes"),
        ("sqlite:////folder/", "four slashes"),
        ("sqlite:////folder/a.sqlite3?mode=ro", "after the question mark"),
        ("sqlite:////folder/a.sqlite3?transaction_mode=maybe", "transaction_mode has a value"),
        ("sqlite://host//folder/secret.sqlite3", "four slashes"),
        ("sqlite:////folder/a.sqlite3?timeout=", "timeout has a value"),
        ("postgres://u:secret@host/db?sslmode", "after the question mark"),
        ("postgres://u:secret@host:0/db", "must look like"),
        ("postgres://u:secret@host/db#part", "must look like"),
        ("postgres://u:secret@*/db", "must look like"),
        ("postgres:u:secret@host/db", "must look like"),
        ("://u:secret@host/db", "must look like"),
    ],
)
def test_a_databases_address_is_refused_in_one_sentence(url: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        database(url)
    sentence = str(refused.value)
    assert sentence.startswith("DATABASE_URL")
    assert said in sentence
    assert "secret" not in sentence
    assert "hunter" not in sentence
    assert "\n" not in sentence


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=24))
def test_any_password_reaches_the_database_whole_or_the_address_is_refused(password: str) -> None:
    try:
        settings = database(f"postgres://me:{password}@host:5432/aime")
    except SettingsError:
        return
    assert (settings["HOST"], settings["NAME"]) == ("host", "aime")
    if not re.search("%[0-9a-fA-F]{2}", password):
        assert settings["PASSWORD"] == password


def test_what_django_is_told_in_the_address_is_honoured() -> None:
    told = database("postgres://h/aime?conn_max_age=5&conn_health_checks=off&disable_server_side_cursors=true")
    assert (told["CONN_MAX_AGE"], told["CONN_HEALTH_CHECKS"], told["DISABLE_SERVER_SIDE_CURSORS"]) == (5, False, True)
    assert "conn_max_age" not in told["OPTIONS"]
    default = database("postgres://h/aime")
    assert (default["CONN_MAX_AGE"], default["CONN_HEALTH_CHECKS"]) == (60, True)
    assert default["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_a_pool_is_known_by_its_port_and_may_be_told_otherwise() -> None:
    assert database("postgres://h:6432/aime")["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert database("postgres://h:6432/aime?disable_server_side_cursors=off")["DISABLE_SERVER_SIDE_CURSORS"] is False
    assert database("postgres://h:5432/aime")["DISABLE_SERVER_SIDE_CURSORS"] is False


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("", ""),
        ("redis://localhost:6379/0", "redis://localhost:6379/0"),
        ("redis://:p%40ss@host/3", "redis://:p%40ss@host/3"),
        ("redis://host:6379/", "redis://host:6379/"),
        ("valkey://host:6379/1", "redis://host:6379/1"),
        ("valkeys://host:6379/1", "rediss://host:6379/1"),
        ("unix:///run/redis.sock?db=1", "unix:///run/redis.sock?db=1"),
        ("redis://host/0?socket_timeout=5", "redis://host/0?socket_timeout=5"),
    ],
)
def test_a_queues_address_is_taken(url: str, taken: str) -> None:
    assert checked_queue(url) == taken


@pytest.mark.parametrize(
    "url",
    [
        "localhost:6379",
        "http://host",
        "redis://",
        "redis://:sec/ret@host/0",
        "redis://:sec#ret@host/0",
        "redis://host:port",
        "redis://:secret@host/0?nonsense=1",
        "redis://:secret@host/0?socket_timeout=soon",
        "redis://:secret@host/aime",
        "redis://:secret@host/1/2",
        "redis://:secret@host/-1",
        "valkey:host",
        "redis://:secret@host:0/0",
        "redis://:secret@host/0#part",
        "redis://:secret\x7f@host/0",
        "https://:secret@host/0",
    ],
)
def test_a_queues_address_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^REDIS_URL [^\n]+\.$") as refused:
        checked_queue(url)
    assert "secret" not in str(refused.value)
    assert "ret@" not in str(refused.value)


@pytest.mark.parametrize("url", ["", "https://api.example/v1", "http://127.0.0.1:8123", "https://u:p@h.example/x?y=1"])
def test_a_services_address_is_taken(url: str) -> None:
    assert checked_service("EURIA_API_URL", url) == url


@pytest.mark.parametrize("url", ["api.example/v1", "ftp://api.example", "https://", "https:///v1", "https://a b", "x"])
def test_a_services_address_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^EURIA_API_URL must be an address such as"):
        checked_service("EURIA_API_URL", url)


def test_hosts_are_names_alone() -> None:
    good = ["localhost", "127.0.0.1", "albums.example", ".example.org", "*", "[::1]", "nas", "my_box"]
    assert checked_hosts(good) == good
    for bad in ("http://albums.example", "albums.example:8000", "albums.example/", "::1", "a b", "@", "*.example"):
        with pytest.raises(SettingsError, match=r"^ALLOWED_HOSTS takes names alone.*is none\.$"):
            checked_hosts([bad])


def test_origins_have_a_scheme_and_nothing_behind_the_name() -> None:
    good = ["https://albums.example", "http://nas:8000", "https://*.example.org"]
    assert checked_origins(good) == good
    for bad in ("albums.example", "https://albums.example/", "ftp://x", "https://", "*", "https://u:secret@h"):
        with pytest.raises(SettingsError, match=r"^CSRF_TRUSTED_ORIGINS takes addresses") as refused:
            checked_origins([bad])
        assert "secret" not in str(refused.value)
