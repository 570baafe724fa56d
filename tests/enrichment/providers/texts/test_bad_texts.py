"""Each fault alone, planted in a good text: found, and nothing else is."""

import os
import subprocess
import sys

import pytest

from aime_site.environment import BASE_DIR
from enrichment.providers.texts import CODES, AlbumFacts
from enrichment.providers.texts.quality import inspect
from tests.enrichment.providers.texts.samples import (
    AIR,
    BATTISTI,
    CHATTERTON,
    ENGLISH,
    FRENCH,
    GERMAN,
    GOOD,
    INITIALS,
    ITALIAN,
    KRAFTWERK,
    REM,
    SPANISH,
    TRIANA,
)

ALBUMS: dict[str, tuple[AlbumFacts, str]] = {code: (facts, text) for code, facts, text in GOOD}


def codes(text: str, facts: AlbumFacts | None, language: str | None, finish_reason: str = "") -> list[str]:
    found = [fault.code for fault in inspect(text, facts, language, finish_reason)]
    assert set(found) <= set(CODES)
    return found


@pytest.mark.parametrize(
    "ending",
    [
        "and then the guitar",
        "and then the guitar,",
        "which brings in the",
        "on songs like “Drive,”",
        "produced with the help of J.",
        "a duet with Mr.",
        "recorded feat.",
        "in the manner of e.g.",
        "the best of these:",
        "an album that is (at",
        "“Drive” and *",
    ],
)
def test_an_unfinished_sentence_is_cut(ending: str) -> None:
    assert "cut" in codes(f"{INITIALS} It goes on {ending}", REM, "en")


def test_an_answer_stopped_by_its_cap_is_cut_even_when_it_ends_well() -> None:
    assert codes(INITIALS, REM, "en", "length") == ["cut"]


def test_a_text_of_149_words_is_too_short_and_one_of_150_is_not() -> None:
    tokens = ENGLISH.replace("\n\n", " ").split()

    assert codes(" ".join(tokens[:148]) + " end.", None, None) == ["too_short"]
    assert codes(" ".join(tokens[:149]) + " end.", None, None) == []


def test_dashes_and_marks_do_not_count_as_words() -> None:
    tokens = ENGLISH.replace("\n\n", " ").split()

    assert codes(" – ".join(tokens[:140]) + " … – – end.", None, None) == ["too_short"]


def test_a_text_over_2000_characters_is_too_long() -> None:
    assert codes(f"{ENGLISH}\n\n{INITIALS} {FRENCH}", None, None)[0] == "too_long"


def test_nothing_but_blanks_is_empty() -> None:
    assert codes(" \n\n ", REM, "en") == ["empty"]


PLANTED = [
    ("markdown", "The word *slow* says it all."),
    ("markdown", "The word **slow** says it all."),
    ("markdown", "The word _slow_ says it all."),
    ("markdown", "See [this page](https://example.org/a) for more."),
    ("markdown", "It runs `quietly` along."),
    ("markdown", "\n\n- It is slow.\n- It is calm."),
    ("markdown", "\n\n2. It is slow.\n3. It is calm."),
    ("markdown", "\n\n • It is slow.\n • It is calm."),
    ("markdown", "\n\n> It is slow.\n> It is calm."),
    ("markdown", "It is ~~slow~~ and calm."),
    ("refusal", "I'm sorry, little more is known."),
    ("refusal", "As an AI, I have no ears."),
    ("refusal", "As a language model I never heard it."),
    ("refusal", "I don't have enough information."),
    ("refusal", "Of the rest I cannot say much."),
    ("thinking", "<think>The user wants praise.</think> It is good."),
    ("thinking", "Okay, the user wants a description."),
    ("prompt_echo", "Plain prose only: no Markdown, no heading, no list."),
    ("prompt_echo", "Based on the JSON data, it is calm."),
    ("prompt_echo", "It was told in 170 to 230 words."),
    ("prompt_echo", "Of the “tracklist”: no more is known."),
    ("html", "It is <b>calm</b> throughout."),
    ("html", "It is calm <script>alert(1)</script> throughout."),
    ("html", "It is calm <img src=x onerror=alert(1)> throughout."),
    ("html", "Calm &amp; slow it is."),
    ("control_characters", "It is calm\u202e throughout."),
    ("control_characters", "It is calm\u200b throughout."),
    ("control_characters", "It is calm\x07 throughout."),
    ("invented_year", "It was heard anew in 2022 on vinyl."),
    ("invented_year", "It looks back to 1987."),
    ("invented_year", "Its roots lie in the 1980s."),
    ("invented_year", "It was mixed in 1990 by friends."),
    ("invented_track", "The song “Purple Parade” is the finest of all."),
    ("invented_track", "Standout tracks like “Drive” and “Burning Fire” remain."),
    ("invented_track", "“Midnight Train” closes the record."),
    ("invented_track", "It ends on 'Don't Go Back', a slow waltz."),
    ("invented_track", 'The opener "burning fire" is slow.'),
    ("invented_track", "The warmth of “A Summer Without Rain” is rare."),
    ("invented_track", "The standout track, “Silver Rain,” is a delight."),
    ("invented_track", "With “Silver Rain” the band found its voice."),
    ("invented_track", "“Rain” is a standout."),
    ("invented_track", "From “Silver” to “Gold”, it shines."),
    ("invented_track", "The best of its songs: “Silver Rain”."),
    ("invented_track", 'Listen to "Silver Rain" at night.'),
    ("invented_track", "The lead single, 'Silver Rain', was a hit."),
    ("repeated", "Acoustic and patient as it is, it never hurries. Acoustic and patient as it is, it never hurries."),
]


