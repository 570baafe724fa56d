"""The carrier, from what Discogs writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.importing.support import LONGEST, support_of, support_of_text


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
    assert len(support_of(formats)) <= LONGEST
