"""A disk that is full, a database that is damaged or away: known by the errors that they make, and said in words. And
the answers of a database server or Redis that no waiting mends: a setting, or the server, has to be changed.
"""

import errno
import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, connection
from django.utils import translation

ROOM = 1_000_000  # bytes; a batch of answers with its place in the log of changes takes a tenth
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
SUSPECTED = "database.damaged"  # beside the database, empty: somebody met damage, and nobody has seen it whole since
PATIENCE_SECONDS = 60.0  # a server that is being set up refuses at first what it takes a moment later


# Not everywhere: elsewhere it has to be written after all.
_set_aside = getattr(os, "posix_fallocate", lambda file, _start, size: os.write(file, bytes(size)))


def gettext_noop(sentence: str) -> str:
    """Django's own asks for the settings, which read this module."""
    return sentence


class Outage(Enum):
    """What stands between AIME and its data; the value is the sentence in English."""

    FULL = gettext_noop("The disk with AIME's data is full: free some space on it, and AIME goes on by itself.")
    DAMAGED = gettext_noop(
        "The database is damaged: stop AIME and put back a copy, as docs/operations.md says under “A damaged database”."
    )
    AWAY = gettext_noop("The database cannot be reached for now.")

    @property
    def sentence(self) -> str:
        return translation.gettext(self.value)

    @property
    def may_pass(self) -> bool:
        return self is not Outage.DAMAGED


def outage_of(error: BaseException | None) -> Outage | None:
    """What `error` tells of disk or database; None for any other error. A damage is remembered for `obstacle`."""
    found = _outage_of(error)
    if found is Outage.DAMAGED:
        with suppress(OSError):
            _suspicion().touch()
    return found


def obstacle() -> Outage | None:
    """What would keep AIME from working just now: tried, for neither free space nor an open connection says enough."""
    try:
        if damaged := _is_damaged():
            return damaged
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (Error, InterfaceError) as error:
        return outage_of(error) or Outage.AWAY
    return Outage.FULL if is_full() else None


def is_full() -> bool:
    """Whether a megabyte finds no room in one of the folders that AIME writes to. It is set aside and not written, and
    that finds out about quotas and the number of files too.
    """
    named = (settings.DATA_DIR, settings.CACHE_DIR, settings.MEDIA_ROOT, settings.LOG_DIR)
    files = [Path(connection.settings_dict["NAME"]).parent] if connection.vendor == "sqlite" else []
    folders = [folder for folder in (*map(Path, named), *files) if folder.is_dir()]
    return any(_lacks_room(folder) for folder in {folder.stat().st_dev: folder for folder in folders}.values())


# By SQLite's primary result codes (sqlite.org/rescode.html): FULL, CORRUPT and NOTADB; IOERR and CANTOPEN are also what
# a full disk makes of the files beside the database.
_OF_SQLITE = {13: Outage.FULL, 11: Outage.DAMAGED, 26: Outage.DAMAGED}
_PERHAPS_FULL = (10, 14)
# By its SQLSTATE (PostgreSQL documentation, appendix A), so that its driver, which is heavy, is not needed here.
_OF_POSTGRESQL = {"53100": Outage.FULL, "XX001": Outage.DAMAGED, "XX002": Outage.DAMAGED}


def _outage_of(error: BaseException | None) -> Outage | None:
    cause = error.__cause__ if isinstance(error, Error) else error  # Django's errors are made of the driver's
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if found := _OF_SQLITE.get(code) or (Outage.FULL if code in _PERHAPS_FULL and is_full() else None):
            return found
    if found := _OF_POSTGRESQL.get(getattr(cause, "sqlstate", None) or ""):
        return found
    if isinstance(cause, OSError) and cause.errno in NO_ROOM:
        return Outage.FULL
    return Outage.AWAY if isinstance(error, OperationalError | InterfaceError) else None


