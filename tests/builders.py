"""Collections for tests. Single albums, artists and photos come from `tests.collection.builders`."""

from pathlib import Path

from collection.importing import read_collection, save_releases
from collection.models import Album
from enrichment.sandbox.catalogue import SAMPLE
from tests.collection.builders import make_album, make_albums, make_artist, make_photo

__all__ = ["load_collection", "make_album", "make_albums", "make_artist", "make_photo"]


def load_collection(file: Path = SAMPLE) -> list[Album]:
    """Import a collection file as its owner would; the albums in the order of their keys."""
    report = save_releases(read_collection(file.read_bytes()))
    assert not report.refusals, report.refusals
    return list(Album.objects.order_by("pk"))
