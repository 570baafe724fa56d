import re

import pytest

from enrichment.sandbox import Collection, Release, Sandbox
from enrichment.sandbox.writer import Prompt, nameable, understood, written
from tests.enrichment.sandbox import clients

COMMON = {
    "French": {"le", "la", "les", "un", "une", "et", "que", "des", "dans", "qui"},
    "English": {"the", "a", "and", "of", "to", "that", "is", "in", "it", "with"},
    "German": {"die", "der", "das", "und", "ein", "sie", "nicht", "mit", "den", "in"},
    "Italian": {"il", "la", "di", "che", "e", "un", "una", "con", "per", "non"},
    "Spanish": {"el", "la", "de", "que", "y", "un", "una", "con", "los", "se"},
}
MARKDOWN = re.compile(r"[*_#`<>\[\]|~]|^\s*[-+] ", re.MULTILINE)


def of(release: Release, language: str) -> str:
    tracklist = [f"{position} {title}" for position, title, _ in release.tracklist]
    facts = {"title": release.title, "artists": ", ".join(release.artists), "tracklist": tracklist}
    return written(understood(clients.messages(language, labels=list(release.labels), **facts)))


@pytest.fixture(scope="module")
def releases() -> tuple[Release, ...]:
    return Collection.sample().releases


@pytest.mark.parametrize("language", COMMON)
def test_every_sample_album_gets_a_text_of_good_form(releases: tuple[Release, ...], language: str) -> None:
    for text in (of(release, language) for release in releases):
        assert 160 <= len(text.split()) <= 220
        assert len(text) <= 1900
        assert text.endswith(".")
        assert not MARKDOWN.search(text)
        assert not re.search(r"\d{4}", text)
        assert not re.search(r'["“”„«»]', text)


@pytest.mark.parametrize("language", COMMON)
def test_a_text_is_in_the_language_asked_for(releases: tuple[Release, ...], language: str) -> None:
    words = of(releases[0], language).lower().split()
    shares = {name: sum(word in common for word in words) for name, common in COMMON.items()}
    assert max(shares, key=lambda name: shares[name]) == language


@pytest.mark.parametrize("named", ["français", "Réponds en français, s'il te plaît", "Write in French (français)"])
def test_a_language_may_be_named_in_several_ways(named: str) -> None:
    assert understood([{"role": "user", "content": named}]).language == "fr"


def test_the_system_message_decides_on_the_language() -> None:
    said = [{"role": "user", "content": "German songs"}, {"role": "system", "content": "Write in Italian."}]
    assert understood(said).language == "it"


def test_works_have_different_texts_and_one_work_always_the_same(releases: tuple[Release, ...]) -> None:
    works = {(r.title, r.artists, r.labels, r.tracklist): r for r in releases}
    texts = [of(release, "French") for release in works.values()]
    assert len(set(texts)) == len(texts)
    assert texts == [of(release, "French") for release in works.values()]


def test_equal_titles_of_different_works_have_different_texts() -> None:
    first, second = (
        understood(clients.messages("French", title="Peter Gabriel", credits=[who]))
        for who in ("Bob Ezrin", "Robert Fripp")
    )
    assert written(first) != written(second)


def test_the_given_facts_are_used_and_it_says_what_it_is(sandbox: Sandbox) -> None:
    text = clients.text(sandbox, messages=clients.messages("English"))
    for fact in ("Blue", "Joni Mitchell", "Reprise Records", "All I Want", "The Last Time I Saw Richard"):
        assert fact in text
    assert "sample" in text
    assert "stand-in" in text


def test_without_facts_there_is_still_a_text() -> None:
    text = written(understood([{"role": "user", "content": "Write something in English."}]))
    assert 160 <= len(text.split()) <= 220
    assert "this album" in text


def test_facts_are_also_read_from_plain_lines() -> None:
    prompt = understood([{"role": "user", "content": "Write in English.\n- Title: Blue\n- Artist: Joni Mitchell\n"}])
    assert (prompt.album, prompt.artist) == ("Blue", "Joni Mitchell")


@pytest.mark.parametrize(
    ("name", "as_prose"),
    [
        ("Blue", "Blue"),
        ('"Heroes"', "Heroes"),
        ("Rock 'N' Roll Suicide", "Rock N Roll Suicide"),
        ("What's Going On", "What's Going On"),
        ("Endtroducing.....", "Endtroducing"),
        ("*Bold* _move_ #1", "Bold move 1"),
        ("<script>alert(1)</script>", "script alert(1) /script"),
        ("left\u202eright\x00", "left right"),
        ("1999", ""),
        ("x" * 81, ""),
        ("", ""),
    ],
)
def test_names_are_made_fit_for_prose(name: str, as_prose: str) -> None:
    assert nameable(name) == as_prose


def test_positions_and_durations_are_no_part_of_a_title() -> None:
    tracks = ["A1 Taxman (2:39)", "12 Eclipse", "B Side Story", "1-02. Money", "5 Years [4:42]"]
    prompt = understood(clients.messages(tracklist=tracks))
    assert prompt.tracks == ("Taxman", "Eclipse", "Side Story", "Money", "Years")


def test_a_prompt_without_names_is_written_too() -> None:
    assert "cet artiste" in written(Prompt("fr", "x", "", "", "", (), ()))