def _is_damaged() -> Outage | None:
    """Looked at again wherever it was met: a copy that was put back is whole."""
    if connection.vendor != "sqlite" or not _suspicion().exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        if cursor.fetchone() != ("ok",):
            return Outage.DAMAGED
    with suppress(OSError):
        _suspicion().unlink()
    return None


def _suspicion() -> Path:
    return Path(settings.DATA_DIR) / SUSPECTED


def _lacks_room(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            _set_aside(probe.fileno(), 0, ROOM)
    except OSError as error:
        return error.errno in NO_ROOM
    return False


class Refusal(Enum):
    """What has to be changed before a start can succeed. The value is the sentence, without any part of an address."""

    USER = "The database server refuses the user or the password: correct DATABASE_URL, or the user on the server."
    DATABASE = "The database server has no database of that name: correct DATABASE_URL, or make the database there."
    RIGHTS = "The database server does not let this user in: correct DATABASE_URL, or the rights there (pg_hba.conf)."
    QUEUE_PASSWORD = "Redis refuses the user or the password, or wants one: correct REDIS_URL."  # noqa: S105 - words
    QUEUE_DATABASE = "Redis has no database of that number: correct the number at the end of REDIS_URL."
    QUEUE_RIGHTS = "Redis does not let this user work with a queue: correct REDIS_URL, or the user's rights there."


class Refused(Exception):
    """The start ends: `refusal` has lasted."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)


class Patience:
    """For one start: a refusal may pass, and one that stays the same for a minute does not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refusal: Refusal | None = None
        self._since = 0.0

    def bear(self, refusal: Refusal | None) -> None:
        """Raises `Refused` where it has lasted. None, for what may heal, begins anew."""
        if refusal is not self._refusal:
            self._refusal, self._since = refusal, self._clock()
        elif refusal and self._clock() - self._since >= PATIENCE_SECONDS:
            raise Refused(refusal)


def refusal_of(error: Exception) -> Refusal | None:
    """None for all that may heal by itself."""
    if isinstance(error, Error):
        return next(
            (refusal for refusal, words in _REFUSED_BY_POSTGRESQL.items() if re.search(words, str(error))), None
        )
    from redis.exceptions import AuthenticationError, NoPermissionError  # heavy, and most sites have none

    if isinstance(error, AuthenticationError):
        return Refusal.QUEUE_PASSWORD
    if isinstance(error, NoPermissionError):
        return Refusal.QUEUE_RIGHTS
    return Refusal.QUEUE_DATABASE if "DB index is out of range" in str(error) else None


def _any_of(*words: str) -> str:
    return f"(?i){'|'.join(words)}"


# psycopg knows no SQLSTATE of a connection that failed, so the words decide, in the five languages that AIME writes; a
# server that speaks another one is waited for. English with PgBouncer's own, French, German, Spanish, Italian. A dot
# stands for what another encoding may garble.
_REFUSED_BY_POSTGRESQL = {
    Refusal.USER: _any_of(
        r"(password|peer|SASL) authentication failed|no password supplied|role .+ does not exist|no such user",
        r"authentification (par mot de passe|peer)|le r.+le .+ n'existe pas",
        r"(Passwort|Peer)-Authentifizierung|Rolle .+ existiert nicht",
        r"autentificaci.+n (password|Peer)|no existe el rol",
        r"autenticazione (con password|Peer) fallita|il ruolo .+ non esiste",
    ),
    Refusal.DATABASE: _any_of(
        r"database .+ does not exist|no such database",
        r"la base de donn.+es .+ n'existe pas",
        r"Datenbank .+ existiert nicht",
        r"no existe la base de datos",
        r"il database .+ non esiste",
    ),
    Refusal.RIGHTS: _any_of(
        r"pg_hba\.conf",
        r"is not permitted to log in|permission denied for database",
        r"n'est pas autoris.+ se connecter|droit refus.+ pour la base",
        r"keine Berechtigung (zum Einloggen|f.+r Datenbank)",
        r"no se le permite conectarse|permiso denegado a la base",
        r"consentito effettuare il login|permesso negato per il database",
    ),
}
