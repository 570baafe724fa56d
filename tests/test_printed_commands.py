"""Whatever AIME tells people to type can be typed: each command is there, with its options, and begins as it must."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.core.management import get_commands, load_command_class
from pytest_django import Settings

from aime_site.environment import BASE_DIR, command
from collection.commands import typed

SOURCES = [path for app in ("aime_site", "collection", "enrichment") for path in sorted((BASE_DIR / app).rglob("*.py"))]
TEMPLATES = [path for app in ("collection", "enrichment") for path in sorted((BASE_DIR / app).rglob("*.html"))]
CATALOGUES = sorted(BASE_DIR.glob("*/locale/*/LC_MESSAGES/django.po"))
TAG = re.compile(r'{% typed "([^"]+)"')
WRITTEN_OUT = re.compile(r"manage\.py\s+[a-z]")
# The commands alone, of those that take no word of their own.
COMPLETED = {"import_collection": "FILE"}


def constant(node: ast.expr) -> str:
    """The words of a text; what is filled in is a number or a name, and 1 is both."""
    if isinstance(node, ast.JoinedStr):
        return "".join(constant(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "1"


def told_in(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield from TAG.findall(text)
        return
    if "typed(" not in text:  # to understand every file takes a second, and each process of a parallel run asks
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "typed":
            yield constant(node.args[0])


TOLD = sorted({words for path in [*SOURCES, *TEMPLATES] for words in told_in(path)})


def test_there_are_commands_that_are_told() -> None:
    assert {"worker", "enrich --resume", "import_collection 1"} <= set(TOLD)


@pytest.mark.parametrize("words", TOLD)
def test_a_command_that_is_told_is_understood(words: str) -> None:
    name, *rest = shlex.split(words)
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    parser.parse_args(rest or COMPLETED.get(name, "").split())


def texts_shown() -> Iterator[tuple[str, str]]:
    """Every text with where it stands: messages in both languages, templates, and what is said without translation."""
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            yield from ((str(path), text) for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()))
    yield from ((str(path), path.read_text(encoding="utf-8")) for path in TEMPLATES)
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        if "manage.py" not in source:
            continue
        tree = ast.parse(source)
        comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in comments)
        yield from ((str(path), node.value) for node in constants if isinstance(node.value, str))


def test_no_text_writes_a_command_out_by_itself() -> None:
    assert [(path, text) for path, text in texts_shown() if WRITTEN_OUT.search(text)] == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "uv run manage.py"),
        ({"AIME_DATA_DIR": "/srv/my records"}, "AIME_DATA_DIR='/srv/my records' uv run manage.py"),
        ({"AIME_DATA_DIR": "records"}, f"AIME_DATA_DIR={BASE_DIR / 'records'} uv run manage.py"),
        ({"AIME_CONFIG_DIR": "/demo", "AIME_DATA_DIR": ""}, "AIME_CONFIG_DIR=/demo uv run manage.py"),
    ],
)
def test_a_command_reaches_the_same_site(told: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AIME_CONFIG_DIR", "AIME_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert command() == expected


def test_a_site_may_say_itself_how_it_is_reached(settings: Settings) -> None:
    settings.AIME_COMMAND = "docker compose exec web python manage.py"
    assert typed("enrich --resume") == "docker compose exec web python manage.py enrich --resume"
