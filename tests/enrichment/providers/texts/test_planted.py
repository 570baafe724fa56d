"""Whole texts with one planted sentence: what claims or leaks is not published, what is harmless passes untouched."""

from collections import defaultdict

import pytest

from enrichment.providers.texts.gate import Verdict, judge
from tests.enrichment.providers.texts.planted import ALBUMS
from tests.enrichment.providers.texts.sentences import CLAIMS, FAULTS, HARMLESS, OPENINGS

CODES = {
    "success": {"claimed_success"},
    "ordinal": {"claimed_ordinal"},
    "place": {"claimed_place"},
    "order": {"claimed_order"},
    "length": {"claimed_length"},
    "year": {"invented_year"},
    "track": {"invented_track", "unknown_name", "claimed_success"},
    "name": {"unknown_name", "claimed_place", "claimed_ordinal"},
    "role": {"swapped_role"},
    "story": {"claimed_story", "claimed_success"},
    "quotation": {"claimed_quotation", "claimed_success"},
}


def judged(language: str, sentence: str) -> Verdict:
    facts, text = ALBUMS[language]
    return judge(f"{text}{sentence}" if sentence.startswith("\n") else f"{text} {sentence}", facts, language, "stop")


@pytest.mark.parametrize("language", ALBUMS)
def test_the_texts_themselves_are_good(language: str) -> None:
    facts, text = ALBUMS[language]

    assert judge(text, facts, language, "stop") == Verdict(text, ())


@pytest.mark.parametrize(("language", "kind", "sentence"), CLAIMS)
def test_a_claim_beyond_the_facts_is_refused_by_its_kind(language: str, kind: str, sentence: str) -> None:
    codes = {fault.code for fault in judged(language, sentence).faults}

    assert codes & CODES[kind] or (kind == "year" and codes == {"claimed_order", "unknown_name"})


@pytest.mark.parametrize(("language", "sentence"), FAULTS)
def test_a_leak_or_a_foreign_passage_is_refused_or_cut(language: str, sentence: str) -> None:
    verdict = judged(language, sentence)

    assert not verdict.accepted or sentence.strip() not in verdict.text


@pytest.mark.parametrize(("language", "opening"), OPENINGS)
def test_what_is_said_in_front_of_a_text_is_cut_or_the_text_refused(language: str, opening: str) -> None:
    facts, text = ALBUMS[language]

    verdict = judge(f"{opening}{text}", facts, language, "stop")

    assert not verdict.accepted or verdict.text == text


@pytest.mark.parametrize(("language", "sentence"), HARMLESS)
def test_a_harmless_sentence_is_published_as_it_stands(language: str, sentence: str) -> None:
    verdict = judged(language, sentence)

    assert verdict.faults == ()
    assert verdict.text.endswith(sentence)


def test_the_detail_of_a_claim_is_the_sentence_that_holds_it() -> None:
    sentence = "Its label, Geffen, was proud."
    details = [
        fault.detail for fault in judged("en", f"It was released by Geffen in a plain sleeve. {sentence}").faults
    ]

    assert details[0] == "It was released by Geffen in a plain sleeve."
    assert sentence in details


def test_every_kind_is_tried_in_every_language_where_it_can_be() -> None:
    languages = defaultdict(set)
    for language, kind, _ in CLAIMS:
        languages[kind].add(language)

    assert all(spoken == set(ALBUMS) for kind, spoken in languages.items() if kind != "quotation")
