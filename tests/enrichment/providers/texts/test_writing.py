import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.texts.sentences import ends_sentence, trim
from enrichment.providers.texts.writing import words

LONG = "One two three. Four five six! Seven “eight” nine? Ten eleven… Twelve."


@pytest.mark.parametrize(
    "text",
    [
        "Done.",
        "Done!",
        "Done?",
        "Done…",
        "Done...",
        "“Done.”",
        "« Fini. »",
        "„Fertig.“",
        "(Done.)",
        "He said ‘done’.",
        "Done. ",
        "Guitars, drums, etc.",
        "In the U.S.",
        "Signed: R.E.M.",
        "By Dinosaur Jr.",
        "Tutto qui, ecc.",
        "Und so weiter usw.",
        "On side A.",
        "Sur la face B.",
        "**Done.**",
    ],
)
def test_a_sentence_that_ends(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "”",
        "Not",
        "Not,",
        "Not;",
        "Not:",
        "Not –",
        "Not (yet)",
        "“Not”",
        "« Pas »",
        "With Mr.",
        "Avec Mme.",
        "Mit Hr.",
        "Recorded feat.",
        "Sung by J.",
        "Par M.",
        "Autres, p.ex.",
        "Wie z.B.",
    ],
)
def test_a_sentence_that_does_not(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (500, LONG),
        (68, "One two three. Four five six! Seven “eight” nine? Ten eleven…"),
        (60, "One two three. Four five six! Seven “eight” nine?"),
        (29, "One two three. Four five six!"),
        (28, "One two three."),
        (14, "One two three."),
        (13, LONG),
    ],
)
def test_a_text_is_trimmed_at_a_sentence_end_or_not_at_all(limit: int, expected: str) -> None:
    assert trim(LONG, limit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is good. It was made by J. J. Cale in spring.", "It is good."),
        ("It is good. Mr. Smith plays, as does St. Vincent here.", "It is good."),
        ("It is good. Made in the U.S. Army hall, long ago.", "It is good."),
        ("It is good. « Help ! » ouvre le disque, qui suit.", "It is good."),
        ("It is good. Symphony No. 5 is on it, at the end.", "It is good."),
        ("It is good. “Drive.” And then the next, and so on.", "It is good. “Drive.”"),
    ],
)
def test_a_full_stop_within_a_sentence_is_not_its_end(text: str, expected: str) -> None:
    assert trim(text, len(text) - 5) == expected


def test_the_mark_within_a_given_name_is_not_an_end() -> None:
    text = "Paru en 2015. Le groupe Feu! Chatterton y joue, longtemps."

    assert trim(text, 50) == "Paru en 2015. Le groupe Feu!"
    assert trim(text, 50, ("Feu! Chatterton",)) == "Paru en 2015."


@given(st.text(alphabet="ab .!?…”\n", max_size=200), st.integers(1, 100))
def test_a_trimmed_text_is_whole_and_within_the_limit(text: str, limit: int) -> None:
    trimmed = trim(text, limit)

    assert text.startswith(trimmed)
    assert trimmed == text or (len(trimmed) <= limit and ends_sentence(trimmed))


def test_an_elision_is_one_word_and_a_lone_dash_none() -> None:
    assert words("L'album – qu’on aime – ¡don't stop !") == ("L'album", "qu’on", "aime", "¡don't", "stop")
