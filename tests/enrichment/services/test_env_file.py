"""Settings put into a `.env` that people also write by hand."""

from pathlib import Path

import pytest
from decouple import Config, RepositoryEnv
from hypothesis import given
from hypothesis import strategies as st

from enrichment.services.env_file import merged, write

VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=1).filter(
    lambda text: text.isprintable() and text == text.strip() and text[0] not in "'\""
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "KEY=new\n"),
        ("# mine\nOTHER=1\n", "# mine\nOTHER=1\nKEY=new\n"),
        ("KEY=old\nOTHER=1\n", "KEY=new\nOTHER=1\n"),
        ("KEY=\nOTHER=1", "KEY=new\nOTHER=1\n"),
        (" KEY = old\n", "KEY=new\n"),
        ("KEY=1\nOTHER=1\nKEY=2\n", "KEY=new\nOTHER=1\n"),
        ("# KEY=example\n", "# KEY=example\nKEY=new\n"),
        ("KEY_TOO=1\n", "KEY_TOO=1\nKEY=new\n"),
        ("a line without sense\n", "a line without sense\nKEY=new\n"),
    ],
)
def test_a_setting_takes_its_place_and_all_else_stays(before: str, after: str) -> None:
    assert merged(before, {"KEY": "new"}) == after


@pytest.mark.parametrize("value", ["two\nlines", " blank", "tab\t", "nul\0", "'quoted'"])
def test_what_would_not_be_read_back_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="KEY"):
        merged("", {"KEY": value})


@given(st.dictionaries(st.sampled_from(["A", "B_2", "EURIA_API_KEY"]), VALUES, min_size=1))
def test_aime_reads_what_was_written(tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]) -> None:
    file = tmp_path_factory.mktemp("env") / ".env"
    write(file, values)
    config = Config(RepositoryEnv(file))
    assert {name: config(name) for name in values} == values


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
