"""Where settings come from, and in which order."""

import json
from pathlib import Path

import pytest

from aime_site import environment as places
from aime_site.environment import (
    Environment,
    SecretsFile,
    SettingsError,
    command,
    local_time_zone,
    machine_language,
    make_folder,
)

NAME = "AIME_TEST_SETTING"


def environment(folder: Path, dotenv: str | bytes | None = None, secrets: object = None) -> Environment:
    if dotenv is not None:
        (folder / ".env").write_bytes(dotenv.encode() if isinstance(dotenv, str) else dotenv)
    if secrets is not None:
        (folder / "config").mkdir()
        (folder / "config" / "secrets.json").write_text(secrets if isinstance(secrets, str) else json.dumps(secrets))
    return Environment(folder)


def read(env: Environment, kind: str) -> float:
    if kind == "flag":
        return env.flag(NAME)
    return env.integer(NAME, 7, least=1) if kind == "integer" else env.number(NAME, 7)


@pytest.mark.parametrize(
    ("process", "dotenv", "expected"),
    [
        ("process", "file", "process"),
        ("", "file", "file"),
        ("  ", "file", "file"),
        (None, "file", "file"),
        (None, '" quoted "', "quoted"),
        (None, "", "default"),
        ("", "", "default"),
        (None, None, "default"),
    ],
)
def test_the_process_comes_before_the_file_and_empty_counts_as_unset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, process: str | None, dotenv: str | None, expected: str
) -> None:
    if process is not None:
        monkeypatch.setenv(NAME, process)
    env = environment(tmp_path, None if dotenv is None else f"# comment\n{NAME}={dotenv}\n")
    assert env.text(NAME, "default") == expected


def test_url_and_bearer_are_taken_from_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("URL", "https://stranger.example")
    monkeypatch.setenv("bearer", "somebody's")
    (tmp_path / "none").mkdir()
    assert environment(tmp_path / "none").file_text("URL") == ""
    env = environment(tmp_path, "URL=https://api.example/v1\nbearer=mine\n")
    assert (env.file_text("URL"), env.file_text("bearer")) == ("https://api.example/v1", "mine")


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert environment(tmp_path, f"\ufeff{NAME}=value\r\n").text(NAME) == "value"


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        environment(tmp_path, b"KEY=\xff\xfe")


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("on", "flag", True),
        ("FALSE", "flag", False),
        ("1", "flag", True),
        ("", "flag", False),
        ("12", "integer", 12),
        ("", "integer", 7),
        ("0.5", "number", 0.5),
        ("0", "number", 0.0),
    ],
)
def test_typed_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str, kind: str, expected: bool | float
) -> None:
    monkeypatch.setenv(NAME, raw)
    env = environment(tmp_path)
    assert read(env, kind) == expected


@pytest.mark.parametrize(
    ("raw", "kind", "sentence"),
    [
        ("maybe", "flag", f"{NAME} must be on or off."),
        ("many", "integer", f"{NAME} must be a whole number, 1 or more."),
        ("1.5", "integer", f"{NAME} must be a whole number, 1 or more."),
        ("0", "integer", f"{NAME} must be a whole number, 1 or more."),
        ("-1", "number", f"{NAME} must be a number, 0 or more."),
        ("nan", "number", f"{NAME} must be a number, 0 or more."),
        ("inf", "number", f"{NAME} must be a number, 0 or more."),
    ],
)
def test_a_bad_value_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str, kind: str, sentence: str
) -> None:
    monkeypatch.setenv(NAME, raw)
    env = environment(tmp_path)
    with pytest.raises(SettingsError) as refused:
        read(env, kind)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("raw", "code"), [("fr", "fr"), ("fr-CH", "fr"), ("DE", "de"), (" it_IT ", "it"), ("", "en")])
def test_a_language_is_told_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str, code: str) -> None:
    monkeypatch.setenv(NAME, raw)
    assert environment(tmp_path).language(NAME, "en") == code


def test_a_language_that_no_text_is_written_in_is_refused_rather_than_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, "klingon")
    with pytest.raises(SettingsError, match=f"^{NAME} must be one of fr, en, de, it, es.$"):
        environment(tmp_path).language(NAME, "en")


@pytest.mark.parametrize("raw", ["a,b", '"a","b"', "'a', 'b'", '["a", "b"]', "a, b,", "(a,b)"])
def test_a_list_may_be_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    assert environment(tmp_path, f"{NAME}={raw}\n").listing(NAME) == ["a", "b"]
    monkeypatch.setenv(NAME, raw)
    assert environment(tmp_path).listing(NAME) == ["a", "b"]


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"LANG": "fr_CH.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR@euro"}, "fr"),
        ({"LANG": "fr_FR", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "FR.UTF-8"}, "fr"),
        ({"LANG": "fr-CH"}, "fr"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], code: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert machine_language(("en", "fr"), default="en") == code


@pytest.mark.parametrize(
    ("raw", "chosen"),
    [("", ["spotify", "deezer"]), ("Deezer, spotify", ["deezer", "spotify"]), ("spotify", ["spotify"]), ("none", [])],
)
def test_choices_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str, chosen: list[str]) -> None:
    monkeypatch.setenv(NAME, raw)
    assert environment(tmp_path).choices(NAME, ("spotify", "deezer")) == chosen


