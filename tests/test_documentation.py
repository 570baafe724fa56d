"""What the documents name is there: links, commands with their options, settings, messages, libraries, tests."""

import re
import tomllib
from functools import cache
from pathlib import Path

import polib
import pytest
from django.core.management import get_commands, load_command_class

from aime_site.environment import BASE_DIR

ENGLISH, FRENCH = BASE_DIR / "README.md", BASE_DIR / "docs" / "LISEZMOI.md"
PAGES = [*sorted(BASE_DIR.glob("*.md")), *sorted((BASE_DIR / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
CODE = re.compile(r"`([^`\n]+)`|^(?: {0,4})((?:\S+ )?uv run .*)$", re.MULTILINE)
COMMAND = re.compile(r"manage\.py ([a-z]\w*)([^|`&;]*)")
OPTION = re.compile(r"(?<!\S)(--[a-z][\w-]*)")
SETTING = re.compile(r"`((?:AIME|EURIA|SPOTIFY|DEEZER|DISCOGS|LASTFM|WIKIDATA|EMAIL)_[A-Z_]+)[`=]")
TEST = re.compile(r"`(tests/(?:\w+/)*|(?=test_))(\w+\.py|)`")
MESSAGE = re.compile(r"^\| ([^`|]+(?:`[^`]*`[^`|]*)*) \| ", re.MULTILINE)
# Ours and Django's, whose options are Django's own matter.
OF_TESTS = {"AIME_TEST_POSTGRES_URL", "AIME_KILL_ROUNDS", "AIME_TEST_REAL_MODEL_OUT", "AIME_TEST_MODEL"}


def named(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=lambda page: str(page.relative_to(BASE_DIR)))


@named(PAGES)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path, _anchor in LINK.findall(text):
        assert (page.parent / path).exists(), path


@named(PAGES)
def test_a_page_is_no_half_finished_merge(page: Path) -> None:
    assert not re.search(r"^(?:<{7} |={7}$|>{7} )", page.read_text(encoding="utf-8"), re.MULTILINE)


def commands_in(page: Path) -> list[tuple[str, str]]:
    codes = [inline or line for inline, line in CODE.findall(page.read_text(encoding="utf-8").replace("\\\n", " "))]
    return [(name, rest) for code in codes for name, rest in COMMAND.findall(code)]


@cache
def options_of(command: str) -> set[str]:
    parser = load_command_class(get_commands()[command], command).create_parser("manage.py", command)
    return {option for action in parser._actions for option in action.option_strings}


@named(PAGES)
def test_every_command_and_option_exists(page: Path) -> None:
    for command, rest in commands_in(page):
        assert command in get_commands(), command
        assert set(OPTION.findall(rest)) <= options_of(command), f"{command} {rest}"


@named([ENGLISH, FRENCH, *(page for page in PAGES if page.name in {"troubleshooting.md", "operations.md"})])
def test_a_command_can_be_typed_as_it_stands(page: Path) -> None:
    for line in page.read_text(encoding="utf-8").splitlines():
        told = re.sub(r"(?:uv run|python) manage\.py", "", line)
        is_message = page.name == "troubleshooting.md" and line.startswith("| ")
        assert is_message or "manage.py " not in told, line


@named(PAGES)
def test_every_setting_exists(page: Path) -> None:
    offered = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
    for name in set(SETTING.findall(page.read_text(encoding="utf-8"))) - OF_TESTS:
        assert f"\n{name}=" in offered, name


def test_every_message_to_look_up_is_one_that_is_shown() -> None:
    catalogues = [polib.pofile(str(path)) for path in BASE_DIR.glob("*/locale/fr/*/*.po")]
    shown = [entry.msgid for catalogue in catalogues for entry in catalogue]
    shown += [re.sub(r"%\(\w+\)[sd]", "…", text) for text in shown]
    page = (BASE_DIR / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    messages = [message for message in MESSAGE.findall(page) if not message.startswith(("It says", "---"))]
    assert len(messages) > 15
    assert [message for message in messages if message not in shown] == []


def test_every_test_that_holds_a_promise_exists() -> None:
    for page in PAGES:
        folder = ""
        for named_folder, name in TEST.findall(page.read_text(encoding="utf-8")):
            folder = named_folder or folder  # a name alone is beside the one before
            assert (BASE_DIR / folder / name).exists(), folder + name


def test_every_library_has_its_reason() -> None:
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (BASE_DIR / "docs" / "how-it-is-built.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=~! ]", requirement)[0]
        assert f"| {name} |" in page, name


def test_the_first_page_is_short_and_the_same_in_french() -> None:
    pages = [page.read_text(encoding="utf-8") for page in (ENGLISH, FRENCH)]
    for text in pages:
        assert len(text.splitlines()) <= 140
    english, french = pages
    for kind in (r"^#+ ", r"^\d\. ", r"^\| ", r"^!\[", r"^```"):
        assert len(re.findall(kind, english, re.MULTILINE)) == len(re.findall(kind, french, re.MULTILINE)), kind
    assert re.findall(r"`([A-Z_]+)`", english) == re.findall(r"`([A-Z_]+)`", french)
