"""The texts of the played Euria: whole, plain, in the language asked, from the given facts alone."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from enrichment.sandbox import digest
from enrichment.sandbox.prompt import Prompt

ENOUGH_WORDS = 172
SENTENCES = Path(__file__).parent / "sentences.json"


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
