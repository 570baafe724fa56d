"""Many rows are locked and unlocked at once, whatever else is locked on them."""

import pytest

from collection.models import Album, Artist
from enrichment.admin import lists
from tests.builders import make_album

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_locking_adds_to_what_is_locked_and_counts_the_changed() -> None:
    Album.objects.bulk_create(
        Album(title=f"Album {number}", locked_fields=["title"] if number % 2 else ["ai_description"])
        for number in range(1200)
    )
    assert lists.lock(Album.objects.all(), ["ai_description"]) == 600
    locks = {tuple(fields) for fields in Album.objects.values_list("locked_fields", flat=True)}
    assert locks == {("ai_description",), ("ai_description", "title")}
    assert lists.lock(Album.objects.filter(title__endswith="0"), ["ai_description"], locked=False) == 120
    assert lists.lock(Album.objects.all(), ["ai_description"]) == 120


def test_a_queryset_with_joins_locks_each_row_once() -> None:
    make_album("Duo", "AIR", "Beck")
    assert lists.lock(Album.objects.filter(artists__isnull=False), ["title"]) == 1


@pytest.mark.parametrize("field", ["photo", "nonsense"])
def test_a_field_that_cannot_be_locked_is_refused(field: str) -> None:
    make_album("Moon Safari", "AIR")
    with pytest.raises(ValueError, match="cannot be locked"):
        lists.lock(Album.objects.all(), [field])
    assert lists.lock(Artist.objects.all(), ["photo"]) == 1
