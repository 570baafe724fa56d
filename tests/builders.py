"""Collections for tests. Single albums, artists and photos come from `tests.collection.builders`."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from collection.importing import read_collection, save_releases
from collection.models import Album
from collection.models.sql import insert
from enrichment.sandbox.catalogue import SAMPLE
from tests.collection.builders import make_album, make_albums, make_albums_of, make_artist, make_photo

__all__ = ["load_collection", "make_album", "make_albums", "make_albums_of", "make_artist", "make_photo"]

_sample: list[tuple[type[Model], list[dict[str, Any]]]] = []  # the rows that an import of the sample makes


def load_collection(file: Path = SAMPLE) -> list[Album]:
    """Import a collection file as its owner would; the albums in the order of their keys.

    The sample is needed by hundreds of tests: once it was imported, an empty collection gets the same rows again.
    """
    models = list(apps.get_app_config("collection").get_models())
    is_first = file == SAMPLE and not any(model._default_manager.exists() for model in models)
    if is_first and _sample:
        _put_back()
    else:
        report = save_releases(read_collection(file.read_bytes()))
        assert not report.refusals, report.refusals
        if is_first:
            _sample.extend((model, list(model._default_manager.values())) for model in models)
    return list(Album.objects.order_by("pk"))


@transaction.atomic  # in any order: that rows belong together is asked at the end
def _put_back() -> None:
    """Write the rows of the sample, and have the database count its keys from there."""
    for model, rows in _sample:
        insert(model, rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _rows in _sample]):
            cursor.execute(statement)
