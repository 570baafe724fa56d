"""In which language texts are written where nobody says it."""

import pytest
from django.utils import translation
from pytest_django import Settings

from enrichment.engine.language import preset, usual
from enrichment.engine.scheduling import request_for
from enrichment.models import Job, Preferences, State, Trigger
from tests.enrichment.admin.people import make_run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("reader", "offered"), [("fr-ch", "fr"), ("de", "de"), ("pt", "en"), ("en", "en")])
def test_a_reader_is_offered_the_language_of_the_page(reader: str, offered: str) -> None:
    with translation.override(reader):
        assert preset() == offered


def test_the_owners_setting_goes_before_the_reader(settings: Settings) -> None:
    settings.EURIA_LANGUAGE, settings.EURIA_LANGUAGE_CHOSEN = "it", True
    make_run(State.COMPLETED, options={"language": "de"})
    with translation.override("fr"):
        assert (preset(), usual()) == ("it", "it")


def test_the_night_goes_on_in_the_language_that_a_person_chose_last() -> None:
    assert usual() == "en"
    make_run(State.COMPLETED, options={"language": "fr"})
    make_run(State.COMPLETED, options={"language": "de"}, trigger=Trigger.SCHEDULE)
    assert usual() == "fr"
    assert request_for(Job.NIGHT, Preferences()).language_code == "fr"
    make_run(State.COMPLETED, options={"language": "klingon"})
    assert usual() == "en", "a language that is no more"
