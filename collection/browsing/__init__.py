"""Looking through the collection: what a visitor chose, which albums fit, and what else could be chosen. Here: what
others have to say on the home page; who is above the collection registers a source of news.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

Reader = AbstractBaseUser | AnonymousUser


class News(NamedTuple):
    """One sentence, and where it leads."""

    text: str
    address: str


_sources: list[Callable[[Reader], list[News]]] = []


def tell(source: Callable[[Reader], list[News]]) -> None:
    """Register `source`, which says what is new for a reader, in a fixed number of queries."""
    if source not in _sources:
        _sources.append(source)


def news_for(reader: Reader) -> list[News]:
    return [news for source in _sources for news in source(reader)]
