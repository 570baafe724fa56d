"""A dump keeps every microsecond."""

from datetime import UTC, datetime

import pytest
from django.core import serializers

from collection.models import Album

WRITTEN = datetime(2026, 11, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.mark.django_db
def test_what_comes_back_is_what_was_written() -> None:
    album = Album.objects.create(title="Café ☃\n", description_at=WRITTEN, tracklist=[{"title": "“A”"}])
    dump = serializers.serialize("jsonl", [album])
    loaded = next(iter(serializers.deserialize("jsonl", dump))).object
    names = [field.attname for field in Album._meta.concrete_fields]
    assert {name: getattr(loaded, name) for name in names} == {name: getattr(album, name) for name in names}
    assert album.description_at == WRITTEN
