import pytest

from enrichment.providers.texts import Fault
from enrichment.providers.texts.gate import judge
from tests.enrichment.providers.texts.samples import CHATTERTON, ENGLISH, FRENCH, INITIALS, REM


def test_markup_around_a_good_text_is_removed_rather_than_refused() -> None:
    verdict = judge(f"# Automatic for the People\r\n\r\n{INITIALS.replace('“Drive”', '*“Drive”*')}", REM, "en", "stop")

    assert verdict.accepted
    assert verdict.text == INITIALS


def test_a_long_text_is_trimmed_and_the_place_of_its_interruption_forgotten() -> None:
    verdict = judge(
        f"{INITIALS}\n\n" + " ".join(f"The wave number {n} is calm." for n in range(500)), REM, "en", "length"
    )

    assert verdict.text.endswith("is calm.")
    assert 1900 < len(verdict.text) <= 2000
    assert {fault.code for fault in verdict.faults} <= {"repeated"}


def test_a_text_that_cannot_be_trimmed_is_too_long() -> None:
    verdict = judge("word and " * 400, None, None)

    assert [fault.code for fault in verdict.faults][:2] == ["too_long", "cut"]


@pytest.mark.parametrize("finish_reason", ["stop", "", "length"])
def test_a_sentence_that_comes_again_is_refused_however_the_text_ended(finish_reason: str) -> None:
    refrain = "The guitars and the voice answer each other, and the sound stays warm until the end. "
    verdict = judge(refrain * 40, None, "en", finish_reason)

    assert [fault.code for fault in verdict.faults] == ["repeated"]
    assert verdict.text.endswith("until the end.")


def test_a_mark_within_the_band_s_name_is_not_where_a_text_is_trimmed() -> None:
    tail = "Et puis encore, et toujours, à la fin des fins, au bout de tout, c'est la voix de Feu! Chatterton. "
    verdict = judge(f"{FRENCH} {tail * 20}", CHATTERTON, "fr")

    assert not verdict.text.endswith("Feu!")


@pytest.mark.parametrize("emphasis", ["*{}*", "**{}**", "_{}_", "***{}***"])
def test_an_invented_song_in_italics_is_found_although_the_marks_are_removed(emphasis: str) -> None:
    song = emphasis.format("Purple Parade")
    verdict = judge(f"{INITIALS} The song {song} is the finest.", REM, "en")

    assert Fault("invented_track", "Purple Parade") in verdict.faults
    assert {fault.code for fault in verdict.faults} == {"invented_track"}
    assert "*" not in verdict.text


@pytest.mark.parametrize("name", ["Automatic for the People", "R.E.M.", "Drive", "slowly", "“Nightswimming”"])
def test_given_names_and_plain_words_may_have_stood_in_italics(name: str) -> None:
    raw = INITIALS.replace(name, f"*{name}*")

    assert raw != INITIALS
    assert judge(raw, REM, "en").accepted


def test_without_facts_only_the_form_is_judged() -> None:
    assert judge(f"{ENGLISH} The song “Purple Parade” of 2022 is fine.", None, None).accepted


def test_the_gate_gives_the_same_verdict_on_what_it_has_let_pass() -> None:
    once = judge(f"Here is the text:\n\n**Title**\n\n{FRENCH}\n\n(170 mots)", CHATTERTON, "fr")

    assert judge(once.text, CHATTERTON, "fr") == once


def test_no_year_is_let_through_for_an_album_of_unknown_year() -> None:
    unknown = REM._replace(original_year=None)

    assert judge(INITIALS, unknown, "en").faults == (Fault("invented_year", "1992"),)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Number  One \u00a0Record", "Number One Record"),
        ("Number One Record", "Number\u00a0One Record"),
        ("الوداع يا  حبيبي", "الوداع يا حبيبي"),
        ("\u200fالوداع", "الوداع"),
        ("Cafe\u0301 Award", "Café Award"),
    ],
)
def test_a_name_claims_nothing_however_its_blanks_and_accents_are_stored(given: str, written: str) -> None:
    facts = REM._replace(title=given)

    assert judge(INITIALS.replace("Automatic for the People", written), facts, "en").accepted
