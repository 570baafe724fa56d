"""A refused command says so in the reader's language, and in nothing else; so does what is often met with files."""

import errno

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from collection.commands import in_words
from collection.management.commands.import_collection import Command


@pytest.mark.parametrize(
    ("error", "language", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "en", "it is not allowed"),
        (PermissionError(errno.EACCES, "Permission denied"), "fr", "ce n’est pas autorisé"),
        (OSError(errno.ENOSPC, "No space left on device"), "fr", "le disque est plein"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "fr", "Invalid cross-device link"),
        (OSError("torn"), "fr", "torn"),
    ],
)
def test_what_is_often_met_is_said_in_the_readers_language(error: OSError, language: str, words: str) -> None:
    with translation.override(language):
        assert in_words(error) == words


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said_so"),
    [
        ("en", "absent.csv cannot be read: there is no such file or folder."),
        ("fr", "absent.csv ne peut pas être lu\u00a0: ce fichier ou dossier n’existe pas."),
    ],
)
def test_a_refusal_is_its_sentence_alone(capsys: pytest.CaptureFixture[str], language: str, said_so: str) -> None:
    with translation.override(language), pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "import_collection", "absent.csv"])
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert said.err == f"{said_so}\n"


def test_other_code_is_still_told_by_an_error() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_collection", "absent.csv")


def test_whoever_asks_for_a_traceback_gets_it() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        Command().run_from_argv(["manage.py", "import_collection", "absent.csv", "--traceback"])
