from pathlib import Path
from typing import Any

import pytest

from collection.models import Album
from enrichment.models import EnrichmentRun
from tests.builders import make_album
from tests.enrichment.management.shell import Shell
from tests.enrichment.providers.texts.samples import ENGLISH, FRENCH

pytestmark = pytest.mark.django_db(transaction=True)
LIE, FRENCH_LIE = ENGLISH.replace("1998", "2024"), FRENCH  # which is about another record


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> None:
    """The caches are this test's own."""


def album(title: str, text: str, language: str = "en", **fields: Any) -> Album:
    return make_album(title, "AIR", ai_description=text, description_language=language, **fields)


def test_there_is_nothing_to_ask_for_where_every_text_passes_or_is_locked(shell: Shell) -> None:
    album("Moon Safari", LIE, locked_fields=["ai_description"])
    done = shell("check_texts")
    assert (done.status, done.out.strip()) == (0, "Every text passes today's rules, or is locked.")


@pytest.mark.slow
def test_faulty_texts_are_asked_for_again_and_locked_ones_never(sandbox: object, shell: Shell) -> None:
    faulty = album("Moon Safari", LIE)
    locked = album("Talkie Walkie", LIE, locked_fields=["ai_description"])
    assert "manage.py check_texts --language en" in shell("verify_enrichment").out
    done = shell("check_texts")
    assert done.status == 0
    assert EnrichmentRun.objects.get().selection == {"albums": [faulty.pk]}
    for row in (faulty, locked):
        row.refresh_from_db()
    assert faulty.ai_description != LIE
    assert locked.ai_description == LIE
    found = shell("verify_enrichment").out
    assert "Talkie Walkie" in found, "the locked one is still listed"
    assert "check_texts" not in found, "and nothing is left to ask for"


@pytest.mark.slow
def test_each_text_is_asked_for_again_in_its_own_language(sandbox: object, shell: Shell) -> None:
    english, french = album("Moon Safari", LIE), album("Talkie Walkie", FRENCH_LIE, "fr")
    noted_by_nobody = album("10 000 Hz Legend", FRENCH_LIE, "")
    commands = [f"manage.py check_texts --language {code}" for code in ("en", "fr")]
    found = shell("verify_enrichment").out
    assert [line.partition("uv run ")[2] for line in found.splitlines() if "check_texts" in line] == commands
    done = shell("check_texts")
    assert done.status == 2
    assert all(command in done.err for command in commands)
    assert not EnrichmentRun.objects.exists()
    assert shell("check_texts", "--language", "fr").status == 0
    assert shell("check_texts").status == 0, "one language is left"
    asked = EnrichmentRun.objects.order_by("pk").values_list("options__language", "selection__albums")
    assert list(asked) == [("fr", [french.pk, noted_by_nobody.pk]), ("en", [english.pk])]
    for row in (english, french, noted_by_nobody):
        row.refresh_from_db()
        assert row.ai_description not in (LIE, FRENCH_LIE)
    assert [row.description_language for row in (english, french, noted_by_nobody)] == ["en", "fr", "fr"]


def test_a_language_without_such_texts_is_said_to_have_none(shell: Shell) -> None:
    album("Moon Safari", LIE)
    done = shell("check_texts", "--language", "fr")
    assert (done.status, done.out.strip()) == (0, "Every text in this language passes today's rules, or is locked.")
    assert shell("check_texts", "--language", "xx").status == 2
