"""What is said when AIME starts."""

from pathlib import Path

import pytest
from django.core import checks
from django.utils.translation import override
from pytest_django import Settings

from enrichment.env_file import read

TEXT = 'KEY=fine\nsk-half-a-key\nOTHER=fine\nTOKEN="another half\n'


@pytest.fixture
def torn(settings: Settings) -> None:
    settings.ENV_FILE = Path("/srv/aime/.env")
    _values, settings.ENV_PROBLEMS = read(TEXT)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "Line 2 of /srv/aime/.env is left out: it is no comment and not NAME=value.",
                "Line 4 of /srv/aime/.env is left out: its quote is not closed on that line.",
            ],
        ),
        (
            "fr",
            [
                "La ligne 2 de /srv/aime/.env est ignorée\u00a0: ce n’est ni un commentaire ni NOM=valeur.",
                "La ligne 4 de /srv/aime/.env est ignorée\u00a0: son guillemet n’est pas fermé sur cette ligne.",
            ],
        ),
    ],
)
def test_each_line_of_the_settings_that_is_left_out_is_named_by_its_number(
    torn: None, language: str, sentences: list[str]
) -> None:
    with override(language):
        said = checks.run_checks(tags=["env_file"])
    assert [str(warning.msg) for warning in said] == sentences
    assert all(warning.level == checks.WARNING for warning in said), "AIME starts all the same"


def test_what_stands_there_is_not_told_for_it_may_be_half_a_key(torn: None) -> None:
    said = " ".join(str(warning) for warning in checks.run_checks(tags=["env_file"]))
    assert "sk-half" not in said
    assert "another half" not in said


def test_a_file_that_is_whole_is_not_spoken_of(settings: Settings) -> None:
    settings.ENV_PROBLEMS = {}
    assert checks.run_checks(tags=["env_file"]) == []
