"""Settings put into a `.env` that people also write by hand."""

import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from aime_site.environment import Environment
from enrichment.engine.request import NothingConfigured
from enrichment.env_file import Problem, merged, read, write

REPOSITORY = Path(__file__).resolve().parents[2]
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1).filter(
    lambda text: text.isprintable() and text == text.strip() and not ("'" in text and '"' in text)
)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("KEY=value", "value"),
        ("  KEY = value  ", "value"),
        ("export KEY=value", "value"),
        ("export\tKEY='value'", "value"),
        ("KEY=", ""),
        ("KEY= # nothing yet", ""),
        ("KEY=value # mine", "value"),
        ("KEY=value\t# mine", "value"),
        ("KEY=a#b", "a#b"),
        ("KEY=#abc", "#abc"),
        ("KEY=two words", "two words"),
        ("KEY=a=b==", "a=b=="),
        ("KEY=a'b", "a'b"),
        ('KEY="a # b"', "a # b"),
        ('KEY="a" # b', "a"),
        ("KEY='a'  # it's mine", "a"),
        ('KEY="a" # say "b"', "a"),
        ("KEY='it's'", "it's"),
        ('KEY=""', ""),
        ('KEY="', '"'),
        ('KEY="a","b"', "a,b"),
        ("KEY='a, b' , \"c\" # three", "a, b,c"),
        ('KEY="a,b"', "a,b"),
        ("KEY=$HOME\\n", "$HOME\\n"),
        ("# KEY=example\nKEY=value", "value"),
        ("KEY=first\nKEY=last", "last"),
        ("OTHER=1\r\nKEY=value\r\n", "value"),
        ("KEY=a\x0cb", "a\x0cb"),
    ],
)
def test_a_line_as_people_write_it(line: str, value: str) -> None:
    values, problems = read(line)
    assert (values["KEY"], problems) == (value, {})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("KEY", Problem.NO_SETTING),
        ("KEY: value", Problem.NO_SETTING),
        ("export KEY", Problem.NO_SETTING),
        ("=value", Problem.NO_SETTING),
        ("MY KEY=value", Problem.NO_SETTING),
        ("1KEY=value", Problem.NO_SETTING),
        ("// KEY=value", Problem.NO_SETTING),
        ('KEY="value', Problem.OPEN_QUOTE),
        ('KEY="a"b', Problem.OPEN_QUOTE),
        ("KEY='a' b # c", Problem.OPEN_QUOTE),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line_and_the_rest_is_read(line: str, problem: Problem) -> None:
    values, problems = read(f"# mine\n\nOTHER=1\n{line}\nLAST=2\n")
    assert (values, problems) == ({"OTHER": "1", "LAST": "2"}, {4: problem})


def test_a_key_that_is_broken_in_two_is_named_by_both_lines() -> None:
    assert read('KEY="half\nother"\n') == ({}, {1: Problem.OPEN_QUOTE, 2: Problem.NO_SETTING})


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    values, problems = read(text)
    assert len(values) + len(problems) <= len(text.split("\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "KEY=new\n"),
        ("# mine\nOTHER=1\n", "# mine\nOTHER=1\nKEY=new\n"),
        ("KEY=old\nOTHER=1\n", "KEY=new\nOTHER=1\n"),
        ("KEY=\nOTHER=1", "KEY=new\nOTHER=1\n"),
        (" KEY = old\n", "KEY=new\n"),
        ("export KEY='old'  # mine\n", "export KEY=new  # mine\n"),
        ('KEY="torn\nOTHER=1\n', "KEY=new\nOTHER=1\n"),
        ("OTHER=1\r\nKEY=old\r\n", "OTHER=1\nKEY=new\n"),
        ("KEY=1\nOTHER=1\nKEY=2\n", "KEY=new\nOTHER=1\n"),
        ("# KEY=example\n", "# KEY=example\nKEY=new\n"),
        ("KEY_TOO=1\n", "KEY_TOO=1\nKEY=new\n"),
        ("a line without sense\n", "a line without sense\nKEY=new\n"),
    ],
)
def test_a_setting_takes_its_place_and_all_else_stays(before: str, after: str) -> None:
    assert merged(before, {"KEY": "new"}) == after


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("a b", "KEY=a b"),
        ("a#b", "KEY=a#b"),
        ("a #b", 'KEY="a #b"'),
        ("'a'", "KEY=\"'a'\""),
        ('"a" #', "KEY='\"a\" #'"),
    ],
)
def test_a_value_gets_the_quotes_it_needs(value: str, line: str) -> None:
    assert merged("", {"KEY": value}) == f"{line}\n"


@pytest.mark.parametrize("value", ["two\nlines", " blank", "tab\t", "nul\0", "'a' #\" #"])
def test_what_would_not_be_read_back_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="KEY"):
        merged("", {"KEY": value})


@given(st.dictionaries(st.sampled_from(["A", "B_2", "EURIA_API_KEY"]), VALUES, min_size=1))
def test_aime_reads_what_was_written(tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]) -> None:
    file = tmp_path_factory.mktemp("env") / ".env"
    write(file, values)
    env = Environment(file.parent)
    assert {name: env.file_text(name) for name in values} == values
    assert env.problems == {}


def test_a_byte_order_mark_hides_no_setting(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("\ufeffKEY=old\nOTHER=1\n")
    write(tmp_path / ".env", {"KEY": "new"})
    assert (tmp_path / ".env").read_text() == "KEY=new\nOTHER=1\n"


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("OTHER=1\n")
    file.chmod(0o644)
    write(file, {"KEY": "secret"})
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [".env"]


def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("OTHER=1\n")
    (tmp_path / ".env").symlink_to(tmp_path / "kept")
    write(tmp_path / ".env", {"KEY": "new"})
    assert (tmp_path / ".env").is_symlink()
    assert (tmp_path / "kept").read_text() == "OTHER=1\nKEY=new\n"


@pytest.mark.parametrize(
    ("folder", "named"), [(REPOSITORY, ".env beside manage.py"), (Path("/srv/aime"), "/srv/aime/.env")]
)
def test_a_sentence_names_the_file_that_is_read(settings: Settings, folder: Path, named: str) -> None:
    settings.ENV_FILE = folder / ".env"

    assert str(NothingConfigured(["EURIA_API_KEY"])) == f"No service is configured: set EURIA_API_KEY in {named}."


def broken_off(*_args: object, **_kwargs: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("step", "of"), [("chmod", Path), ("replace", Path), ("fdopen", os)])
def test_a_write_that_is_broken_off_leaves_the_old_file_and_no_other(
    step: str, of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("KEY=old\n")
    monkeypatch.setattr(of, step, broken_off)
    with pytest.raises(KeyboardInterrupt):
        write(file, {"KEY": "new"})
    assert file.read_text() == "KEY=old\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_value_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("KEY=old\n")
    with pytest.raises(ValueError, match="the value of OTHER cannot be written"):
        write(file, {"KEY": "new", "OTHER": "two\nlines"})
    assert file.read_text() == "KEY=old\n"


NAMES = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)


@given(st.text(st.characters(exclude_characters="\r"), max_size=200), st.dictionaries(NAMES, PLAIN, max_size=3))
def test_whatever_the_file_was_it_sets_afterwards_what_was_written_into_it(text: str, values: dict[str, str]) -> None:
    try:
        after = merged(text, values)
    except ValueError:
        return  # a value that no form of a line holds
    assert read(after)[0] == {**read(text)[0], **values}
    assert merged(after, values) == after, "twice is once"
