"""Foreign values, made safe to store. The carrier, from what Discogs writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.importing import values
from collection.importing.values import LONGEST_SUPPORT, support_of, support_of_text

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


@pytest.mark.parametrize(
    ("formats", "support"),
    [
        (["Vinyl"], "Vinyl"),
        (["Vinyl", "Vinyl", "All Media"], "Vinyl"),
        (["CD", "Vinyl"], "Vinyl + CD"),
        (["Vinyl", "CD"], "Vinyl + CD"),
        (["All Media", "CD", "CD", "Blu-ray"], "CD + Blu-ray"),
        (["Vinyl", "CD", "Blu-ray", "Box Set"], "Box Set"),
        (["CD", "Hybrid"], "CD"),
        (["CDr"], "CD"),
        (["SACD"], "CD"),
        (["Vinyl", "Flexi-disc"], "Vinyl"),
        (["File"], "Digital"),
        (["Cassette"], "Cassette"),
        (["Wax Cylinder"], "Wax Cylinder"),
        (["Unknown"], ""),
        (["All Media"], ""),
        ([], ""),
    ],
)
def test_from_format_names(formats: list[str], support: str) -> None:
    assert support_of(formats) == support


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("LP, Album, RE", "Vinyl"),
        ("2xLP, Album, Gat", "Vinyl"),
        ('7", Single, Col', "Vinyl"),
        ('12"', "Vinyl"),
        ("CD, Album", "CD"),
        ("3xCD, Comp", "CD"),
        ("Box, Ltd + 2xLP, Album + CD", "Box Set"),
        ("LP, Album + CD, Album", "Vinyl + CD"),
        ("CD, Album + DVD-V, NTSC", "CD + DVD"),
        ("Cass, Album", "Cassette"),
        ("File, MP3, Album, 320", "Digital"),
        ("5xFile, FLAC", "Digital"),
        ("", ""),
    ],
)
def test_from_the_text_of_an_export(text: str, support: str) -> None:
    assert support_of_text(text) == support


@given(st.lists(st.text()))
def test_any_formats_fit_the_column(formats: list[str]) -> None:
    assert len(support_of(formats)) <= LONGEST_SUPPORT
