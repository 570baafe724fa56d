"""The languages in which texts are written; what is known of each stands in a file of its own, such as `fr.toml`.

`any.toml` has what is looked for in all of them. A file holds tables: the signs of the rules (`signs.py` beside this
folder says how they are written), and lists of words and patterns for rules that do more. A pattern may be written as
several, one of which has to match, and `{room}` is put in from `[parts]`.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PART = re.compile(r"\{([a-z_]+)\}")

_Said = str | list[str]


class Language(NamedTuple):
    code: str
    name: str
    native: str


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "French", "français"),
        Language("en", "English", "English"),
        Language("de", "German", "Deutsch"),
        Language("it", "Italian", "italiano"),
        Language("es", "Spanish", "español"),
    )
}


def language(code: str) -> Language:
    """The language of a code such as "fr", "fr-ch" or "FR_fr"; ValueError naming the accepted codes otherwise."""
    found = LANGUAGES.get(code.strip().lower().replace("_", "-").partition("-")[0])
    if found is None:
        raise ValueError(f"Unknown language {code!r}: choose one of {', '.join(LANGUAGES)}.")
    return found


@cache
def table(name: str, code: str = "any") -> Mapping[str, str]:
    """A table of the language's file, each entry as one pattern or list of words."""
    tables = _read(code)
    parts = tables.get("parts", {})
    return {_filled(key, parts): _filled(said, parts) for key, said in tables[name].items()}


@cache
def _read(code: str) -> Mapping[str, Mapping[str, _Said]]:
    return tomllib.loads((Path(__file__).parent / f"{code}.toml").read_text("utf-8"))


def _filled(said: _Said, parts: Mapping[str, _Said]) -> str:
    """One pattern of all that is said, its parts put in; parts may have parts."""
    pattern = said if isinstance(said, str) else "|".join(said)
    return _PART.sub(lambda hit: _filled(parts[hit[1]], parts), pattern)
