from pathlib import Path

import pytest

from collection.models import Image
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> None:
    """The caches are this test's own."""


def test_there_is_nothing_to_check_where_every_photo_rests_on_something(shell: Shell) -> None:
    make_photo(make_artist("AIR"))
    done = shell("check_photos")
    assert (done.status, done.out.strip()) == (
        0,
        "Every photo rests on an album, an identity or a choice of yours.",
    )


def test_photos_that_nothing_speaks_for_are_looked_at_again_and_reported(sandbox: object, shell: Shell) -> None:
    make_album("Moon Safari", "AIR")
    make_album("Never Heard Of", "Nirvana (7)")
    for name in ("AIR", "Nirvana (7)"):
        make_photo(make_artist(name), basis="", url=f"https://i.scdn.co/image/{len(name)}")
    done = shell("check_photos")
    assert done.status == 0
    (kept,) = Image.objects.all()
    assert (kept.artist, kept.basis) == (make_artist("AIR"), "titles")
    assert "Nirvana" in done.out