# One sentence may break two rules.
ALONG = {
    "markdown": {"list", "unfilled", "citation"},
    "prompt_echo": {"preamble"},
    "invented_track": {"claimed_success"},
}


@pytest.mark.parametrize(("code", "sentence"), PLANTED)
def test_a_planted_fault_is_found(code: str, sentence: str) -> None:
    found = codes(f"{INITIALS} {sentence} So it goes.", REM, "en")

    assert code in found
    assert set(found) <= {code, "html", "thinking", "control_characters", *ALONG.get(code, ())}


OPENINGS = [
    ("en", "Here is a description of the album:\n\n"),
    ("en", "Sure! Here's the 200-word review:\n\n"),
    ("en", "Description: "),
    ("fr", "Voici une description de l'album :\n\n"),
    ("fr", "Bien sûr ! Voici le texte demandé :\n\n"),
    ("de", "Hier ist die Beschreibung des Albums:\n\n"),
    ("de", "Gerne! "),
    ("it", "Ecco la descrizione dell'album:\n\n"),
    ("es", "¡Claro! Aquí tienes la descripción:\n\n"),
    ("es", "Aquí está la reseña del disco:\n\n"),
]


@pytest.mark.parametrize(("language", "opening"), OPENINGS)
def test_an_opening_that_speaks_of_the_text_is_a_preamble(language: str, opening: str) -> None:
    facts, text = ALBUMS[language]

    assert "preamble" in codes(opening + text, facts, language)


REFUSALS = [
    ("fr", "Je suis désolé, je ne connais pas la suite."),
    ("fr", "En tant qu'IA, je n'écoute rien."),
    ("fr", "DÉSOLÉE, mais le reste m'est inconnu."),
    ("de", "Es tut mir leid, mehr weiß ich nicht."),
    ("de", "Tut mir leid, mehr weiß niemand."),
    ("de", "Als KI habe ich keine Ohren."),
    ("it", "Mi dispiace, non so altro di questo disco."),
    ("it", "Non posso dire altro di questo disco."),
    ("it", "Come modello linguistico non ascolto la musica."),
    ("es", "Lo siento, no sé más de este disco."),
    ("es", "Como modelo de lenguaje no escucho la música."),
]


@pytest.mark.parametrize(("language", "sentence"), REFUSALS)
def test_an_apology_is_found_in_every_language(language: str, sentence: str) -> None:
    facts, text = ALBUMS[language]

    assert codes(f"{text} {sentence}", facts, language) == ["refusal"]


def test_a_song_called_i_m_sorry_is_no_apology() -> None:
    assert codes(f"{ENGLISH} One is reminded of “I'm Sorry”, of course.", None, "en") == []


