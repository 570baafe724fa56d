"""Which language a text is in, and where another one begins in it."""

import pytest

from enrichment.providers.texts.languages import LANGUAGES, language
from enrichment.providers.texts.languages.detection import detected, foreign_passage, foreign_sentence
from tests.enrichment.providers.texts.planted import ALBUMS

PORTUGUESE = (
    "O disco não é uma coleção de canções, mas uma viagem pela noite, e quem a ouve com calma volta sempre mais tarde. "
    "As vozes são como um rio que não tem pressa, e tudo o que parece simples é, na verdade, muito bem pensado."
)
CATALAN = (
    "El disc no és només un recull de cançons, és també un viatge per la nit amb molta calma, i qui l'escolta hi torna "
    "sempre. Les veus són com un riu que va sense pressa, i tot allò que sembla senzill està molt ben pensat."
)
DUTCH = (
    "De plaat is niet alleen een bundel liedjes, het is ook een reis door de nacht, en wie er naar luistert komt er "
    "altijd weer op terug. De stemmen zijn als een rivier die geen haast heeft, en wat eenvoudig lijkt is goed bedacht."
)
NAMES = "Miles Davis, John Coltrane, Bill Evans, Cannonball Adderley, Paul Chambers, Jimmy Cobb, Wynton Kelly"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_is_known_by_its_small_words(code: str) -> None:
    assert detected(ALBUMS[code][1]) == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_capitals_and_missing_accents_hide_no_language(code: str) -> None:
    assert detected(ALBUMS[code][1].upper()) == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PORTUGUESE, id="Portuguese"),
        pytest.param(CATALAN, id="Catalan"),
        pytest.param(DUTCH, id="Dutch"),
        pytest.param(NAMES, id="names alone"),
        pytest.param("", id="nothing"),
        pytest.param("1972 1973 1974", id="numbers"),
        pytest.param("Tämä levy on yön matka, ja joka sitä kuuntelee palaa aina uudestaan.", id="Finnish"),
    ],
)
def test_what_is_none_of_the_five_is_called_none(text: str) -> None:
    assert detected(text) == ""


@pytest.mark.parametrize(
    ("elided", "code"),
    [
        ("L'album d'un groupe qu'on aime, c'est l'été", "fr"),
        ("L’album d’un groupe qu’on aime, c’est l’été", "fr"),
        ("L'album dell'estate, all'inizio d'un viaggio nell'ombra", "it"),
    ],
)
def test_a_word_behind_an_apostrophe_counts(elided: str, code: str) -> None:
    assert detected(elided) == code


@pytest.mark.parametrize("expected", LANGUAGES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_has_a_passage_in_another_language_only_where_it_has(code: str, expected: str) -> None:
    assert foreign_passage(ALBUMS[code][1], expected) == ("" if code == expected else code)


@pytest.mark.parametrize(("code", "other"), [("en", "fr"), ("fr", "en"), ("de", "it"), ("it", "es"), ("es", "it")])
def test_a_paragraph_that_slips_into_another_language_is_found(code: str, other: str) -> None:
    own, foreign = ALBUMS[code][1], ALBUMS[other][1].split("\n\n")[0]

    assert foreign_passage(f"{own}\n\n{foreign}", code) == other
    assert foreign_passage(f"{foreign}\n\n{own}", code) == other


@pytest.mark.parametrize("neighbour", [PORTUGUESE, CATALAN])
def test_a_neighbour_of_spanish_does_not_pass_for_it(neighbour: str) -> None:
    assert foreign_passage(neighbour, "es") in ("pt", "ca")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("fr", "The voices are close to the microphone and the drums are never in the way."),
        ("en", "Les voix sont tout près du micro et la batterie ne prend jamais trop de place."),
        ("de", "La voce è vicina e la batteria non è mai troppo avanti, come in una stanza."),
        ("it", "Die Stimmen sind nah am Mikrofon und das Schlagzeug ist nie im Weg."),
        ("es", "The voices are close to the microphone and the drums are never in the way."),
    ],
)
def test_one_sentence_in_another_language_is_named(code: str, sentence: str) -> None:
    text = f"{ALBUMS[code][1]} {sentence}"

    assert foreign_sentence(text, code).startswith(sentence.removesuffix("."))
    assert foreign_sentence(ALBUMS[code][1], code) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ein Album namens „The Dark Side of the Moon“ ist es nicht.", ""),
        ("Das ist ein Klassiker, und zwar from the first to the last.", ""),
        ("Die Platte klingt нежно und warm.", "е"),
        ("Die Platte klingt 柔らか und warm.", "か"),
        ("Der Klang misst kaum 3 µm und bleibt warm.", ""),
        ("Der Winkel α ist klein.", ""),
    ],
)
def test_a_title_or_some_words_are_no_other_language_but_another_script_is(words: str, found: str) -> None:
    assert foreign_sentence(words, "de") == found


@pytest.mark.parametrize("code", ["fr", "FR", " fr-CH ", "fr_FR", "Fr-ca"])
def test_a_code_is_read_with_its_country(code: str) -> None:
    assert language(code).native == "français"


@pytest.mark.parametrize("code", ["", "pt", "français", "f", "frr"])
def test_an_unknown_code_is_refused_with_the_known_ones(code: str) -> None:
    with pytest.raises(ValueError, match="choose one of fr, en, de, it, es"):
        language(code)
