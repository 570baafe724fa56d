"""An index for the order of the wall, and one that holds all that its filters count."""

from typing import Any

from django.db import migrations, models

FACETS = "album_by_facets"
COLUMNS = "genres, support, folder, decade, source, discogs_id, removed_at"


def index(apps: Any, schema_editor: Any) -> None:
    """SQLite's alone: an index of PostgreSQL takes no list of genres of any length."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"CREATE INDEX {FACETS} ON collection_album ({COLUMNS})")


def forget(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP INDEX IF EXISTS {FACETS}")


class Migration(migrations.Migration):
    dependencies = [("collection", "0009_shelving")]
    operations = [
        migrations.AddIndex(
            "album",
            models.Index(
                fields=["shelfmark", "id", "folder", "source", "discogs_id", "removed_at"], name="album_by_shelfmark"
            ),
        ),
        migrations.RunPython(index, forget),
    ]
