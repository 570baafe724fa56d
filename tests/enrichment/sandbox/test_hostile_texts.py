from collections.abc import Callable

import pytest

from enrichment.sandbox import Sandbox
from enrichment.sandbox.faults.texts import HOSTILE
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]


@pytest.mark.parametrize(
    ("fault", "mark"),
    [
        ("markdown", "## Album"),
        ("markdown", "**"),
        ("fenced", "```"),
        ("html_text", "<script>"),
        ("apology", "language model"),
        ("preamble", "Here is the description"),
        ("thinking", "</think>"),
        ("unclosed_thinking", "<think>"),
        ("prompt_echo", "Write in French."),
        ("quoted_text", "characters)"),
        ("control_characters", "\u202e"),
        ("control_characters", "\x00"),
        ("invented_year", "1871"),
        ("invented_track", "Moonlit Bicycle Parade"),
        ("injection", "{{ 7*7 }}"),
    ],
)
def test_the_fault_is_in_the_text(faulty: Start, fault: str, mark: str) -> None:
    assert mark in clients.text(faulty(fault))


def test_a_cut_text_pretends_to_be_whole(faulty: Start) -> None:
    choice = clients.chat(faulty("cut_text")).json()["choices"][0]
    assert choice["finish_reason"] == "stop"
    assert choice["message"]["content"][-1].isalpha()


def test_lengths_that_were_not_asked_for(faulty: Start) -> None:
    assert len(clients.text(faulty("short_text")).split()) < 80
    assert len(clients.text(faulty("long_text")).split()) > 5_000


@pytest.mark.parametrize(("asked", "word"), [("French", "und"), ("English", "und"), ("German", "et")])
def test_another_language_than_the_one_asked_for(faulty: Start, asked: str, word: str) -> None:
    text = clients.text(faulty("wrong_language"), messages=clients.messages(asked))
    assert text.split().count(word) >= 3


def test_the_same_text_for_every_album(faulty: Start) -> None:
    sandbox = faulty("same_text")
    texts = {clients.text(sandbox, messages=clients.messages(title=title)) for title in ("Blue", "Hejira", "Mingus")}
    assert len(texts) == 1


def test_a_hostile_model_shows_every_fault_in_turn(faulty: Start) -> None:
    regular = clients.text(faulty())
    sandbox = faulty("hostile")
    shown = [clients.text(sandbox) for _ in range(len(HOSTILE) + 1)]
    assert regular not in shown
    assert shown[-1] == shown[0]
    assert len(set(shown)) == len(HOSTILE)
