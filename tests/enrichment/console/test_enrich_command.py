"""What `enrich` takes from its words, what it refuses, and how it tells a plan and a trial."""

from argparse import ArgumentTypeError
from decimal import Decimal
from typing import Any

import pytest
from django.core.management.base import CommandParser
from hypothesis import given
from hypothesis import strategies as st

from enrichment.console import enrich_command
from enrichment.engine.enrich import Trial
from enrichment.engine.request import BadOption, RunRequest
from enrichment.providers.texts import Fault
from enrichment.reports.estimate import Estimate, PlannedPhase
from tests.builders import make_album


@pytest.fixture
def no_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is set aside, and no price known."""
    monkeypatch.setattr(enrich_command, "set_aside", lambda phases, language: iter(()))
    monkeypatch.setattr(enrich_command, "offer_line", lambda found, language: "The offer.")


def typed(*words: str) -> dict[str, Any]:
    """The options as the command gets them."""
    parser = CommandParser(prog="manage.py enrich")
    enrich_command.add_arguments(parser)
    parser.add_argument("--background", action="store_true")
    return vars(parser.parse_args(words))


@given(st.integers(1, 10**15 - 1))
def test_any_whole_number_is_read(number: int) -> None:
    assert enrich_command.whole_number(str(number)) == number


@given(st.one_of(st.text(), st.integers(max_value=0).map(str), st.integers(10**15).map(str), st.floats().map(str)))
def test_whatever_else_is_refused_in_one_sentence(text: str) -> None:
    if text.isascii() and text.isdigit() and 0 < int(text[:20] or 0) < 10**15 and len(text) < 16:
        return
    with pytest.raises(ArgumentTypeError, match=r"^it must be a whole number from 1 on$"):
        enrich_command.whole_number(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", {}),
        ("--limit 5", {"limit": 5}),
        ("--only artist_images", {"only": "artist_images"}),
        ("--album {1} {0} --album {1}", {"albums": [1, 0]}),
        ("--album {0} --force", {"albums": [0], "force": True}),
        ("--limit 2 --force", {"limit": 2, "force": True}),
        ("--force --yes", {"force": True}),
        ("--force --dry-run", {"force": True}),
        ("--language fr", {"language": "fr"}),
        ("--max-tokens 9000", {"max_tokens": 9000}),
        ("--album {0} --show-text", {"albums": [0]}),
        ("--background --limit 1", {"limit": 1}),
    ],
)
def test_words_become_the_run_that_was_meant(words: str, asked: dict[str, Any]) -> None:
    albums = [make_album("Moon Safari", "AIR").pk, make_album("Post", "Björk").pk]
    found = enrich_command.request_from(typed(*words.format(*albums).split()))
    wanted = {"limit": None, "only": "", "force": False, "albums": None, "language": "", "max_tokens": None, **asked}
    if wanted["albums"]:
        wanted["albums"] = [albums[place] for place in wanted["albums"]]
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--force", "--only", "artist_images"], "confirm it with --yes"),
        (["--show-text"], "--show-text needs one --album"),
        (["--show-text", "--album", "1", "2"], "--show-text needs one --album"),
        (["--background", "--show-text", "--album", "1"], "--background goes with a run alone"),
        (["--change-language", "fr", "--limit", "1"], "--change-language does not go together with --limit."),
        (["--change-language", "fr", "--only", "descriptions"], "together with --only."),
        (["--change-language", "fr", "--album", "1"], "together with --album."),
        (["--change-language", "fr", "--force"], "together with --force."),
        (["--change-language", "fr", "--language", "en"], "together with --language."),
        (["--change-language", "fr", "--show-text"], "together with --show-text."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_words_that_contradict_each_other_are_refused(
    words: list[str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RunRequest, "__post_init__", lambda asked: None)  # whether the albums exist is another matter
    with pytest.raises(BadOption, match=why):
        enrich_command.request_from(typed(*words))


def test_a_cap_goes_with_a_change_of_language(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = RunRequest(only="descriptions", force=True, language="fr")
    monkeypatch.setattr(enrich_command, "change_of_language", lambda language: changed if language == "fr" else None)
    found = enrich_command.request_from(typed("--change-language", "fr", "--max-tokens", "70"))
    assert found is not None
    assert (found.only, found.force, found.language, found.max_tokens) == ("descriptions", True, "fr", 70)
    assert enrich_command.request_from(typed("--change-language", "en")) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--resume", "--limit", "1"], "--limit"),
        (["--resume", "--only", "descriptions"], "--only"),
        (["--resume", "--album", "1"], "--album"),
        (["--resume", "3", "--language", "fr"], "--language"),
        (["--resume", "--max-tokens", "5"], "--max-tokens"),
        (["--retry-failed", "--dry-run"], "--dry-run"),
        (["--retry-failed", "--show-text"], "--show-text"),
        (["--retry-failed", "--change-language", "fr"], "--change-language"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_run_that_is_taken_up_keeps_its_options(words: list[str], named: str) -> None:
    with pytest.raises(BadOption, match=f"^{named} does not go together with taking up a run again"):
        enrich_command.check_resuming(typed(*words))


@pytest.mark.parametrize(
    "words", [["--resume"], ["--resume", "4", "--background"], ["--retry-failed", "4"]], ids=" ".join
)
def test_where_a_run_is_worked_at_may_be_chosen_anew(words: list[str]) -> None:
    enrich_command.check_resuming(typed(*words))


@pytest.mark.parametrize(("words", "run"), [(["--resume"], 0), (["--resume", "12"], 12), ([], None)])
def test_without_a_number_the_latest_run_is_meant(words: list[str], run: int | None) -> None:
    assert typed(*words)["resume"] == run


def plan(*phases: PlannedPhase, from_history: bool = True, low: int = 60, high: int = 7500) -> Estimate:
    return Estimate(phases, 3, 10, 20, low, high, Decimal(1), from_history)


def test_a_plan_says_first_that_it_is_one(no_lists: None) -> None:
    lines = list(enrich_command.estimate_lines(plan(), "en", examples=False))
    assert lines[:2] == ["A dry run: no call is made and nothing is written.", "The offer."]
    assert lines[-1] == "Time: 1 min 0 s to 2 h 5 min."


def test_first_guesses_are_said_to_be_such(no_lists: None) -> None:
    lines = list(enrich_command.estimate_lines(plan(from_history=False), "en", examples=False))
    assert lines[-1] == "No text has been written here yet, so price and time are first guesses."


@pytest.mark.parametrize(
    ("examples", "shown"),
    [(False, []), (True, ["      Moon Safari", "      Talkie Walkie", "      and 3 more"])],
)
def test_the_first_items_of_a_plan_are_named_on_request(no_lists: None, examples: bool, shown: list[str]) -> None:
    phase = PlannedPhase(
        "descriptions", asked=5, cached=1, shared=2, kept=3, examples=["Moon\x07 Safari", "Talkie Walkie"]
    )
    lines = list(enrich_command.estimate_lines(plan(phase), "en", examples=examples))
    assert lines[2] == "  descriptions: 5 to ask, 1 from the cache, 2 by another edition, 3 kept"
    assert lines[3:-1] == shown


def test_all_examples_are_shown_without_a_rest_where_there_is_none(no_lists: None) -> None:
    phase = PlannedPhase("descriptions", asked=1, examples=["Moon Safari"])
    lines = list(enrich_command.estimate_lines(plan(phase), "en", examples=True))
    assert lines[3:-1] == ["      Moon Safari"]


def test_a_phase_without_its_key_is_told_by_the_setting(no_lists: None) -> None:
    phase = PlannedPhase("artist_images", setting="SPOTIFY_CLIENT_ID", asked=4, examples=["AIR"])
    lines = list(enrich_command.estimate_lines(plan(phase), "en", examples=True))
    assert "SPOTIFY_CLIENT_ID" in lines[2]
    assert "to ask" not in "".join(lines)
    assert "      AIR" not in lines


def trial(**values: Any) -> Trial:
    told: dict[str, Any] = {
        "prompt": "Write.\x1b[1m",
        "prompt_version": "7",
        "language": "fr",
        "text": "Un disque.",
        "faults": (),
        "model": "small\r",
        "prompt_tokens": 12,
        "completion_tokens": 34,
        "is_estimated": False,
    }
    return Trial(**{**told, **values})


def test_a_trial_shows_what_was_sent_and_what_came() -> None:
    assert list(enrich_command.trial_lines(trial())) == [
        "What the model is sent (version 7 of the instructions):",
        "Write.[1m",
        "",
        "The text (small):",
        "Un disque.",
        "",
        "Faults: none",
        "Word pieces: 12 read, 34 written. Nothing was saved.",
    ]


def test_a_trial_names_its_faults_and_estimated_pieces() -> None:
    lines = list(enrich_command.trial_lines(trial(faults=(Fault("too_short", "43 words"),), is_estimated=True)))
    assert lines[-1] == "The word pieces are estimated: the server does not count them."
    assert lines[-3].startswith("Faults: ")
    assert "43 words" in lines[-3]


def test_a_program_gets_the_trial_as_it_is() -> None:
    told = enrich_command.trial_json(trial(faults=(Fault("cut", "and then"),), is_estimated=True))
    assert told["faults"] == [{"code": "cut", "detail": "and then"}]
    assert (told["prompt"], told["model"], told["estimated"]) == ("Write.\x1b[1m", "small\r", True)
    assert (told["language"], told["text"], told["prompt_version"]) == ("fr", "Un disque.", "7")
    assert (told["prompt_tokens"], told["completion_tokens"]) == (12, 34)
