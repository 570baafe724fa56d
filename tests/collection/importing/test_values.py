"""Foreign values, made safe to store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.importing import values

ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.lists(st.text())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  Moon\n  Safari ", "Moon Safari"),
        ("a\x00b\x1bc\x85d", "abcd"),
        ("\udce9t\ud83d", "t"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        (1989, "1989"),
        (10**50, ""),
        (True, ""),
        (None, ""),
        (1.5, ""),
    ],
)
def test_text(value: object, expected: str) -> None:
    assert values.text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" 12 ", 12),
        (12, 12),
        ("0", None),
        (-1, None),
        (2**63, None),
        (2**63 - 1, 2**63 - 1),
        ("１２", None),
        (True, None),
    ],
)
def test_identifier(value: object, expected: int | None) -> None:
    assert values.identifier(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1877", 1877), ("1876", None), ("19990", None), ("3000", None), ("１９９９", None), (1999, 1999), (1999.0, None)],
)
def test_year(value: object, expected: int | None) -> None:
    assert values.year(value) == expected


@given(ANYTHING)
def test_nothing_raises_and_every_text_fits_a_database(value: object) -> None:
    for read in (values.text, values.catalog_number, values.https_address):
        assert "\x00" not in read(value)
        read(value).encode("utf-8")
    for text in (*values.texts(value), *values.labels(value)):
        assert text.encode("utf-8")
    values.identifier(value)
    values.year(value)
    values.moment(value)
