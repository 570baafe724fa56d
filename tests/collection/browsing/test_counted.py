"""Pages of rows that somebody counted already."""

import pytest

from collection.browsing.choices import SORTS, Choices
from collection.browsing.counted import page_of
from collection.browsing.matching import chosen
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sort", SORTS)
def test_every_page_shows_what_comes_in_order(sort: str) -> None:
    for number in range(11):
        make_album(f"Number {number % 5}", f"Artist {number % 3}", year=1990 + number if number % 4 else None)
    rows = chosen(Choices(sort=sort, seed=7))
    pages = [page_of(rows, 11, 3, number) for number in (1, 2, 3, 4)]
    assert [album for page in pages for album in page] == list(rows)
    assert [len(page) for page in pages] == [3, 3, 3, 2]


def test_no_rows_make_one_empty_page() -> None:
    page = page_of(chosen(Choices()), 0, 3, 1)
    assert (list(page), page.paginator.num_pages) == ([], 1)
