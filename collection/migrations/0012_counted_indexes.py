"""What the statistics count: names from an index that holds all of them, what is lacking from indexes of its own."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

NAMES = "album_by_names"
COLUMNS = "country, styles, labels, added_at, folder, source, discogs_id, removed_at"
SHOWN_BY = ["folder", "source", "discogs_id", "removed_at"]


def index(apps: Any, schema_editor: Any) -> None:
    """SQLite's alone: an index of PostgreSQL takes no list of labels of any length."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"CREATE INDEX {NAMES} ON collection_album ({COLUMNS})")


def forget(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAMES}")


class Migration(migrations.Migration):
    dependencies = [("collection", "0011_index_by_adding")]
    operations = [
        migrations.AddIndex(
            "album",
            models.Index(
                fields=["ai_description", *SHOWN_BY], name="album_without_text", condition=Q(ai_description="")
            ),
        ),
        migrations.AddIndex(
            "album",
            models.Index(fields=["image_url", *SHOWN_BY], name="album_without_cover", condition=Q(image_url="")),
        ),
        migrations.AddIndex(
            "artist", models.Index(fields=["id"], name="artist_declined", condition=Q(photo_answer="no_photo"))
        ),
        migrations.RunPython(index, forget),
    ]