def test_a_choice_that_is_not_offered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "spotify, tidal")
    with pytest.raises(SettingsError, match=f"^{NAME} does not know tidal: only spotify, deezer.$"):
        environment(tmp_path).choices(NAME, ("spotify", "deezer"))


def test_a_list_is_split_at_commas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a, b,,c ")
    assert environment(tmp_path).listing(NAME) == ["a", "b", "c"]
    assert environment(tmp_path).listing("AIME_OTHER", "x,y") == ["x", "y"]


@pytest.mark.parametrize(
    ("secrets", "expected"),
    [
        ({"euria": {"api_key": " key "}}, "key"),
        ({"euria": {"bearer": "old"}}, "old"),
        ({"euria": {"api_key": "", "bearer": "old"}}, "old"),
        ({"euria": {"api_key": "key", "bearer": "old"}}, "key"),
        ({"euria": {"enabled": True, "api_key": "key"}}, "key"),
        ({"euria": {"enabled": False, "api_key": "key"}}, ""),
        ({"euria": {"api_key": 7}}, ""),
        ({"euria": "key"}, ""),
        ({}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_the_secrets_file(tmp_path: Path, secrets: object, expected: str) -> None:
    assert environment(tmp_path, secrets=secrets).secrets.value("euria", "api_key", "bearer") == expected


def test_a_torn_secrets_file_is_named_and_nothing_of_it_is_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^secrets\.json cannot be read as JSON") as refused:
        environment(tmp_path, secrets='{"euria": {"api_key": "verysecret"')
    assert "verysecret" not in str(refused.value)


def test_the_time_zone_is_one_that_django_knows() -> None:
    assert local_time_zone() == "UTC" or "/" in local_time_zone()


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("/usr/share/zoneinfo/Europe/Zurich", "Europe/Zurich"),
        ("/usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("/var/db/timezone/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/Etc/UTC", "UTC"),
        ("/usr/share/zoneinfo/Etc/GMT+3", "UTC"),
        ("/usr/share/zoneinfo/Universal", "UTC"),
        ("/usr/share/zoneinfo/Zulu", "UTC"),
        ("/etc/localtime", "UTC"),
    ],
)
def test_the_owners_night_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch, target: str, zone: str) -> None:
    monkeypatch.setattr(Path, "resolve", lambda path: Path(target))
    assert local_time_zone() == zone


def test_a_folder_is_made_with_those_above_it_and_may_be_there_already(tmp_path: Path) -> None:
    for _ in range(2):
        make_folder(tmp_path / "a" / "b", "AIME_DATA_DIR")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_named_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match=r"file/data cannot be made \(Not a directory\): see AIME_DATA_DIR\.$"):
        make_folder(tmp_path / "file" / "data", "AIME_DATA_DIR")


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ({}, "uv run manage.py"),
        ({"AIME_DATA_DIR": ""}, "uv run manage.py"),
        ({"AIME_DATA_DIR": "/srv/aime"}, "AIME_DATA_DIR=/srv/aime uv run manage.py"),
        ({"AIME_DATA_DIR": "/srv/my music"}, "AIME_DATA_DIR='/srv/my music' uv run manage.py"),
        (
            {"AIME_DATA_DIR": "/srv/aime", "AIME_CONFIG_DIR": "/etc/aime"},
            "AIME_CONFIG_DIR=/etc/aime AIME_DATA_DIR=/srv/aime uv run manage.py",
        ),
    ],
    ids=["as it is", "empty", "a folder", "a folder with a blank", "both"],
)
def test_a_command_that_is_printed_reaches_this_very_site(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], typed: str
) -> None:
    for name in ("AIME_CONFIG_DIR", "AIME_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert command() == typed


def test_a_folder_is_told_from_wherever_the_command_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIME_CONFIG_DIR", raising=False)
    monkeypatch.setenv("AIME_DATA_DIR", "data-2")
    assert command() == f"AIME_DATA_DIR={places.BASE_DIR / 'data-2'} uv run manage.py"


@pytest.mark.parametrize(
    ("names", "value"),
    [
        (("api_key", "bearer"), "first"),
        (("bearer", "api_key"), "second"),
        (("empty", "bearer"), "second"),
        (("number", "bearer"), "second"),
        (("absent",), ""),
    ],
)
def test_of_several_names_the_first_that_says_something_counts(
    tmp_path: Path, names: tuple[str, ...], value: str
) -> None:
    entries = {"api_key": " first ", "bearer": "second", "empty": "  ", "number": 5}
    env = environment(tmp_path, secrets={"euria": entries, "spotify": {**entries, "enabled": False}, "other": []})
    assert env.secrets.value("euria", *names) == value
    assert env.secrets.value("spotify", *names) == env.secrets.value("other", *names) == ""


@pytest.mark.parametrize("content", ["[]", "3", "null", '"euria"'])
def test_a_secrets_file_of_another_shape_holds_none(tmp_path: Path, content: str) -> None:
    assert environment(tmp_path, secrets=content).secrets.value("euria", "api_key") == ""


def test_a_secrets_file_that_windows_wrote_is_read(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_bytes(b'\xef\xbb\xbf{"euria": {"api_key": "k\xc3\xa9y"}}')
    assert SecretsFile(path).value("euria", "api_key") == "kéy"


def test_what_stands_around_a_value_of_the_file_is_no_part_of_it(tmp_path: Path) -> None:
    assert environment(tmp_path, 'bearer="  mine "\n').file_text("bearer") == "mine"
