"""One typing error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.models.search import SearchWord
from collection.searching.asking import MOST_WORDS, Question, is_near, near
from collection.searching.texts import longer_words
from tests.collection.builders import make_album


@pytest.mark.parametrize(
    ("typed", "meant", "near_it"),
    [
        ("mils", "miles", True),
        ("miiles", "miles", True),
        ("milas", "miles", True),
        ("mlies", "miles", True),
        ("imles", "miles", True),
        ("milse", "miles", True),
        ("miles", "miles", False),
        ("mlise", "miles", False),
        ("males", "mules", True),
        ("abcd", "badc", False),
    ],
)
def test_one_error_is_near_and_two_are_not(typed: str, meant: str, near_it: bool) -> None:
    assert is_near(typed, meant) is near_it
    assert is_near(meant, typed) is near_it


LETTERS = st.text("abc", max_size=6)


def one_error_of(word: str) -> set[str]:
    """All that one error makes of a word: a letter less, more or another, or two neighbours that changed places."""
    places = range(len(word) + 1)
    less = {word[:at] + word[at + 1 :] for at in places}
    more = {word[:at] + sign + word[at:] for at in places for sign in "abc"}
    other = {word[:at] + sign + word[at + 1 :] for at in places[:-1] for sign in "abc"}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-2]}
    return (less | more | other | swapped) - {word}


@given(LETTERS, LETTERS)
def test_near_is_what_one_error_makes_and_nothing_else(one: str, other: str) -> None:
    assert is_near(one, other) is (other in one_error_of(one))


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["colttane", "cotlrane", "coltrne", "oltrane", "coltranee", "kolt", "clot"])
def test_a_mistyped_word_finds_those_that_stand_somewhere(typed: str) -> None:
    make_album("Giant Steps", "John Coltrane")
    make_album("Colt")
    assert near([typed])[typed] == ["colt" if len(typed) == 4 else "coltrane"]


@pytest.mark.django_db
def test_however_many_words_one_query_asks_for_them() -> None:
    assert longer_words([]) == []
    make_album("Giant Steps", year=1960, catalog_number="SD1311")
    assert SearchWord.objects.count() == 2
    assert near(["gaint", "stesp"]) == {"gaint": ["giant"], "stesp": ["steps"]}
    assert near(["u2"]) == {}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", []),
        ("  \n ", []),
        ("Moon Safari", [["moon"], ["safari"]]),
        ("moon MOON moon", [["moon"], ["moon"]]),
        ("rock'n'roll", [["rocknroll", "rock n roll"]]),
        ("Simon & Garfunkel", [["simon"], ["and"], ["garfunkel"]]),
        ("AC/DC - Back", [["acdc", "ac dc"], ["back"]]),
        ("!!!", [["u212121"]]),
        ("a\x00b", [["a"], ["b"]]),
        (
            "one two three four five six seven eight nine",
            [["one"], ["two"], ["three"], ["four"], ["five"], ["six"], ["seven"], ["eight"]],
        ),
    ],
    ids=[
        *("nothing", "blanks", "two words", "cases are words of their own", "two spellings", "a sign that is a word"),
        *("signs between words", "signs alone", "what no database takes", "more than anybody means"),
    ],
)
def test_a_question_is_read_word_by_word(written: str, words: list[list[str]]) -> None:
    question = Question.read(written)
    assert [[" ".join(spelling) for spelling in word] for word in question.words] == words
    assert len(question) == len(words) <= MOST_WORDS
    assert bool(question) is bool(words)


@pytest.mark.parametrize(
    ("question", "text", "count"),
    [
        ("moon safari", "moon safari", 2),
        ("moon safari", "moonlight serenade", 1),
        ("saf", "moon safari", 1),
        ("afari", "moon safari", 0),
        ("rock'n'roll", "rock n roll high school", 1),
        ("rock'n'roll", "rock and roll", 0),
        ("moon", "", 0),
    ],
)
def test_words_stand_in_a_text_by_their_beginnings(question: str, text: str, count: int) -> None:
    assert Question.read(question).words_in(text) == count


@pytest.mark.django_db
def test_a_word_is_forgiven_and_what_was_typed_still_counts() -> None:
    make_album("Giant Steps", "John Coltrane")
    forgiven = Question.read("gaint rock'n'roll").forgiving()
    assert forgiven.words[0] == (("gaint",), ("giant",))
    assert ("rocknroll",) in forgiven.words[1]
    assert forgiven.key == "gaintrocknroll"
