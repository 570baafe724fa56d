"""What is taken over and not asked for: a sibling edition's text in the same language, a person's own cache file."""

import pytest

from collection.models import Album
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.engine.cache_files import cache_file, edit
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)


def edition(title: str, **fields: object) -> Album:
    return make_album(title, "AIR", original_year=1998, discogs_master_id=7, **fields)


@pytest.mark.parametrize(("language", "calls"), [("fr", 0), ("en", 1)])
def test_a_sibling_s_text_is_taken_over_in_its_own_language_alone(sandbox: Sandbox, language: str, calls: int) -> None:
    edition("Moon Safari", ai_description="Un texte.", description_provider="euria", description_language="fr")
    second = edition("Moon Safari (10th)")
    enrich(only="descriptions", language=language)
    second.refresh_from_db()
    assert second.description_language == language
    assert sandbox.record.count("euria") == calls


def test_a_faulty_text_that_a_person_wrote_into_the_cache_goes_to_review_and_costs_no_call(sandbox: Sandbox) -> None:
    album = make_album("Moon Safari", "AIR", original_year=1998)
    enrich(only="descriptions")
    calls = sandbox.record.count("euria")
    edit(cache_file("euria"), text="Mine, and short.")
    Album.objects.filter(pk=album.pk).update(ai_description="")
    run = enrich(only="descriptions", albums=[album.pk])
    assert outcomes(run) == {"review": 1}
    assert run.items.get().draft == "Mine, and short."
    assert sandbox.record.count("euria") == calls
