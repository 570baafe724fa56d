"""Where each album stands, filled for those that are already there."""

from typing import Any

from django.db import migrations, models
from django.db.models import Prefetch

from collection.shelving import PLACES, put_in_place

CHUNK = 500


def fill(apps: Any, schema_editor: Any) -> None:
    credit, album = (apps.get_model("collection", name) for name in ("AlbumArtist", "Album"))
    credited = Prefetch("album_artists", credit.objects.select_related("artist").order_by("position"))
    rows = album.objects.only("title", "year", "original_year", *PLACES).order_by("pk").prefetch_related(credited)
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        put_in_place(chunk, album)
        last = chunk[-1].pk


class Migration(migrations.Migration):
    dependencies = [("collection", "0008_country_and_listening")]
    operations = [
        migrations.AddField("album", "shelfmark", models.BinaryField(editable=False, null=True)),
        migrations.AddField("album", "decade", models.PositiveSmallIntegerField(editable=False, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
