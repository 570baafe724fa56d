"""What tests build on: the sample that is put back is the one that was imported."""

from typing import Any

import pytest
from django.apps import apps

from collection.models import Album
from tests import builders
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db(transaction=True)


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of the collection by model, without their keys, which go on counting."""
    keys = {"id", "album_id", "artist_id"}
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in keys}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in apps.get_app_config("collection").get_models()
    }


def test_the_sample_comes_again_as_it_was_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "_sample", [])
    titles = [album.title for album in builders.load_collection()]
    imported = everything()
    for model in apps.get_app_config("collection").get_models():
        model._default_manager.all().delete()

    assert [album.title for album in builders.load_collection()] == titles
    assert everything() == imported
    assert len(imported["Album"]) == len(titles) > 80


def test_after_it_a_new_album_has_a_key_of_its_own() -> None:
    builders.load_collection()
    Album.objects.all().delete()
    earlier = {album.pk for album in builders.load_collection()}
    assert make_album("One more", "Somebody").pk not in earlier


def test_beside_other_albums_the_sample_is_imported() -> None:
    make_album("One more", "Somebody")
    assert len(builders.load_collection()) == Album.objects.count() > 80
