"""What no waiting mends is told from what heals by itself, and ends a start after a minute."""

import pytest
from django.db import OperationalError
from redis.exceptions import AuthenticationError, BusyLoadingError, NoPermissionError, RedisError, ResponseError
from redis.exceptions import ConnectionError as RedisConnectionError

from aime_site.unusable import sentence
from enrichment.outages import PATIENCE_SECONDS, Patience, Refusal, Refused, refusal_of

# As PostgreSQL 15 and PgBouncer 1.18 answer.
SAID = {
    Refusal.USER: [
        'FATAL:  password authentication failed for user "guarded"',
        "FATAL:  password authentication failed",
        "FATAL:  SASL authentication failed",
        'FATAL:  Peer authentication failed for user "guarded"',
        "fe_sendauth: no password supplied",
        'FATAL:  role "other" does not exist',
        "FATAL:  authentification par mot de passe échouée pour l'utilisateur  « guarded »",
        "FATAL:  authentification peer échouée pour l'utilisateur « guarded »",
        "FATAL:  le rôle « other » n'existe pas",
        "FATAL:  le r\ufffdle � other � n'existe pas",
        "FATAL:  Passwort-Authentifizierung für Benutzer »guarded« fehlgeschlagen",
        "FATAL:  Peer-Authentifizierung für Benutzer »guarded« fehlgeschlagen",
        "FATAL:  Rolle »other« existiert nicht",
        "FATAL:  la autentificación password falló para el usuario «guarded»",
        "FATAL:  la autentificación Peer falló para el usuario «guarded»",
        "FATAL:  no existe el rol «other»",
        'FATALE:  autenticazione con password fallita per l\'utente "guarded"',
        'FATALE:  Autenticazione Peer fallita per l\'utente "guarded"',
        'FATALE:  il ruolo "other" non esiste',
    ],
    Refusal.DATABASE: [
        'FATAL:  database "nowhere" does not exist',
        "FATAL:  no such database: nowhere",
        "FATAL:  la base de données « nowhere » n'existe pas",
        "FATAL:  Datenbank »nowhere« existiert nicht",
        "FATAL:  no existe la base de datos «nowhere»",
        'FATALE:  il database "nowhere" non esiste',
    ],
    Refusal.RIGHTS: [
        'FATAL:  no pg_hba.conf entry for host "127.0.0.1", user "me", database "aime", no encryption',
        'FATAL:  role "nologin" is not permitted to log in',
        'FATAL:  permission denied for database "closed"\nDETAIL:  User does not have CONNECT privilege.',
        "FATAL:  aucune entrée dans pg_hba.conf pour l'hôte « 127.0.0.1 », utilisateur « me »,\nbase de données « x »",
        "FATAL:  le rôle « nologin » n'est pas autorisé à se connecter",
        "FATAL:  droit refusé pour la base de données « closed »",
        "FATAL:  kein pg_hba.conf-Eintrag für Host »127.0.0.1«, Benutzer »me«, Datenbank »aime«",
        "FATAL:  Rolle »nologin« hat keine Berechtigung zum Einloggen",
        "FATAL:  keine Berechtigung für Datenbank »closed«",
        "FATAL:  no hay una línea en pg_hba.conf para «127.0.0.1», usuario «me», base de datos «aime»",
        "FATAL:  al rol «nologin» no se le permite conectarse",
        "FATAL:  permiso denegado a la base de datos «closed»",
        'FATALE:  nessuna voce in pg_hba.conf per l\'host "127.0.0.1", utente "me", database "aime"',
        'FATALE:  al ruolo "nologin" non è consentito effettuare il login',
        'FATALE:  permesso negato per il database "closed"',
    ],
    None: [
        "Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?",
        "connection timeout expired",
        "FATAL:  the database system is starting up",
        "FATAL:  the database system is shutting down",
        "FATAL:  sorry, too many clients already",
        'FATAL:  too many connections for role "aime"',
        'FATAL:  database "aime" is not currently accepting connections',
        "FATAL:  remaining connection slots are reserved for non-replication superuser connections",
        "FATAL:  server login has been failing, cached error: connect failed (server_login_retry)",
        "FATAL:  LDAP authentication failed for user",
        "FATAL:  le système de bases de données se lance",
        "FATAL:  la base de données « aime » n'accepte plus les connexions",
        "FATAL:  désolé, trop de clients sont déjà connectés",
        "FATAL:  das Datenbanksystem startet",
        "FATAL:  Datenbank »aime« akzeptiert gegenwärtig keine Verbindungen",
        "FATAL:  el sistema de base de datos está iniciándose",
        "FATALE:  il database si sta avviando",
        "FATALE:  troppe connessioni al database",
    ],
}
OF_POSTGRESQL = [(said, refusal) for refusal, answers in SAID.items() for said in answers]


@pytest.mark.parametrize(("said", "refusal"), OF_POSTGRESQL)
def test_a_database_servers_answer_is_a_refusal_or_may_heal(said: str, refusal: Refusal | None) -> None:
    failed = f'connection failed: connection to server at "127.0.0.1", port 5432 failed: {said}'
    assert refusal_of(OperationalError(failed)) is refusal


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (AuthenticationError("invalid username-password pair or user is disabled."), Refusal.QUEUE_PASSWORD),
        (AuthenticationError("Authentication required."), Refusal.QUEUE_PASSWORD),
        (ResponseError("DB index is out of range"), Refusal.QUEUE_DATABASE),
        (NoPermissionError("this user has no permissions to run the 'llen' command"), Refusal.QUEUE_RIGHTS),
        (RedisConnectionError("Error 111 connecting to 127.0.0.1:9. Connection refused."), None),
        (RedisConnectionError("max number of clients reached"), None),
        (BusyLoadingError("Redis is loading the dataset in memory"), None),
        (ResponseError("MISCONF Redis is configured to save RDB snapshots"), None),
    ],
)
def test_an_answer_of_redis_is_a_refusal_or_may_heal(error: RedisError, refusal: Refusal | None) -> None:
    assert refusal_of(error) is refusal


@pytest.mark.parametrize("refusal", Refusal)
def test_a_refusal_is_one_sentence_that_names_the_setting(refusal: Refusal) -> None:
    said = sentence(Refused(refusal))
    assert ("REDIS_URL" if refusal.name.startswith("QUEUE") else "DATABASE_URL") in said
    assert said.count(".") - said.count("pg_hba.conf") == 1


class Waiting:
    """A start at a clock that moves as it is told."""

    def __init__(self) -> None:
        self.now = 0.0
        self._patience = Patience(lambda: self.now)

    def meets(self, refusal: Refusal | None, seconds: float) -> None:
        self.now += seconds
        self._patience.bear(refusal)


def test_the_same_refusal_is_borne_for_a_minute_and_no_longer() -> None:
    start = Waiting()
    for seconds in (0.0, 1.0, PATIENCE_SECONDS - 2.0):
        start.meets(Refusal.USER, seconds)
    with pytest.raises(Refused, match="correct DATABASE_URL"):
        start.meets(Refusal.USER, 1.0)


@pytest.mark.parametrize("other", [None, Refusal.DATABASE])
def test_whatever_else_is_met_meanwhile_begins_the_minute_anew(other: Refusal | None) -> None:
    start = Waiting()
    for refusal in (Refusal.USER, other, Refusal.USER):
        start.meets(refusal, PATIENCE_SECONDS - 1.0)


def test_what_may_heal_is_borne_for_ever() -> None:
    start = Waiting()
    for _again in range(100):
        start.meets(None, PATIENCE_SECONDS)
