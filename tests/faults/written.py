"""Everything that AIME has written: pages, the database, files, the log."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.faults.pages import OF_A_KIND, STARTS, crawl, text_of

Written = Iterator[tuple[str, str]]


def everything(client: Client, folder: Path, *, of_a_kind: int = OF_A_KIND) -> Written:
    """Pairs of a place and its text; with none `of_a_kind`, the pages are those where one begins."""
    yield from pages(client, of_a_kind)
    yield from rows()
    yield from files(folder)
    yield "the log", log()


def pages(client: Client, of_a_kind: int = OF_A_KIND) -> Written:
    found = crawl(client, of_a_kind=of_a_kind) if of_a_kind else {address: client.get(address) for address in STARTS}
    for address, response in found.items():
        yield address, text_of(response) + str(response.headers)


def rows() -> Written:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                yield f"table {table}", str(row)


def files(folder: Path) -> Written:
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_text(encoding="utf-8", errors="replace")


def log() -> str:
    path = settings.LOG_DIR / "aime.log"
    return path.read_text(encoding="utf-8") if path.exists() else ""
