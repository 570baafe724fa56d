"""How written words become words that are compared."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collection.searching.folding import LONGEST_WORD, spellings, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Björk", [["bjork"]]),
        ("don’t", [["dont"], ["don", "t"]]),
        ("AC/DC", [["acdc"], ["ac", "dc"]]),
        ("&", [["and"]]),
        ("U2", [["u2"]]),
        ("!!!", [["u212121"]]),
        ("東京", [["東", "京"]]),
        ("", []),
    ],
)
def test_a_word_is_read_as_people_may_type_it(written: str, read: list[list[str]]) -> None:
    assert spellings(written) == read


@given(st.text(max_size=300))
@example("\u3097")  # no sign stands there yet
@example("ザ・ビートルズ")
def test_only_letters_and_digits_are_kept_and_no_word_is_long(text: str) -> None:
    for word in words([text]).split():
        assert word.isalnum() or all(sign.isalnum() or sign.isalpha() for sign in word), word
        assert len(word) <= LONGEST_WORD


@given(st.from_regex(r"[A-Za-z0-9]{1,90}", fullmatch=True))
def test_a_plain_word_is_spelt_as_with_an_accent_that_nobody_types(word: str) -> None:
    assert spellings(word) == spellings(f"{word}\u0301")
