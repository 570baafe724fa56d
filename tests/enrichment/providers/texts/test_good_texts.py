"""A false refusal costs as much as a miss: these texts pass as they are."""

import pytest

from enrichment.providers.texts import AlbumFacts
from enrichment.providers.texts.gate import judge
from enrichment.providers.texts.quality import inspect
from tests.enrichment.providers.texts.samples import GOOD, REM

IDS = [f"{code}-{facts.title}" for code, facts, _ in GOOD]


@pytest.mark.parametrize(("code", "facts", "text"), GOOD, ids=IDS)
def test_a_good_text_has_no_fault(code: str, facts: AlbumFacts, text: str) -> None:
    assert inspect(text, facts, code, "stop") == []


@pytest.mark.parametrize(("code", "facts", "text"), GOOD, ids=IDS)
def test_a_good_text_passes_the_gate_unchanged(code: str, facts: AlbumFacts, text: str) -> None:
    verdict = judge(text, facts, code, "stop")

    assert verdict.accepted
    assert verdict.text == text


@pytest.mark.parametrize(("code", "facts", "text"), GOOD, ids=IDS)
def test_a_good_text_is_in_the_wrong_language_for_every_other(code: str, facts: AlbumFacts, text: str) -> None:
    for other in {"fr", "en", "de", "it", "es"} - {code}:
        assert [fault.code for fault in inspect(text, facts, other)] == ["wrong_language"]


GOOD_ENDINGS = [
    "It is, in the end, one of the calmest records ever made in the U.S.",
    "Nothing else on the label sounds quite like R.E.M.",
    "It is signed by Mr. and Mrs. R.E.M., if not by R.E.M. Jr.",
    "It all comes together on side B.",
    "A band, an exclamation mark, a smile: Wham!",
    "Who could ask for more?",
    "And so it fades, unresolved…",
    "The last word goes to “Nightswimming.”",
    "The last word goes to “Nightswimming”.",
    "(The strings were added at the very end.)",
    "It is a long way from the 1990s to here.",
]

GOOD_SENTENCES = [
    "The mood is that of what some called “The Athens Sound”.",
    "It has nothing of the so-called 'Wall of Sound'.",
    "One thinks of the film “Paris, Texas” more than once.",
    "A modest “yes” to life runs through it.",
    "Its title, “Automatic for the People”, is a promise.",
    "The “Southern Gothic” style of the words suits it.",
    "The singer, once known as “The Quiet One”, hardly raises his voice.",
    "It was 2 or 3 takes, no more, and 16 tracks of tape.",
    "An old SP-1200 or a TR-808 would have no place here.",
    "The early 1990s had no shortage of loud records.",
    "Some say rock 'n' roll, some say the '90s never ended.",
    "The song “Find the River” and “Try Not To Breathe” belong together.",
    "Of “New Orleans Instrumental No. 1” one hears a mere sketch.",
    "It is certainly slow, of course, and I’d call that a virtue.",
    "Here is a record that needs an evening: quiet, dim, alone.",
    "The song asks “Why?” and never answers.",
    "It has the feel of “Twin Peaks” at dusk, or the spirit of “New Romantic” pop.",
    "Their motto: “Never hurry.”",
    "The band's name, R.E.M., stands for “rapid eye movement”.",
    "A 12” single and a 7” version exist.",
    "The singer's voice, the players' restraint and the 'less is more' attitude please.",
    "I cannot recommend it enough.",
    "Whoever has an ear for studio rooms will hear the warmth of tape.",
]


@pytest.mark.parametrize("ending", GOOD_ENDINGS)
def test_a_whole_ending_is_not_called_cut(ending: str) -> None:
    assert inspect(f"{_padding()} {ending}", REM, "en") == []


@pytest.mark.parametrize("sentence", GOOD_SENTENCES)
def test_a_harmless_sentence_is_not_refused(sentence: str) -> None:
    assert inspect(f"{sentence} {_padding()}", REM, "en") == []
    assert inspect(f"{_padding()} {sentence}", REM, "en") == []


def _padding() -> str:
    return GOOD[1][2]


FOREIGN_GOOD = [
    (2, "Voici un disque rare : celui d'un groupe qui prend son temps."),
    (2, "Le groupe invente ici une sorte de « rock de chambre »."),
    (2, "Dans ces années 2010 si bavardes, on aime leur silence ; d'où la joie de l'entendre !"),
    (2, "On est loin de ce que la presse nommait « Nouvelle Scène Française »."),
    (2, "Pour certains, ce disque est un roman ; pour d'autres, un « film sans images »."),
    (2, "L'esprit de la « Nouvelle Vague » n'est pas loin ; on pense au « Grand Meaulnes »."),
    (2, "On y verrait volontiers « un opéra de poche », un disque « à texte »."),
    (2, "Rien n'y manque : guitares, chœurs, cordes, etc."),
    (3, "Man spricht gern von einer „Wand aus Klang“."),
    (3, "Die 1970er waren laut; dieses Album ist es nicht."),
    (3, "Es klingt, als wäre alles z.B. am Morgen aufgenommen."),
    (4, "È un disco che la critica chiamava «Il Viaggio del Sud»."),
    (4, "Gli anni '70 non finirono lì, e neppure gli anni 1970 di Battisti."),
    (5, "¿Flamenco o rock? Los dos, con un «duende» que no se compra."),
]


@pytest.mark.parametrize(("index", "sentence"), FOREIGN_GOOD)
def test_a_harmless_sentence_is_not_refused_in_the_other_languages(index: int, sentence: str) -> None:
    code, facts, text = GOOD[index]

    assert inspect(f"{text} {sentence}", facts, code) == []
    assert judge(f"{sentence} {text}", facts, code).accepted
