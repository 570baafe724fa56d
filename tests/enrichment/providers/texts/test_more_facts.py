"""What enters the prompt besides the record's own facts may be told, and nothing beyond it."""

import pytest

from enrichment.providers.texts import AlbumFacts, Track
from enrichment.providers.texts.gate import judge
from tests.enrichment.providers.texts.samples import AIR, CHATTERTON, ENGLISH, FRENCH

ACT = "AIR: musical duo, formed in 1995, in Versailles, members past and present: Jean-Benoît Dunckel, Nicolas Godin"


GIVEN = {"en": (AIR, ENGLISH), "fr": (CHATTERTON, FRENCH)}


def codes(text: str, facts: AlbumFacts, language: str) -> set[str]:
    return {fault.code for fault in judge(text, facts, language).faults}


TOLD = [
    ("en", "AIR are a duo formed in 1995 in Versailles by Jean-Benoît Dunckel and Nicolas Godin."),
    ("fr", "Duo formé en 1995 à Versailles, AIR réunit Jean-Benoît Dunckel et Nicolas Godin."),
]


@pytest.mark.parametrize(("language", "sentence"), TOLD)
def test_what_is_told_of_the_artists_may_be_said(language: str, sentence: str) -> None:
    facts, text = GIVEN[language]
    assert codes(f"{text} {sentence}", facts._replace(acts=(ACT,)), language) == set()
    assert codes(f"{text} {sentence}", facts, language) & {"invented_year", "claimed_place", "unknown_name"}


NEIGHBOURS = [
    ("en", "Two further albums of AIR are in the collection."),
    ("en", "The collection holds two other albums by AIR."),
    ("fr", "Deux autres albums figurent dans la collection."),
    ("fr", "La collection compte deux autres disques de cet artiste."),
]


@pytest.mark.parametrize(("language", "sentence"), NEIGHBOURS)
def test_how_many_more_albums_the_collection_holds_may_be_said(language: str, sentence: str) -> None:
    facts, text = GIVEN[language]
    assert codes(f"{text} {sentence}", facts._replace(neighbours=2), language) == set()


def test_a_work_that_only_a_heading_names_may_be_quoted() -> None:
    sentence = "Its heart is “Symphonie Fantastique”, played from end to end."
    assert codes(f"{ENGLISH} {sentence}", AIR._replace(headings=("Symphonie Fantastique",)), "en") == set()
    assert "invented_track" in codes(f"{ENGLISH} {sentence}", AIR, "en")


def test_who_performs_a_track_of_a_compilation_may_be_named() -> None:
    tracks = (*AIR.tracklist, Track("Ce matin-là", "9", "", "Beth Hirsch"))
    facts = AIR._replace(tracklist=tracks)
    assert "unknown_name" not in codes(f"{ENGLISH} There one hears the voice of Beth Hirsch.", facts, "en")
