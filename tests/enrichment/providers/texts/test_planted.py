"""Whole texts with one planted sentence: what claims or leaks is not published, what is harmless passes untouched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from enrichment.providers.texts.claims import find_claims
from enrichment.providers.texts.gate import Verdict, judge
from enrichment.providers.texts.inventions import invented_tracks, invented_years
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.sentences import MAX_CHARACTERS
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


def claimed(language: str, sentence: str) -> set[str]:
    """The kinds of claims in a sentence, which needs no text around it for them."""
    facts = ALBUMS[language][0]
    codes = {fault.code for fault in find_claims(Prose(sentence, facts, language), facts)}
    years, songs = invented_years(sentence, facts), invented_tracks(sentence, facts)
    return codes | ({"invented_year"} if years else set()) | ({"invented_track"} if songs else set())


def together(language: str, sentences: Iterable[str]) -> Iterator[str]:
    """As many sentences at once as a text has room for."""
    room = MAX_CHARACTERS - len(ALBUMS[language][1])
    joined = ""
    for sentence in sentences:
        if len(joined) + len(sentence) + 2 > room:
            yield joined
            joined = ""
        joined = f"{joined} {sentence}".strip()
    yield joined


@pytest.mark.parametrize("language", ALBUMS)
@pytest.mark.parametrize("kind", CODES)
def test_a_claim_beyond_the_facts_is_refused_by_its_kind(language: str, kind: str) -> None:
    planted = [sentence for spoken, said, sentence in CLAIMS if (spoken, said) == (language, kind)]

    told = {sentence: claimed(language, sentence) for sentence in planted}

    assert {sentence: codes for sentence, codes in told.items() if not codes & CODES[kind]} == {}


@pytest.mark.parametrize("language", ALBUMS)
def test_a_leak_or_a_foreign_passage_is_refused_or_cut(language: str) -> None:
    planted = {sentence: judged(language, sentence) for spoken, sentence in FAULTS if spoken == language}

    passed = [sentence for sentence, told in planted.items() if told.accepted and sentence.strip() in told.text]

    assert passed == []


@pytest.mark.parametrize("language", ALBUMS)
def test_what_is_said_in_front_of_a_text_is_cut_or_the_text_refused(language: str) -> None:
    facts, text = ALBUMS[language]
    verdicts = {
        opening: judge(f"{opening}{text}", facts, language, "stop")
        for spoken, opening in OPENINGS
        if spoken == language
    }

    assert [opening for opening, told in verdicts.items() if told.accepted and told.text != text] == []


@pytest.mark.parametrize("language", ALBUMS)
def test_harmless_sentences_are_published_as_they_stand(language: str) -> None:
    planted = [sentence for spoken, sentence in HARMLESS if spoken == language]
    verdicts = {said: judged(language, said) for said in together(language, planted)}

    assert [fault for told in verdicts.values() for fault in told.faults] == []
    assert all(told.text.endswith(said) for said, told in verdicts.items())


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
