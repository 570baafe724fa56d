"""Answers of a database server or Redis that no waiting mends: a setting, or the server, has to be changed.

psycopg knows no SQLSTATE of a connection that failed, so the words decide, in the five languages that AIME writes; a
server that speaks another one is waited for.
"""

import re
import time
from collections.abc import Callable
from enum import Enum

from django.db import Error

PATIENCE_SECONDS = 60.0  # a server that is being set up refuses at first what it takes a moment later


class Refusal(Enum):
    """The value is the sentence; no part of an address stands in it."""

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
        return next((refusal for refusal, words in _OF_POSTGRESQL.items() if re.search(words, str(error))), None)
    from redis.exceptions import AuthenticationError, NoPermissionError  # heavy, and most sites have none

    if isinstance(error, AuthenticationError):
        return Refusal.QUEUE_PASSWORD
    if isinstance(error, NoPermissionError):
        return Refusal.QUEUE_RIGHTS
    return Refusal.QUEUE_DATABASE if "DB index is out of range" in str(error) else None


def _any_of(*words: str) -> str:
    return f"(?i){'|'.join(words)}"


# English with PgBouncer's own, French, German, Spanish, Italian. A dot stands for what another encoding may garble.
_OF_POSTGRESQL = {
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
