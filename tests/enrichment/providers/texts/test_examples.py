"""Of a row for which nobody has an example nobody knows whether it works: each has a planted sentence that it finds."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from enrichment.providers.texts.languages import LANGUAGES, table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs, words_of
from tests.enrichment.providers.texts.planted import ALBUMS
from tests.enrichment.providers.texts.sentences import CLAIMS, FAULTS, OPENINGS
from tests.enrichment.providers.texts.test_language_files import RULES

NAMED = ("places", "songs")
SENTENCES = [*((language, sentence) for language, _, sentence in CLAIMS), *FAULTS, *OPENINGS]


def tables_of(code: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("enrichment.providers.texts.languages").joinpath(f"{code}.toml").read_text("utf-8"))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, list[tuple[str, str]]], list[str]]]:
    """Makes a table of each row, and tells their names."""

    def make(code: str, rows: list[tuple[str, str]]) -> list[str]:
        made = {f"{code} {place}": {key: said} for place, (key, said) in enumerate(rows)}
        tables = {"parts": tables_of(code)["parts"], **made}
        monkeypatch.setattr("enrichment.providers.texts.languages._read", lambda _: tables)
        return list(made)

    yield make
    table.cache_clear()


def single_rows(code: str) -> Iterator[tuple[str, str, str]]:
    """Each rule and row with one of its patterns, or with one of the words where these are all that it has."""
    tables = tables_of(code)
    for rule in RULES:
        for key, said in tables[rule].items():
            for pattern in said if isinstance(said, list) else [said]:
                yield from [(rule, key, pattern)] if pattern else [(rule, word, "") for word in words_of(key)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_row_of_every_rule_finds_a_planted_sentence(
    alone: Callable[[str, list[tuple[str, str]]], list[str]], code: str
) -> None:
    saying: dict[str, list[Prose]] = defaultdict(list)
    for sentence in (sentence for language, sentence in SENTENCES if language == code):
        prose = Prose(sentence, ALBUMS[code][0], code)
        for word in prose.words:
            saying[word].append(prose)
    rows = list(single_rows(code))

    def is_seen(name: str, rule: str) -> bool:
        signs = Signs(name, named=rule in NAMED)
        near = (prose for key in table(name, code) for word in words_of(key) for prose in saying[word])
        return any(next(signs.found(prose), None) for prose in near)

    names = alone(code, [(key, said) for _, key, said in rows])

    assert [row for name, row in zip(names, rows, strict=True) if not is_seen(name, row[0])] == []


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("openings", r"\A[\s¡]*(?:{})"), ("closings", r"\A[\W_]*(?:{})"), ("refusals", r"\b(?:{})")],
    ids=["openings", "closings", "refusals"],
)
def test_all_that_models_say_around_a_text_is_planted(
    alone: Callable[[str, list[tuple[str, str]]], list[str]], kind: str, begins: str
) -> None:
    said = tables_of("any")["chatter"][kind]
    opened = [f"{opening}It is calm." for _, opening in OPENINGS]
    planted = opened if kind == "openings" else [sentence for _, sentence in FAULTS]

    names = alone("any", [("pattern", pattern) for pattern in said])
    patterns = [re.compile(begins.replace("{}", table(name)["pattern"]), re.IGNORECASE) for name in names]

    assert [found.pattern for found in patterns if not any(map(found.search, planted))] == []
