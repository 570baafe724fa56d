"""Fill what is searched for the albums that are already there, and let the database index its words."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import migrations
from django.db.models import Prefetch

from collection.searching.asking import ALBUM, EVERYTHING, WITH_NOTES, WITH_TRACKS, tsvector
from collection.searching.texts import OF_AN_ALBUM, OF_AN_ARTIST, album_text, artist_text, longer_words, search_word

CHUNK = 500
TABLES = {"collection_albumtext": ("album_id", EVERYTHING), "collection_artisttext": ("artist_id", ("name",))}
SCOPES = {
    "collection_albumtext": (ALBUM, WITH_NOTES, WITH_TRACKS, EVERYTHING, ("labels",)),
    "collection_artisttext": (("name",),),
}


def fill(apps: Any, schema_editor: Any) -> None:
    models = {name: apps.get_model("collection", name) for name in ("Album", "AlbumArtist", "Artist")}
    credited = Prefetch("album_artists", models["AlbumArtist"].objects.select_related("artist").order_by("position"))
    albums = models["Album"].objects.only(*OF_AN_ALBUM).order_by("pk").prefetch_related(credited)
    text, word = apps.get_model("collection", "AlbumText"), apps.get_model("collection", "SearchWord")
    _fill(albums, text, word, lambda album: album_text(album, album.album_artists.all(), text))
    artists, name = models["Artist"].objects.only(*OF_AN_ARTIST).order_by("pk"), apps.get_model("collection", "ArtistText")
    _fill(artists, name, word, lambda artist: artist_text(artist, name))


def _fill(rows: Any, text_model: Any, word_model: Any, text_of: Callable[[Any], Any]) -> None:
    columns = [one.name for one in text_model._meta.concrete_fields if one.name in EVERYTHING]
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        texts = [text_of(row) for row in chunk]
        text_model.objects.bulk_create(texts)
        written = (getattr(text, column) for text in texts for column in columns)
        new = [search_word(one, word_model) for one in longer_words(written)]
        word_model.objects.bulk_create(new, ignore_conflicts=True)
        last = chunk[-1].pk


def index(apps: Any, schema_editor: Any) -> None:
    make = _index_sqlite if schema_editor.connection.vendor == "sqlite" else _index_postgresql
    for sql in make():
        schema_editor.execute(sql)


def _index_sqlite() -> Iterable[str]:
    """FTS5 beside each table, kept right by triggers as its documentation gives them (4.4.3, external content)."""
    for table, (key, columns) in TABLES.items():
        names = ", ".join(columns)
        new, old = (", ".join(f"{row}.{name}" for name in (key, *columns)) for row in ("new", "old"))
        words = f"{table}_words"
        add = f"INSERT INTO {words} (rowid, {names}) VALUES ({new});"
        remove = f"INSERT INTO {words} ({words}, rowid, {names}) VALUES ('delete', {old});"
        yield (
            f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{table}', content_rowid='{key}', "
            "tokenize='ascii', prefix='1 2 3')"
        )
        yield f"INSERT INTO {words} ({words}) VALUES ('rebuild')"
        yield f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END"
        yield f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END"
        yield f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {remove} {add} END"


def _index_postgresql() -> Iterable[str]:
    for table, scopes in SCOPES.items():
        for scope in scopes:
            yield f"CREATE INDEX {table}_{'_'.join(scope)} ON {table} USING gin (({tsvector(_columns(table, scope))}))"


def _columns(table: str, scope: Sequence[str]) -> list[str]:
    return [f'"{table}"."{column}"' for column in scope]


def forget(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL's indexes go with their tables."""
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for moment in ("added", "removed", "changed"):
                schema_editor.execute(f"DROP TRIGGER {table}_{moment}")
            schema_editor.execute(f"DROP TABLE {table}_words")


class Migration(migrations.Migration):
    dependencies = [("collection", "0005_search")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index, forget),
    ]
