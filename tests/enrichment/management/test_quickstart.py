"""`manage.py quickstart`: what the keys are worth, and the first steps at a terminal."""

import builtins
import getpass
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django import Settings

from enrichment.env_file import read
from enrichment.models import Preferences
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "Wr0ng-k3y-4711"


class Terminal:
    """A person who answers by the first matching word, and what was run for them."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.echoed: list[str] = []
        self.hidden: list[str] = []
        self.ran: list[tuple[str, ...]] = []
        self.statuses: dict[str, int] = {}

    def input(self, prompt: str = "") -> str:
        self.echoed.append(prompt)
        return self._answer(prompt)

    def getpass(self, prompt: str = "") -> str:
        self.hidden.append(prompt)
        return self._answer(prompt)

    def run(self, command: list[str], **_options: object) -> SimpleNamespace:
        words = tuple(command[2:])
        self.ran.append(words)
        return SimpleNamespace(returncode=self.statuses.get(words[0], 0))

    def _answer(self, prompt: str) -> str:
        unexpected = "" if "Number" in prompt else "n"
        return next((answer for word, answer in self.answers.items() if word in prompt), unexpected)


Sit = Callable[[dict[str, str]], Terminal]


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Sit:
    """Sit down at a terminal and answer like this; anything else is answered with no."""
    settings.ENV_FILE = tmp_path / ".env"

    def begin(answers: dict[str, str]) -> Terminal:
        terminal = Terminal(answers)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(builtins, "input", terminal.input)
        monkeypatch.setattr(getpass, "getpass", terminal.getpass)
        monkeypatch.setattr(subprocess, "run", terminal.run)
        return terminal

    return begin


def test_check_says_that_all_works(sandbox: Sandbox, shell: Shell, settings: Settings) -> None:
    settings.AIME_CONTACT = "me@example.net"
    done = shell("quickstart", "--check")
    assert done.status == 0
    assert [line.split()[-1] for line in done.out.splitlines()] == ["works"] * 5


def test_check_without_any_key_is_status_3(shell: Shell) -> None:
    done = shell("quickstart", "--check")
    assert done.status == 3
    assert done.out.count("not set") == 5
    assert "EURIA_API_KEY" in done.out


@pytest.mark.parametrize(
    ("changes", "fault", "status"),
    [
        ({"DISCOGS_USERNAME": "", "LASTFM_API_KEY": "", "LASTFM_USERNAME": ""}, "", 0),
        ({"EURIA_API_KEY": WRONG}, "", 3),
        ({"EURIA_MODEL": "nobody/knows-it"}, "", 3),
        ({"SPOTIFY_CLIENT_SECRET": ""}, "", 3),
        ({}, "premium_required", 3),
        ({}, "html_error:lastfm", 1),
    ],
)
def test_the_status_of_check(
    sandbox: Sandbox, shell: Shell, settings: Settings, changes: dict[str, str], fault: str, status: int
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    sandbox.faults.set([fault] if fault else [])
    done = shell("quickstart", "--check")
    assert done.status == status
    assert WRONG[:4] not in done.out + done.err


def test_without_a_terminal_it_asks_nothing(shell: Shell) -> None:
    done = shell("quickstart")
    assert done.status == 2
    assert "--check" in done.err


def test_keys_are_asked_without_echo_and_written_for_the_owner_alone(
    sit: Sit, shell: Shell, settings: Settings
) -> None:
    settings.ENV_FILE.write_text("# mine\nTIME_ZONE=Europe/Zurich\n")
    terminal = sit({"Set up Euria": "y", "EURIA_API_KEY)": WRONG, "PRODUCT_ID)": "4711", "Write ": "y"})
    done = shell("quickstart")
    assert done.status == 0
    written = settings.ENV_FILE.read_text()
    assert written == f"# mine\nTIME_ZONE=Europe/Zurich\nEURIA_API_KEY={WRONG}\nEURIA_PRODUCT_ID=4711\n"
    assert settings.ENV_FILE.stat().st_mode & 0o777 == 0o600
    assert [prompt.strip() for prompt in terminal.hidden] == ["API key (EURIA_API_KEY):"]
    assert WRONG not in done.out + done.err + "".join(terminal.echoed)
    assert terminal.ran[0] == ("quickstart", "--check"), "another process reads the new keys"


@pytest.mark.parametrize(
    ("number", "answers", "written"),
    [
        (
            "2",
            {"EURIA_MODEL)": "gemma3:12b"},
            {"EURIA_API_URL": "http://127.0.0.1:11434/v1", "EURIA_MODEL": "gemma3:12b"},
        ),
        ("4", {}, {"EURIA_API_URL": "http://127.0.0.1:8080/v1"}),
        (
            "7",
            {"EURIA_API_KEY)": WRONG, "EURIA_MODEL)": "a/b:free"},
            {"EURIA_API_URL": "https://openrouter.ai/api/v1", "EURIA_API_KEY": WRONG, "EURIA_MODEL": "a/b:free"},
        ),
        (
            "8",
            {"EURIA_API_URL)": "http://nas:4000", "EURIA_API_KEY)": "", "EURIA_MODEL)": "m"},
            {"EURIA_API_URL": "http://nas:4000", "EURIA_MODEL": "m"},
        ),
    ],
)
def test_any_server_of_the_list_is_set_up(
    sit: Sit, shell: Shell, settings: Settings, number: str, answers: dict[str, str], written: dict[str, str]
) -> None:
    sit({"Set up Euria": "y", "Number": number, "Write ": "y", **answers})
    shell("quickstart")
    assert read(settings.ENV_FILE.read_text())[0] == written


def test_the_key_of_one_server_is_not_left_to_another(sit: Sit, shell: Shell, settings: Settings) -> None:
    settings.EURIA_API_KEY, settings.EURIA_PRODUCT_ID = WRONG, ""
    settings.ENV_FILE.write_text(f"EURIA_API_KEY={WRONG}\n")
    sit({"Set up Euria": "y", "Number": "4", "Write ": "y"})
    shell("quickstart")
    assert read(settings.ENV_FILE.read_text())[0] == {"EURIA_API_KEY": "", "EURIA_API_URL": "http://127.0.0.1:8080/v1"}


def test_back_at_infomaniak_the_other_address_is_taken_away(sit: Sit, shell: Shell, settings: Settings) -> None:
    settings.EURIA_API_URL = "http://chat.invalid/v1"
    settings.ENV_FILE.write_text("EURIA_API_URL=http://chat.invalid/v1\n")
    sit({"Set up chat.invalid": "y", "EURIA_API_KEY)": WRONG, "PRODUCT_ID)": "4711", "Write ": "y"})
    shell("quickstart")
    written = {"EURIA_API_URL": "", "EURIA_MODEL": "", "EURIA_API_KEY": WRONG, "EURIA_PRODUCT_ID": "4711"}
    assert read(settings.ENV_FILE.read_text())[0] == written


def test_each_question_tells_what_it_is_about_and_each_server_its_address(sit: Sit, shell: Shell) -> None:
    terminal = sit({"Set up Euria": "y"})
    said = shell("quickstart").out
    assert any(
        "Set up Euria or another server now (it writes the album descriptions)?" in one for one in terminal.echoed
    )
    assert any("Set up Discogs now (it knows your collection)?" in one for one in terminal.echoed)
    assert "Spotify needs an app whose owner has a Premium account." in said
    assert "4  llama.cpp (http://127.0.0.1:8080/v1)" in said


@pytest.mark.parametrize(("answers", "asked"), [({"Set up Euria": "y"}, False), ({"Set up Discogs": "y"}, True)])
def test_a_collection_is_offered_only_where_discogs_is_set_up(
    sit: Sit, shell: Shell, answers: dict[str, str], asked: bool
) -> None:
    terminal = sit({**answers, "KEY:": WRONG, "USERNAME)": "me", "Write ": "y"})
    shell("quickstart")
    assert any("Synchronise" in one for one in terminal.echoed) == asked


def test_keys_that_do_not_work_end_it_before_anything_is_run_with_them(sit: Sit, shell: Shell) -> None:
    terminal = sit({"Set up Euria": "y", "EURIA_API_KEY)": WRONG, "Write ": "y"})
    terminal.statuses["quickstart"] = 3
    assert "go on with: uv run manage.py quickstart" in shell("quickstart").out
    assert terminal.ran == [("quickstart", "--check")]


def test_nothing_is_written_unless_confirmed(sit: Sit, shell: Shell, settings: Settings) -> None:
    terminal = sit({"Set up Euria": "y", "EURIA_API_KEY)": WRONG, "Write ": "n"})
    shell("quickstart")
    assert not settings.ENV_FILE.exists()
    assert ("quickstart", "--check") not in terminal.ran


def test_each_step_is_offered_and_run_as_a_process_of_its_own(sandbox: Sandbox, sit: Sit, shell: Shell) -> None:
    make_album("One", "Slint", source="discogs", discogs_id=5)
    terminal = sit({"Synchronise": "n", "lacks its original": "y", "Try it": "oui", "Enrich everything": "Y"})
    assert shell("quickstart").status == 0
    assert terminal.ran == [
        ("sync_discogs", "--facts-only"),
        ("enrich", "--language", "en", "--limit", "5", "--dry-run"),
        ("enrich", "--language", "en", "--limit", "5"),
        ("enrich", "--language", "en", "--dry-run"),
        ("enrich", "--language", "en"),
    ]
    assert not Preferences.load().night_enabled


@pytest.mark.slow
def test_another_language_is_chosen_before_the_trial_and_kept(
    sandbox: Sandbox, sit: Sit, shell: Shell, settings: Settings
) -> None:
    make_album("One", "Slint")
    terminal = sit({"Number [1]": "2"})
    said = shell("quickstart").out
    assert said.index("1  English") < said.index("2  français")
    assert terminal.ran == [
        ("enrich", "--language", "fr", "--limit", "5", "--dry-run"),
        ("enrich", "--language", "fr", "--dry-run"),
    ]
    assert read(settings.ENV_FILE.read_text())[0] == {"EURIA_LANGUAGE": "fr"}


def test_the_night_is_switched_on_when_wanted(sandbox: Sandbox, sit: Sit, shell: Shell) -> None:
    make_album("One", "Slint")
    sit({"every night": "y"})
    shell("quickstart")
    assert Preferences.load().night_enabled


def test_an_empty_collection_gets_no_trial_but_a_hint(sandbox: Sandbox, sit: Sit, shell: Shell) -> None:
    terminal = sit({})
    done = shell("quickstart")
    assert "import_collection FILE" in done.out
    assert terminal.ran == []


def test_an_interrupted_conversation_has_its_own_status(
    sandbox: Sandbox, sit: Sit, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit({})

    def hang_up(_prompt: str = "") -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", hang_up)
    assert shell("quickstart").status == 130
