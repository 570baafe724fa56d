"""Settings that are addresses: read once, here, and refused in one sentence without any part of a password.

What cannot be read is never quoted: a sign of a password that was not written as %XX makes any part of an address a
part of the password.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from aime_site.environment import SettingsError

SIGNS = "in names and passwords / @ : # ? % [ ] are written %2F %40 %3A %23 %3F %25 %5B %5D"
# Names after the question mark. Django's own beside those of the driver.
OF_DJANGO = {"conn_max_age", "conn_health_checks", "disable_server_side_cursors"}
OF_SQLITE = {"timeout", "transaction_mode", "init_command", "cached_statements"}
SAME_AS = {"valkey": "redis", "valkeys": "rediss"}

_HOST = re.compile(r"(?i)\*|\.?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
_SUB_PATH = re.compile(r"(/[A-Za-z0-9_][A-Za-z0-9_.~-]*)*")
_PATH = re.compile(r"%2f[^/@]*", re.IGNORECASE)  # a folder with the server's socket


def checked_database(url: str) -> str:
    """`url` where it can be a database's. Raises `SettingsError`."""
    form = "DATABASE_URL must look like sqlite:////folder/aime.sqlite3 or postgres://user:password@host:5432/name"
    parts = _split(url)
    if parts is None or parts.scheme not in ("sqlite", "postgres", "postgresql"):
        raise SettingsError(f"{form}; {SIGNS}.")
    if parts.scheme == "sqlite":
        path = unquote(parts.path)
        if parts.netloc or not path.startswith("//") or path.rstrip("/") != path:
            raise SettingsError(
                "DATABASE_URL must name SQLite's file by its whole path, with four slashes: sqlite:////folder/a.sqlite3"
                "; with fewer it would be lost at the end, or depend on where AIME is started."
            )
        _check_names(parts, OF_SQLITE)
        return url
    if not (_is_server(parts) and parts.path.strip("/") and "/" not in parts.path.strip("/")):
        raise SettingsError(f"{form}; {SIGNS}.")
    from psycopg.pq import Conninfo  # heavy, and most sites are on SQLite

    _check_names(parts, {option.keyword.decode() for option in Conninfo.get_defaults()} | {"assume_role"})
    return url


def checked_queue(url: str) -> str:
    """`url` where it can be a Redis', as its library takes it; `valkey://` is the same. Raises `SettingsError`."""
    if not url:
        return ""
    parts = _split(url)
    scheme = SAME_AS.get(parts.scheme, parts.scheme) if parts else ""
    if parts is None or not (scheme == "unix" or (scheme in ("redis", "rediss") and _is_server(parts))):
        raise SettingsError(f"REDIS_URL must look like redis://:password@host:6379/0 (or valkey://…); {SIGNS}.")
    # redis-py 8.1 takes /aime for database 0 and /1/2 for 12, which may be somebody else's.
    if scheme != "unix" and not re.fullmatch(r"(/\d*)?", parts.path):
        raise SettingsError("REDIS_URL names its database by a number after the host, as in redis://host:6379/0.")
    import redis  # heavy, and most sites have none

    url = scheme + url[len(parts.scheme) :]
    try:
        redis.ConnectionPool.from_url(url).make_connection()
    except (ValueError, TypeError, redis.RedisError):
        raise SettingsError("REDIS_URL has a database or a name after the question mark that Redis lacks.") from None
    return url


def checked_service(name: str, url: str) -> str:
    """`url` where it can be a service's. Raises `SettingsError`."""
    parts = _split(url)
    if url and (parts is None or parts.scheme not in ("http", "https") or not _is_server(parts)):
        raise SettingsError(f"{name} must be an address such as https://service.example/v1.")
    return url


def checked_hosts(hosts: list[str]) -> list[str]:
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SettingsError(
                "ALLOWED_HOSTS takes names alone, such as albums.example or 192.168.1.20, without http:// and without "
                f"a port: {host[:80]!r} is none."
            )
    return hosts


def checked_origins(origins: list[str]) -> list[str]:
    for origin in origins:
        parts = _split(origin)
        is_place = parts is not None and parts.path + parts.query == "" and _is_server(parts, stars=True)
        if parts is None or not is_place or parts.scheme not in ("http", "https") or "@" in origin:
            raise SettingsError(
                "CSRF_TRUSTED_ORIGINS takes addresses such as https://albums.example, with https:// and without "
                f"anything behind the name and its port{'' if '@' in origin else f': {origin[:80]!r} is none'}."
            )
    return origins


def checked_sub_path(path: str) -> str:
    """`path` as in "/music", or "" for the top. Raises `SettingsError`."""
    path = f"/{path.strip('/')}".rstrip("/")
    if not _SUB_PATH.fullmatch(path):
        raise SettingsError("SCRIPT_NAME takes the path that the site lives under, such as /music, and nothing else.")
    return path


def _split(url: str) -> SplitResult | None:
    """None for what is no address: also where an @ comes after the name of the host, which is a password's."""
    try:
        parts = urlsplit(url)
        if parts.port == 0 or "@" in parts.path + parts.query + parts.fragment or parts.fragment:
            return None
    except ValueError:
        return None
    return parts if parts.scheme and "://" in url and url.isprintable() and " " not in url else None


def _is_server(parts: SplitResult, *, stars: bool = False) -> bool:
    """Whether a host is named; several between commas as PostgreSQL's library takes them."""
    place = parts.netloc.rpartition("@")[2]
    if _PATH.fullmatch(place) or (not place and parts.scheme.startswith("postgres")):
        return True
    host = re.sub(r":\d+$", "", place)
    return host != "*" and bool(_HOST.fullmatch(host.removeprefix("*") if stars else host))


def _check_names(parts: SplitResult, known: Iterable[str]) -> None:
    wanted = {*known, *OF_DJANGO}
    try:
        given: list[tuple[Any, Any]] = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        given = [("", "")]
    if any(name not in wanted for name, _value in given):
        raise SettingsError(
            "DATABASE_URL has a name after the question mark that is unknown or would not work here; known are "
            f"{', '.join(sorted(wanted & {*OF_DJANGO, *OF_SQLITE, 'sslmode', 'sslrootcert', 'connect_timeout'}))}."
        )
    for name, value in given:
        if not _FORMS.get(name, re.compile(r".*")).fullmatch(value):
            raise SettingsError(f"DATABASE_URL: {name} has a value that cannot be used.")


_FLAG, _NUMBER = re.compile(r"(?i)true|false|on|off|1|0"), re.compile(r"\d{1,9}")
_FORMS = {
    "conn_max_age": _NUMBER,
    "conn_health_checks": _FLAG,
    "disable_server_side_cursors": _FLAG,
    "timeout": _NUMBER,
    "cached_statements": _NUMBER,
    "connect_timeout": _NUMBER,
    "transaction_mode": re.compile(r"(?i)immediate|exclusive"),
}
