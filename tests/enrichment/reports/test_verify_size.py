"""A large collection is passed through, not held."""

import gc
import tracemalloc

import pytest

from collection.models import Album
from enrichment.phases.results import MOST_EXAMPLES
from enrichment.reports.verify import verify

pytestmark = pytest.mark.django_db


def peak(albums: int) -> int:
    Album.objects.all().delete()
    Album.objects.bulk_create(
        (Album(title=f"Album {number}", ai_description=f"{number} is calm. " * 20) for number in range(albums)),
        batch_size=1000,
    )
    usual = gc.get_threshold()
    gc.collect()
    # Rows and their prefetched credits refer to each other: measure what is held, not what waits for the collector.
    gc.freeze()
    gc.collect()  # anew, for the collector waits until a quarter has come to what it saw the last time
    gc.set_threshold(200, 2, 2)
    tracemalloc.start()
    found = verify()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.set_threshold(*usual)
    gc.unfreeze()
    assert found.suspects["too_short"].count == albums
    assert len(found.suspects["too_short"].examples) == MOST_EXAMPLES
    return most


@pytest.mark.slow
def test_memory_is_flat(data_dir: object) -> None:
    peak(100)  # what is imported and compiled once is nobody's growth
    assert peak(3000) < 1.5 * peak(1000)  # thrice the albums, and both are more than a chunk


def test_queries_do_not_grow_with_each_album(data_dir: object, django_assert_max_num_queries: object) -> None:
    assert callable(django_assert_max_num_queries)
    Album.objects.bulk_create(Album(title=f"Album {number}", ai_description="Calm.") for number in range(300))
    with django_assert_max_num_queries(40):
        verify()
