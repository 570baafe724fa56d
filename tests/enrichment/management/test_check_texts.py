from pathlib import Path
from typing import Any

import pytest

from collection.models import Album
from enrichment.models import EnrichmentRun
from tests.builders import make_album
from tests.enrichment.management.shell import Shell
from tests.enrichment.providers.texts.samples import ENGLISH

pytestmark = pytest.mark.django_db(transaction=True)
LIE = ENGLISH.replace("1998", "2024")


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> None:
    """The caches are this test's own."""


def album(title: str, text: str, **fields: Any) -> Album:
    return make_album(title, "AIR", ai_description=text, description_language="en", **fields)


def test_there_is_nothing_to_ask_for_where_every_text_passes_or_is_locked(shell: Shell) -> None:
    album("Moon Safari", LIE, locked_fields=["ai_description"])
    done = shell("check_texts")
    assert (done.status, done.out.strip()) == (0, "Every text passes today's rules, or is locked.")


def test_faulty_texts_are_asked_for_again_and_locked_ones_never(sandbox: object, shell: Shell) -> None:
    faulty = album("Moon Safari", LIE)
    locked = album("Talkie Walkie", LIE, locked_fields=["ai_description"])
    assert "manage.py check_texts" in shell("verify_enrichment").out
    done = shell("check_texts")
    assert done.status == 0
    assert EnrichmentRun.objects.get().selection == {"albums": [faulty.pk]}
    for row in (faulty, locked):
        row.refresh_from_db()
    assert faulty.ai_description != LIE
    assert locked.ai_description == LIE
    assert "manage.py check_texts" in shell("verify_enrichment").out, "the locked one is still listed"
