"""An index is kept for a question that a page asks each time: here is which."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from collection.models import Album
from enrichment.phases import selection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="another database chooses its plan by its statistics"),
]


@pytest.mark.parametrize(
    ("index", "asked"),
    [
        pytest.param(
            "album_without_facts",
            lambda: Album.objects.without_facts().on_the_shelf().order_by().values("facts_at"),
            id="how many albums have no facts yet, on the first page of the admin",
        ),
        pytest.param(
            "artist_asked",
            lambda: selection.artists_set_aside(selection.ask_again_before()).order_by().values("photo_asked_at"),
            id="how many artists were asked for lately, on the settings page",
        ),
    ],
)
def test_a_count_of_few_reads_the_few(index: str, asked: Callable[[], QuerySet[Any, Any]]) -> None:
    plan = asked().explain()

    assert f"INDEX {index}" in plan
