"""Pages of ordered rows, and where a letter or an album stands in them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from collection.browsing.choices import Choices, number
from collection.browsing.matching import chosen

LARGEST_PLACE = 10_000_000


class Place(NamedTuple):
    """A page of a list as an address asks for it, and the row on it at which the asked letter begins."""

    page: str | int
    row: int | None = None


class Neighbour(NamedTuple):
    key: int
    title: str
    place: int


class Around(NamedTuple):
    """What stands before and after an album in the order that somebody came from."""

    before: Neighbour | None
    after: Neighbour | None
    query: str
    page: int


def asked_place(query: Mapping[str, str], size: int, before: Callable[[str], int]) -> Place:
    """`before` counts what comes before a letter; pages hold `size` rows."""
    letter = query.get("letter", "")[:1].lower()
    if not (letter.isascii() and letter.isalpha()):
        return Place(query.get("page", ""))
    page, row = divmod(before(letter), size)
    return Place(page + 1, row)


def around(choices: Choices, asked: str, key: int, size: int) -> Around | None:
    """None where the album of this `key` does not stand at the `asked` place, from 1, of what was chosen."""
    place = number(asked, LARGEST_PLACE)
    first = max(place - 1, 1)
    rows = chosen(choices).values_list("pk", "title")[first - 1 : place + 1] if place else []
    found = {first + count: Neighbour(*row, first + count) for count, row in enumerate(rows)}
    if place not in found or found[place].key != key:
        return None
    return Around(found.get(place - 1), found.get(place + 1), choices.query(), (place - 1) // size + 1)


def page_of(rows: QuerySet[Any], count: int, size: int, asked: int | str) -> "Page[Any]":
    """The page that is `asked` for, or one that exists, of `rows` that somebody counted already.

    The last costs no more than the first: it is read backwards.
    """
    page: Page[Any] = Paginator(range(count), size).get_page(asked)
    first, last = max(page.start_index() - 1, 0), page.end_index()
    if last <= count - first:
        page.object_list = list(rows[first:last])
    else:
        page.object_list = list(rows.reverse()[count - last : count - first])[::-1]
    return page
