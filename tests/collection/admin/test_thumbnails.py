"""Small pictures, and initials where there is none."""

import pytest

from collection.admin.thumbnails import thumbnail
from collection.pictures import initials


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Massive Attack", "MA"),
        ("Nirvana (2)", "N"),
        ("AIR", "A"),
        ("System Of A Down", "SO"),
        ("!!!", "!"),
        ("-M-", "M"),
        ("Митан", "М"),
        ("أم كلثوم", "أك"),
        ("", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_addresses_and_names_are_escaped() -> None:
    assert '"><script>' not in thumbnail('https://a/"><script>', "x")
    assert "<b>" not in thumbnail("", "<b> <i>")
