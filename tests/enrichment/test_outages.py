"""What an error tells of disk and database, as the drivers really raise them."""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from unittest.mock import MagicMock

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection
from django.utils.translation import override
from psycopg.errors import AdminShutdown, DataCorrupted, DiskFull, IndexCorrupted

from enrichment import outages
from enrichment.outages import Outage, obstacle, outage_of


def raised(by: Callable[[], object]) -> BaseException:
    try:
        by()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError("nothing was raised")


def wrapped(cause: Exception, kind: type[Exception] = DatabaseError) -> Exception:
    """As Django hands on what the driver raised."""
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def no_database(folder: Path) -> BaseException:
    (folder / "list.txt").write_bytes(b"a list of records" * 100)
    with closing(sqlite3.connect(folder / "list.txt")) as file:
        return raised(lambda: file.execute("SELECT * FROM albums"))


def bounded(folder: Path) -> BaseException:
    with closing(sqlite3.connect(folder / "small.sqlite3")) as file:
        file.execute("PRAGMA max_page_count = 2")
        file.execute("CREATE TABLE albums (title)")
        return raised(lambda: file.execute("INSERT INTO albums VALUES (zeroblob(20000))"))


@pytest.mark.parametrize(("make", "outage"), [(no_database, Outage.DAMAGED), (bounded, Outage.FULL)])
def test_sqlites_own_errors(
    tmp_path: Path, data_dir: Path, make: Callable[[Path], BaseException], outage: Outage
) -> None:
    cause = make(tmp_path)
    assert isinstance(cause, sqlite3.Error)
    assert outage_of(wrapped(cause)) is outage


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Outage.FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), Outage.FULL),
        (wrapped(DiskFull("could not extend file"), OperationalError), Outage.FULL),
        (wrapped(DataCorrupted("invalid page in block 0")), Outage.DAMAGED),
        (wrapped(IndexCorrupted("unexpected zero page")), Outage.DAMAGED),
        (wrapped(AdminShutdown("terminating connection"), OperationalError), Outage.AWAY),
        (OperationalError("database is locked"), Outage.AWAY),
        (InterfaceError("connection already closed"), Outage.AWAY),
        (OSError(errno.EACCES, "Permission denied"), None),
        (IntegrityError("UNIQUE"), None),
        (ValueError("x"), None),
        (None, None),
    ],
    ids=str,
)
def test_what_an_error_tells(data_dir: Path, error: BaseException | None, outage: Outage | None) -> None:
    assert outage_of(error) is outage


@pytest.mark.django_db
def test_a_suspicion_is_looked_into_and_dropped_where_the_database_is_whole(data_dir: Path) -> None:
    outage_of(wrapped(IndexCorrupted("unexpected zero page")))
    suspicion = data_dir / outages.SUSPECTED
    assert suspicion.exists()
    assert obstacle() is None
    assert suspicion.exists() is (connection.vendor != "sqlite")


@pytest.mark.django_db
def test_a_disk_without_room_is_an_obstacle(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert obstacle() is None
    monkeypatch.setattr(outages, "_lacks_room", lambda _folder: True)
    assert obstacle() is Outage.FULL


@pytest.mark.parametrize(
    ("number", "is_full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False), (errno.EIO, False)]
)
def test_room_is_tried_without_writing(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_full: bool
) -> None:
    def refuse(_file: int, _start: int, size: int) -> None:
        assert size == outages.ROOM
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(outages, "_set_aside", refuse)
    assert outages.is_full() is is_full


def sqlite_error(code: int) -> Exception:
    cause = sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorcode = code
    return wrapped(cause, OperationalError)


@pytest.mark.parametrize(
    ("code", "full", "outage"),
    [
        (sqlite3.SQLITE_IOERR, True, Outage.FULL),
        (sqlite3.SQLITE_IOERR_WRITE, True, Outage.FULL),
        (sqlite3.SQLITE_CANTOPEN, True, Outage.FULL),
        (sqlite3.SQLITE_IOERR, False, Outage.AWAY),
        (sqlite3.SQLITE_BUSY, True, Outage.AWAY),
        (sqlite3.SQLITE_CORRUPT_INDEX, False, Outage.DAMAGED),
    ],
    ids=["no room", "no room to write", "no room for a file beside it", "a cable", "locked", "a torn index"],
)
def test_what_sqlite_says_of_a_file_is_told_by_whether_there_is_room(
    code: int, full: bool, outage: Outage, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outages, "is_full", lambda: full)
    assert outage_of(sqlite_error(code)) is outage


def test_each_outage_is_told_in_the_readers_language() -> None:
    for outage in Outage:
        with override("en"):
            english = outage.sentence
        with override("fr"):
            assert outage.sentence != english
        assert english == outage.value


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_an_obstacle(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object) -> NoReturn:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(connection, "cursor", away)
    assert obstacle() is Outage.AWAY


@pytest.mark.django_db
def test_damage_that_was_met_is_an_obstacle_until_a_whole_copy_is_back(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only a file is looked at")
    (data_dir / outages.SUSPECTED).touch()
    with monkeypatch.context() as damaged:
        cursor = MagicMock()
        cursor.return_value.__enter__.return_value.fetchone.return_value = ("row 7 missing from index",)
        damaged.setattr(connection, "cursor", cursor)
        assert obstacle() is Outage.DAMAGED
    assert (data_dir / outages.SUSPECTED).exists()
    assert obstacle() is None
    assert not (data_dir / outages.SUSPECTED).exists()