FOREIGN_TRACKS = [
    (CHATTERTON, "fr", f"{FRENCH} Le morceau « Nuit Violette » est le sommet du disque."),
    (CHATTERTON, "fr", f"{FRENCH} La chanson « Nuit » est le sommet du disque."),
    (CHATTERTON, "fr", f"{FRENCH} « Pluie d'argent » brille entre tous."),
    (CHATTERTON, "fr", f"{FRENCH} Parmi les morceaux, on retient « Pluie » et « Argent »."),
    (CHATTERTON, "fr", f"{FRENCH} On y trouve notamment « Pluie d'argent »."),
    (KRAFTWERK, "de", f"{GERMAN} Das Stück „Violette Nacht“ ist der Höhepunkt."),
    (BATTISTI, "it", f"{ITALIAN} Il brano «Notte viola» è il vertice del disco."),
    (TRIANA, "es", f"{SPANISH} La canción «Noche violeta» es la cumbre del disco."),
]


@pytest.mark.parametrize(("facts", "language", "text"), FOREIGN_TRACKS)
def test_an_invented_song_is_found_in_every_language(facts: AlbumFacts, language: str, text: str) -> None:
    assert set(codes(text, facts, language)) == {"invented_track"}


def test_every_quoted_song_is_invented_when_no_tracklist_was_given() -> None:
    facts = AlbumFacts("Automatic for the People", "R.E.M.", 1992, labels=("Warner Bros. Records",))
    plain = INITIALS.split("\n\n")[0] + " It is a record of few words and of many silences, slow and warm." * 1

    assert "invented_track" in codes(f"{plain} The song “Purple Parade” is the finest.", facts, "en")
    assert "invented_track" not in codes(plain, facts, "en")


def test_every_year_is_invented_when_none_was_given() -> None:
    facts = AlbumFacts(title=AIR.title, artists=AIR.artists, labels=AIR.labels, tracklist=AIR.tracklist)

    assert codes(ENGLISH, facts, "en") == ["invented_year", "invented_year"]


def test_a_text_half_in_another_language_is_in_the_wrong_one() -> None:
    mixed = f"{FRENCH.split(chr(10))[0]}\n\n{ENGLISH.split(chr(10))[-1]}"

    assert codes(mixed, None, "fr") == ["wrong_language"]


def test_a_few_short_sentences_in_another_language_are_noticed_in_the_midst_of_a_text() -> None:
    slipped = (
        "Elle est avec nous. Les voix sont dans la brume. Les toits sont sous la lune. Il est chez nous. "
        "Tout cela dort dans une chambre. Le ciel est avec elles."
    )
    before, after = ENGLISH.split("\n\n", 1)

    assert codes(f"{before} {slipped} {after}", None, "en") == ["wrong_language"]


def test_one_phrase_in_every_other_sentence_is_a_repetition_although_no_sentence_is_the_same() -> None:
    phrase = "the album drifts like smoke over a quiet harbour at night"
    sentences = (
        f"At first {phrase}, with a slow piano. Later {phrase}, and guitars answer. Further on {phrase}, while drums "
        f"are brushed. Towards the end {phrase}, as a choir comes in. Once more {phrase}, before all falls silent. "
        f"And so {phrase}."
    )
    before, _ = ENGLISH.split("\n\n", 1)

    assert codes(f"{before}\n\n{sentences}", None, "en") == ["repeated"]


def test_a_language_out_of_the_five_is_wrong() -> None:
    portuguese = "Não há nada aqui além de uma longa manhã; ninguém fala, ninguém ri, tudo dorme à sombra das árvores. "

    assert "wrong_language" in codes(portuguese * 8, None, "en")


def test_a_title_in_front_of_the_text_is_a_heading() -> None:
    assert codes(f"Automatic for the People\n\n{INITIALS}", REM, "en") == ["heading"]
    assert "heading" in codes(f"# Automatic for the People\n\n{INITIALS}", REM, "en")


@pytest.mark.slow
def test_the_passage_that_is_named_is_the_same_in_each_process() -> None:
    """Python mixes sets anew at each start; whoever compares two days should not."""
    asked = "from tests.enrichment.providers.texts.test_bad_texts import many_signs; print(many_signs())"
    told = {
        subprocess.run(
            [sys.executable, "-c", asked],
            cwd=BASE_DIR,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "thinking" in told.pop()


def many_signs() -> str:
    thought = (
        "Okay, the user wants praise. We need to write it now. Let's write it, let me think. First, I should count."
    )
    return repr(inspect(f"{thought} {ENGLISH}", AIR, "en"))
