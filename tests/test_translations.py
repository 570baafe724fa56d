"""Every text is there in both languages, and whole. After a change: `uv run python -m tests.catalogues`."""

import re

import polib
import pytest
from django.utils.translation import ngettext, override

from tests.catalogues import APPS, LANGUAGES, path_of, texts_of

BOTH = pytest.mark.parametrize(("app", "language"), [(app, language) for app in APPS for language in LANGUAGES])
REFRESH = "uv run python -m tests.catalogues"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdrg]|%[sd%]|\{\w+\}|</?\w+|https?://|[A-Z]+(?:_[A-Z]+)+|--\w+")
OF_MODELS = re.compile(r"\b(?:tokens|jetons|prompts?)\b", re.IGNORECASE)
# What stands in details, explains a field, or heads a column of the CSV file.
MAY_SPEAK_OF_TOKENS = {
    "A model counts what it reads and writes in pieces of words, called tokens.",
    "For a million tokens, as the service's price list says.",
    "Tokens, the pieces of words that a model reads and writes:",
    "Word pieces read and written (tokens)",
    "tokens",
}
BREAKING_SPACE = re.compile(r" [:;?!»](?:\s|$)|« ")


def catalogue(app: str, language: str) -> polib.POFile:
    return polib.pofile(str(path_of(app, language)))


def sides(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each text beside its translation, singular and plural apart."""
    if entry.msgid_plural:
        return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
    return [(entry.msgid, entry.msgstr)]


@BOTH
def test_a_catalogue_holds_the_texts_of_the_sources_and_no_others(app: str, language: str) -> None:
    held = {(entry.msgid, entry.msgid_plural) for entry in catalogue(app, language)}
    wanted = {tuple(text) for text, _sources in texts_of(app).values()}
    assert (wanted - held, held - wanted) == (set(), set()), REFRESH


@BOTH
def test_every_text_is_translated(app: str, language: str) -> None:
    held = catalogue(app, language)
    assert [entry.msgid for entry in held if entry.obsolete or entry.fuzzy] == []
    assert [entry.msgid for entry in held if not all(translated for _text, translated in sides(entry))] == []


@BOTH
def test_a_translation_says_about_as_much_as_its_text(app: str, language: str) -> None:
    pairs = [pair for entry in catalogue(app, language) for pair in sides(entry)]
    assert [pair for pair in pairs if len(pair[1]) < len(pair[0]) / 5] == []  # a letter where a word should stand


@BOTH
def test_ordinary_words_stand_for_tokens_and_prompts(app: str, language: str) -> None:
    for entry in catalogue(app, language):
        words = [PLACEHOLDER.sub("", text) for side in sides(entry) for text in side]
        allowed = entry.msgid in MAY_SPEAK_OF_TOKENS or "8192 tokens" in entry.msgid  # what to type at a server
        assert allowed or not any(map(OF_MODELS.search, words)), entry.msgid


@BOTH
def test_the_compiled_file_is_that_of_the_catalogue(app: str, language: str) -> None:
    path = path_of(app, language)
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary(), REFRESH


@BOTH
def test_what_is_filled_in_or_typed_is_the_same(app: str, language: str) -> None:
    for entry in catalogue(app, language):
        for text, translated in sides(entry):
            lost = sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(translated))
            one = entry.msgid_plural and text == entry.msgid  # "every hour" may do without its number
            assert not lost or (one and set(PLACEHOLDER.findall(translated)) < set(PLACEHOLDER.findall(text))), text
            assert text.strip() == text or text[-1:] == translated[-1:], text


@BOTH
def test_what_is_filled_in_leaves_no_sign_half_written(app: str, language: str) -> None:
    """Of a text with `%(name)s` and a lone % Django shows the English."""
    for entry in catalogue(app, language):
        for _text, translated in sides(entry):
            if named := re.findall(r"%\((\w+)\)", translated):
                assert translated % dict.fromkeys(named, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["0 albums", "1 album", "2 albums"]), ("fr", ["0 album", "1 album", "2 albums"])],
)
def test_a_number_has_the_plural_of_its_language(language: str, said: list[str]) -> None:
    with override(language):
        assert [ngettext("%(total)s album", "%(total)s albums", n) % {"total": n} for n in range(3)] == said


@pytest.mark.parametrize("app", APPS)
def test_english_is_the_source(app: str) -> None:
    assert [pair for entry in catalogue(app, "en") for pair in sides(entry) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("app", APPS)
def test_french_signs_are_not_torn_from_their_words(app: str) -> None:
    translated = [translated for entry in catalogue(app, "fr") for _text, translated in sides(entry)]
    assert [text for text in translated if BREAKING_SPACE.search(text)] == []


def test_a_text_that_two_applications_share_is_translated_once() -> None:
    """Django merges the catalogues, so one would win everywhere."""
    meanings: dict[tuple[str, int], set[str]] = {}
    for entry in (entry for app in APPS for entry in catalogue(app, "fr")):
        for form, (_text, translated) in enumerate(sides(entry)):
            meanings.setdefault((entry.msgid, form), set()).add(translated)
    assert {text: found for text, found in meanings.items() if len(found) > 1} == {}
