"""How `verify_enrichment` tells what it found, and what it reads from its words."""

from argparse import ArgumentTypeError
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enrichment.management.commands.verify_enrichment import as_dict, kind_words, lines, percentage
from enrichment.phases.results import Coverage, Suspect, Verification
from enrichment.reasons import sentence


@given(st.floats(0, 100), st.sampled_from(["", "%", " %"]))
def test_a_share_is_read_with_or_without_its_sign(number: float, sign: str) -> None:
    assert percentage(f" {number}{sign.strip()} ") == number


@given(st.one_of(st.text(), st.floats(max_value=-0.001).map(str), st.floats(min_value=100.001).map(str)))
def test_what_is_no_share_is_refused_in_one_sentence(text: str) -> None:
    with suppress(ValueError):
        if 0 <= float(text.strip().removesuffix("%")) <= 100:
            return
    with pytest.raises(ArgumentTypeError, match=r"^it must be a number from 0 to 100$"):
        percentage(text)


@pytest.mark.parametrize(
    ("everything", "shown", "rest"),
    [(False, 5, "    and 47 more"), (True, 50, "    and 2 more")],
    ids=["", "with -v 2"],
)
def test_of_many_alike_the_first_are_named_and_the_rest_is_counted(everything: bool, shown: int, rest: str) -> None:
    found = Verification([Coverage("descriptions", "descriptions", 1, 2)])
    found.note(Suspect("markdown", f"Album {number}") for number in range(52))
    told = list(lines(found, everything=everything))
    assert told[0] == "descriptions       1 / 2        50.0 %"
    assert told[2] == "52 × text with Markdown"
    assert told[3:-1] == [f"    Album {number}" for number in range(shown)]
    assert told[-1] == rest


def test_five_alike_are_all_named_and_nothing_is_left_to_count() -> None:
    found = Verification([Coverage("descriptions", "descriptions", 0, 0)])
    found.note(Suspect("cut", f"Album {number}", "and") for number in range(5))
    told = list(lines(found, everything=False))
    assert told[0].endswith("100.0 %")
    assert told[-1] == "    Album 4  and"


def test_texts_to_ask_again_for_come_with_a_command_for_each_language() -> None:
    found = Verification([Coverage("descriptions", "descriptions", 1, 2)])
    found.note(iter([Suspect("cut", "A", "", "fr"), Suspect("cut", "B", "", "en"), Suspect("cut", "C", "", "fr")]))
    commands = [line.split(": ")[1] for line in lines(found, everything=False) if "Ask again" in line]
    assert commands == [f"uv run manage.py check_texts --language {code}" for code in ("en", "fr")]


def test_where_nothing_is_suspect_it_says_so() -> None:
    found = Verification([Coverage("covers", "covers", 2, 2)])
    assert list(lines(found, everything=True))[-1] == "Nothing suspect."
    assert as_dict(found) == {"coverage": {"covers": {"have": 2, "of": 2, "percent": 100.0}}, "suspects": {}}


@pytest.mark.parametrize("name", ["not_cached", "cache_differs", "dead_address", "shared_artist", "photo_old"])
def test_each_kind_has_words_in_both_languages(name: str) -> None:
    english = kind_words(name)
    with translation.override("fr"):
        french = kind_words(name)
    assert len({name, english, french}) == 3


def test_photos_that_nothing_speaks_for_come_with_the_command_that_looks_again() -> None:
    assert "uv run manage.py check_photos" in kind_words("photo_unproved")


def test_a_fault_of_a_text_is_told_by_the_sentence_of_its_rule() -> None:
    assert kind_words("prompt_echo") == sentence("prompt_echo") != "prompt_echo"
