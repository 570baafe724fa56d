"""The files of the languages: each has all that the rules ask for, and no row waits for a word in vain."""

import re
from collections.abc import Iterator

import pytest

from enrichment.providers.texts import AlbumFacts
from enrichment.providers.texts.claims import places
from enrichment.providers.texts.gate import judge
from enrichment.providers.texts.languages import LANGUAGES, table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs
from tests.enrichment.providers.texts.planted import ALBUMS

# These may stand in a good text: a name that is known, and the song that bears the title.
MAY_STAND = ("places", "songs", "title_songs")
RULES = [
    "success",
    "albums",
    "places",
    "days",
    "ago",
    "minutes",
    "extremes",
    "songs",
    "title_songs",
    "told",
    "stories",
    "surroundings",
    "prompt",
    "itself",
    "plans",
]
LISTS = ("order", "likeness", "nth_song", "times", "numbers", "example")
# Words whose pattern holds no letter of theirs: "née" is `n` with an ending, "3rd" a digit with one.
ELSEWHERE = re.compile(r"\d+\w\w|wurde|\w+teen|\w+esimo")


def rows() -> Iterator[tuple[str, str, str, str]]:
    return ((code, rule, key, said) for code in LANGUAGES for rule in RULES for key, said in table(rule, code).items())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", [*RULES, *LISTS])
def test_every_language_has_what_every_rule_asks_for(code: str, name: str) -> None:
    assert table(name, code)
    assert name in RULES or table(name, code).keys() >= table(name, "en").keys()


def test_a_row_waits_for_no_word_that_its_pattern_never_meets() -> None:
    """Such a word costs time and finds nothing: a letter is missing in one of the two."""
    vain = [
        (code, rule, word)
        for code, rule, key, said in rows()
        for word in re.split(r"[,|]\s*", re.sub(r"\([^)]*\)", "", key))
        if said and not ELSEWHERE.fullmatch(word) and word[:3] not in said
    ]

    assert vain == []


def test_all_is_written_in_small_letters() -> None:
    """The text is, when it is looked through; only `NAME` and the classes of a pattern are not."""
    capitals = [
        (code, rule, key)
        for code, rule, key, said in rows()
        if key != key.lower() or re.search(r"(?<!\\)[A-ZÀ-Þ]", re.sub(r"NAME|\(\?P<", "", said))
    ]

    assert capitals == []


def test_every_row_is_a_pattern_and_every_part_of_it_is_put_in() -> None:
    for code, rule, _, said in rows():
        re.compile(said.replace("NAME", "name"))
        assert not re.search(r"\{[a-z_]+\}", said), (code, rule)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_good_text_shows_none_of_the_signs(code: str) -> None:
    facts, text = ALBUMS[code]
    prose = Prose(text, facts, code)

    found = [rule for rule in RULES if rule not in MAY_STAND and next(Signs(rule).found(prose), None)]

    assert found == []


@pytest.mark.parametrize(
    ("key", "said", "text", "found"),
    [
        ("récompens(e/es)", "", "deux récompenses", ["récompenses"]),
        ("récompens(e/es)", "", "une récompense, deux récompenses", ["récompense", "récompenses"]),
        ("récompens(e/es)", "", "il récompensa", []),
        ("prix, médaille", r"grand prix\b", "un grand prix", ["grand prix"]),
        ("prix", r"grand prix\b", "un prix", []),
        ("prix", [r"grand prix\b", "prix d'or"], "un prix d'or", ["prix d'or"]),
        ("{honour}", "reçut un {honour}", "il reçut un prix", ["reçut un prix"]),
        ("an", "", "dans l'élan", []),
    ],
)
def test_a_row_is_read_as_it_is_explained(
    monkeypatch: pytest.MonkeyPatch, key: str, said: str | list[str], text: str, found: list[str]
) -> None:
    tables = {"parts": {"honour": "prix|médaille"}, f"a rule with {key} and {said}": {key: said}}
    monkeypatch.setattr("enrichment.providers.texts.languages._read", lambda code: tables)

    hits = {hit.group() for hit in Signs(list(tables)[1]).found(Prose(text, None, "fr"))}
    table.cache_clear()

    assert sorted(hits) == found


def test_a_sign_of_fame_in_german_is_seen() -> None:
    """The row waited for "Ruhm", and its pattern never asked for it."""
    facts, text = ALBUMS["de"]

    verdict = judge(f"{text} Damit kam die Band über Nacht zu Ruhm.", facts, "de", "stop")

    assert [fault.code for fault in verdict.faults] == ["claimed_story"]


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Half of it was recorded in Berlin, the other half was recorded in Malmö.", "Malmö"),
        ("fr", "Il fut enregistré à Berlin, puis enregistré à Malmö pour le reste.", "Malmö"),
        ("en", "Half of it was recorded in Malmö, the other half was recorded in Berlin.", "Malmö"),
    ],
)
def test_a_claim_beside_one_that_is_known_is_seen(language: str, text: str, place: str) -> None:
    """What is found first near the second word may be what is known already: it is looked further."""
    facts = AlbumFacts("Any", "Anybody", labels=("Berlin",))

    found = [hit.group("name").rstrip(".") for hit in places.find(Prose(text, facts, language))]

    assert set(found) == {place}
