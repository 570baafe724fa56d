import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from django.utils import timezone, translation

import enrichment
from enrichment.providers.lastfm import _REFUSALS
from enrichment.providers.matching.decision import Reason
from enrichment.providers.texts import CODES
from enrichment.reasons import SENTENCES, clock_time, sentence

HOME = Path(enrichment.__file__).parent
CODE = re.compile(r"[a-z][a-z_]+")
# Where a code stands among the arguments of what carries it.
CARRIERS = {
    **dict.fromkeys(("ProviderError", "Refused", "Limited", "Unavailable", "BadAnswer", "__init__"), 1),
    **dict.fromkeys(("Result", "PhotoResult", "Decision", "_stop", "_refusal"), 1),
    **dict.fromkeys(("Fault", "_refused"), 0),
}


def words_in(node: ast.AST, *ignoring: type[ast.AST]) -> Iterator[str]:
    if isinstance(node, ignoring):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from words_in(child, *ignoring)


def codes_of(node: ast.AST) -> Iterator[str]:
    """The codes that one node of a module brings into the world."""
    if isinstance(node, ast.Call):
        place = CARRIERS.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
        if place is not None and len(node.args) > place:
            yield from words_in(node.args[place], ast.Compare, ast.Call)
    elif isinstance(node, ast.keyword) and node.arg in ("reason", "code"):
        yield from words_in(node.value, ast.Compare, ast.Call)
    elif isinstance(node, ast.Assign):
        names = {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        if names & {"code", "reason", "NOT_CONFIGURED"}:
            yield from words_in(node.value, ast.Compare, ast.Call)
    elif isinstance(node, ast.FunctionDef):
        yield from (word for default in node.args.defaults for word in words_in(default) if "limited" in word)
        if "reason" in node.name:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value:
                    yield from words_in(inner.value, ast.Compare, ast.Call)


def codes_in_the_code() -> dict[str, str]:
    found = dict.fromkeys(CODES, "faults") | dict.fromkeys(get_args(Reason), "decision")
    found |= {code: "lastfm" for code, _setting in _REFUSALS.values()}
    for file in HOME.rglob("*.py"):
        if not {"sandbox", "tests"} & {*file.relative_to(HOME).parts}:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                found |= dict.fromkeys(codes_of(node), file.name)
    return found


def test_every_code_of_the_code_base_has_a_sentence() -> None:
    codes = codes_in_the_code()
    assert {"refused_key", "rate_limited", "cap_reached", "gave_up", "locked", "unknown_user", "cut"} <= set(codes)
    assert {code: file for code, file in codes.items() if code not in SENTENCES} == {}


def test_every_sentence_belongs_to_a_code_of_the_code_base() -> None:
    sources = [file.read_text(encoding="utf-8") for file in HOME.rglob("*.py") if file.name != "reasons.py"]
    assert [code for code in SENTENCES if not any(f'"{code}"' in source for source in sources)] == []


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_reads_as_one(code: str) -> None:
    text = sentence(code, service="Euria")
    assert text.endswith(".")
    assert text[0].isupper()
    assert "%" not in text


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", ""),
        ("moon_too_full", "Moon too full."),
        ("sk-SECRET 123", "For a reason that has no words yet."),
        ("x" * 41, "For a reason that has no words yet."),
    ],
)
def test_an_unknown_code_reads_all_the_same(code: str, expected: str) -> None:
    assert sentence(code) == expected


def test_the_setting_and_the_time_are_named() -> None:
    soon = timezone.now() + timedelta(seconds=1)
    text = sentence("refused_key", setting="EURIA_API_KEY", service="Euria", until=soon)
    assert text.startswith("Euria refuses the key. Check the setting EURIA_API_KEY. It goes on at ")
    assert text.endswith(f"{clock_time(soon)}.")


def test_two_settings_are_named_where_nobody_knows_which() -> None:
    text = sentence("refused_key", setting="SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET", service="Spotify")
    assert text == "Spotify refuses the key. Check the settings SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET."


@pytest.mark.parametrize(
    "setting", ["EURIA_API_KEY, sk-12ab", "Bearer abc", "sk-12ab", "EURIA_API_KEY=secret", "lower"]
)
def test_what_is_no_name_of_a_setting_stays_out(setting: str) -> None:
    assert setting not in sentence("refused_key", setting=setting)


def test_without_a_service_the_sentence_still_reads() -> None:
    assert sentence("timeout") == "The service took too long to answer."


def test_clock_times_name_the_day_when_it_is_another() -> None:
    now = timezone.now()
    assert re.fullmatch(r"\d\d:\d\d", clock_time(now))
    assert re.fullmatch(r"\d{1,2} \w+, \d\d:\d\d", clock_time(now + timedelta(days=2)))


def test_sentences_are_made_in_the_readers_language() -> None:
    with translation.override("fr"):
        assert sentence("timeout", service="Euria")
