"""What is taken over and not asked for: a sibling edition's text in the same language, a person's own cache file."""

import pytest

from collection.models import Album
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.descriptions.text import DescriptionText, description_names, fault_words, to_entry
from enrichment.providers.texts import Fault
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.engine.cache_files import cache_file, edit
from tests.enrichment.providers.texts.samples import AIR, ENGLISH
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


def test_a_cached_text_that_is_true_of_another_edition_stands(sandbox: Sandbox) -> None:
    facts = {
        "tracklist": [{"position": track.position, "title": track.title, "duration": ""} for track in AIR.tracklist]
    }
    first, second = (
        edition("Moon Safari", labels=["Source"], **facts),
        edition("Moon Safari", labels=["Virgin"], **facts),
    )
    enrich(only="descriptions", albums=[first.pk])
    edit(cache_file("euria"), text=ENGLISH)  # which names Source
    Album.objects.update(ai_description="")
    enrich(only="descriptions", albums=[second.pk])
    second.refresh_from_db()
    assert second.ai_description == ENGLISH
    Album.objects.update(ai_description="")
    first.delete()
    assert outcomes(enrich(only="descriptions", albums=[second.pk])) == {"review": 1}
    assert sandbox.record.count("euria") == 1


def test_a_cached_text_of_ours_that_stricter_rules_refuse_is_asked_for_again(sandbox: Sandbox) -> None:
    album = make_album("Moon Safari", "AIR", original_year=1998)
    (name, *_others) = description_names(album, "AIR", "en")
    EURIA.cache().write(name, to_entry(DescriptionText("It is their third album.", "en"), {}))
    assert outcomes(enrich(only="descriptions", language="en")) == {"enriched": 1}
    assert sandbox.record.count("euria") == 1


def test_the_words_of_a_fault_are_one_line_each() -> None:
    faults = (Fault("heading", "Moon\nSafari"), Fault("empty"))
    assert fault_words(faults) == "heading: Moon Safari\nempty"


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
