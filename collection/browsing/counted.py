"""Pages of ordered rows that somebody counted already."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def page_of(rows: QuerySet[Any], count: int, size: int, asked: int | str) -> "Page[Any]":
    """The page that is `asked` for, or one that exists. The last costs no more than the first: it is read backwards."""
    page: Page[Any] = Paginator(range(count), size).get_page(asked)
    first, last = max(page.start_index() - 1, 0), page.end_index()
    if last <= count - first:
        page.object_list = list(rows[first:last])
    else:
        page.object_list = list(rows.reverse()[count - last : count - first])[::-1]
    return page
