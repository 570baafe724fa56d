"""Asking a person at a terminal."""

import builtins
import getpass
from collections.abc import Callable, Iterator

import pytest

from enrichment.console.guided_setup import Conversation, check_lines
from enrichment.reports.health import Check, CheckState

Answer = Callable[..., None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """What the person types, line after line."""

    def prepare(*lines: str) -> None:
        left: Iterator[str] = iter(lines)
        monkeypatch.setattr(builtins, "input", lambda _prompt="": next(left))
        monkeypatch.setattr(getpass, "getpass", lambda _prompt="": next(left))

    return prepare


@pytest.mark.parametrize(
    ("typed", "default", "yes"),
    [
        (["y"], False, True),
        (["OUI"], False, True),
        (["n"], True, False),
        (["non"], True, False),
        ([""], True, True),
        ([" "], False, False),
        (["perhaps", "", "y"], False, False),
        (["perhaps", "yes"], False, True),
    ],
)
def test_yes_and_no_in_two_languages(answer: Answer, typed: list[str], default: bool, yes: bool) -> None:
    answer(*typed)
    assert Conversation(print).confirms("Really?", default=default) is yes


@pytest.mark.parametrize("secret", [False, True])
def test_a_pasted_value_loses_its_blanks_and_a_strange_one_is_asked_for_again(answer: Answer, secret: bool) -> None:
    said: list[str] = []
    answer("bad\x1b[2J", "  key-4711  ")
    assert Conversation(said.append).asks("KEY", secret=secret) == "key-4711"
    assert len(said) == 1
    assert "bad" not in said[0]


@pytest.mark.parametrize(
    ("typed", "place"), [([""], 0), (["2"], 1), (["Ollama", "3", "0", "-1", "9" * 5000, " 2 "], 1), (["²", "1"], 0)]
)
def test_what_is_no_number_of_the_list_is_asked_for_again(answer: Answer, typed: list[str], place: int) -> None:
    answer(*typed)
    assert Conversation(print).chooses("Which server do you use?", ["Infomaniak", "Ollama"]) == place


def checked(state: CheckState, sentence: str = "Euria refuses the key.", label: str = "Euria") -> Check:
    return Check("euria", label, state, sentence)


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (CheckState.WORKS, "Euria     works"),
        (CheckState.NOT_SET, "Euria     not set     Euria refuses the key."),
        (CheckState.INCOMPLETE, "Euria     incomplete  Euria refuses the key."),
        (CheckState.REFUSED, "Euria     refused     Euria refuses the key."),
        (CheckState.FAILED, "Euria     no answer   Euria refuses the key."),
    ],
)
def test_each_service_has_a_line_with_a_word_and_where_it_does_not_work_a_sentence(
    state: CheckState, line: str
) -> None:
    assert list(check_lines([checked(state)])) == [line]


def test_the_words_stand_below_one_another() -> None:
    lines = list(check_lines([checked(CheckState.WORKS), checked(CheckState.WORKS, label="A server at home")]))
    assert [line.index("works") for line in lines] == [17, 17]
