"""What the played Euria understands of a prompt, the language asked for and the facts it may use, and the text that it
writes: whole, plain, in that language, from those facts alone.
"""

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from enrichment.sandbox import digest

LANGUAGES = {
    "fr": ("French", "français", "francese", "francés", "Französisch"),
    "en": ("English", "anglais", "inglese", "inglés", "Englisch"),
    "de": ("German", "Deutsch", "allemand", "tedesco", "alemán"),
    "it": ("Italian", "italiano", "italien", "Italienisch"),
    "es": ("Spanish", "español", "espagnol", "spagnolo", "Spanisch"),
}
CODES = {name.casefold(): code for code, names in LANGUAGES.items() for name in names}
LANGUAGE = re.compile(rf"\b({'|'.join(map(re.escape, CODES))})\b", re.IGNORECASE)
FACT = "title|album|artists?|labels?|genres?|styles?|tracklist|tracks"
LINE = re.compile(rf"^[\s*-]*({FACT})\s*:\s*(\S.*)$", re.IGNORECASE | re.MULTILINE)
POSITION = re.compile(r"^(?:[A-Z]{0,2}\d{1,3}(?:[-.]\d{1,3})?[a-z]?|[A-Z])[.)]?\s+(?=\S)")
DURATION = re.compile(r"\s*[([]\d{1,3}:\d{2}(?::\d{2})?[)\]]$")
# Marks of quotation and of Markdown, control and bidirectional characters: none belongs into plain prose.
UNFIT = re.compile(r"[\"“”„«»*_#`\[\]<>|~{}\\\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LOOSE_APOSTROPHE = re.compile(r"(?<!\w)['’‘]|['’‘](?!\w)")
LONGEST = 80
ENOUGH_WORDS = 172
SENTENCES = Path(__file__).parent / "sentences.json"


@dataclass(frozen=True)
class Prompt:
    """`subject` tells one album from another; `album` and `artist` are empty when they were not found, or cannot be
    named in plain prose."""

    language: str
    subject: str
    album: str
    artist: str
    label: str
    genres: tuple[str, ...]
    tracks: tuple[str, ...]


def understood(messages: Sequence[Mapping[str, str]]) -> Prompt:
    """Of a conversation, whose last question counts. English when no language is named."""
    system = "\n".join(m["content"] for m in messages if m["role"] == "system")
    user = next((m["content"] for m in reversed(messages) if m["role"] == "user"), "")
    facts = facts_in(user)
    named = LANGUAGE.search(system) or LANGUAGE.search(user)
    labels = fact(facts, "labels", "label")
    return Prompt(
        language=CODES[named.group().casefold()] if named else "en",
        subject=json.dumps(facts, sort_keys=True) if facts else user,
        album=nameable(", ".join(fact(facts, "title", "album"))),
        artist=nameable(", ".join(fact(facts, "artists", "artist"))),
        label=nameable(labels[0]) if labels else "",
        genres=nameable_all(fact(facts, "styles", "style") or fact(facts, "genres", "genre"))[:3],
        tracks=nameable_all(DURATION.sub("", POSITION.sub("", t)) for t in fact(facts, "tracklist", "tracks")),
    )


def facts_in(text: str) -> dict[str, Any]:
    """A JSON object in the text, else its `name: value` lines."""
    start = text.find("{")
    if start >= 0:
        try:
            found, _ = json.JSONDecoder().raw_decode(text[start:])
        except ValueError:
            found = None
        if isinstance(found, dict):
            return {str(name).casefold(): value for name, value in found.items()}
    return {name.casefold(): value for name, value in LINE.findall(text)}


def fact(facts: Mapping[str, Any], *names: str) -> list[str]:
    """The values under the first of `names` that has any; objects (tracks) by their title."""
    for name in names:
        value = facts.get(name) or ()
        values = [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
        if values:
            return [str(entry.get("title", "") if isinstance(entry, dict) else entry) for entry in values]
    return []


def nameable(name: str) -> str:
    """The name as prose can hold it; empty when it is too long, or holds a number that reads like a year."""
    plain = " ".join(LOOSE_APOSTROPHE.sub("", UNFIT.sub(" ", name)).split()).rstrip(" .…")
    return "" if len(plain) > LONGEST or re.search(r"\d{4}", plain) else plain


def nameable_all(names: Any) -> tuple[str, ...]:
    return tuple(plain for plain in map(nameable, names) if plain)


@cache
def sentences() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SENTENCES.read_text(encoding="utf-8"))
    return loaded


def written(prompt: Prompt) -> str:
    """160 to 220 words in two paragraphs, another text for each album, the same one when asked again."""
    phrases = sentences()[prompt.language]
    chance = random.Random(digest.number(prompt.subject, below=2**32))
    artist = "" if prompt.artist == prompt.album else prompt.artist  # "With Led Zeppelin, Led Zeppelin offers"
    names = {"album": prompt.album or phrases["album"], "artist": artist or phrases["artist"]}
    first = [chance.choice(phrases["intro"]).format(**names), *of_facts(prompt, phrases)]
    second = chance.sample(phrases["generic"], k=len(phrases["generic"]))
    while words([*first, *second[:-1], phrases["notice"]]) >= ENOUGH_WORDS:
        second.pop()
    return f"{' '.join(first + second[:2])}\n\n{' '.join([*second[2:], phrases['notice']])}"


def of_facts(prompt: Prompt, phrases: dict[str, Any]) -> list[str]:
    found = []
    if prompt.label:
        found.append(phrases["label"].format(label=prompt.label))
    if prompt.genres:
        found.append(phrases["genres"].format(genres=enumerated(prompt.genres, phrases["and"])))
    if len(prompt.tracks) > 1:
        found.append(phrases["tracks"].format(first=prompt.tracks[0], last=prompt.tracks[-1]))
    return found


def enumerated(names: tuple[str, ...], word: str) -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else names[0]


def words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)
