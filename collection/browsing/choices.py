"""What a visitor of the wall chose, as its address says it."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

LONGEST = 200
LARGEST_ID = 2**63 - 1
LARGEST_SEED = 9_999
SORTS = ("artist", "title", "year", "added", "plays", "random")
NEVER = "never"
LACKING = ("text", "cover", "photo")
_PARAMETERS = {"text": "q", "support": "format"}
_TEXTS = ("text", "genre", "style", "label", "country", "support")
_MONTH = re.compile(r"(?!0000|9999)[0-9]{4}-(?:0[1-9]|1[0-2])")


class Choices(NamedTuple):
    """Nothing chosen is falsy. `decade` is its first year; `heard` asks for albums that are heard, not owned.

    `added` is the year of adding, `played` a month ("2026-10") or NEVER, `lacking` what AIME could still fill. `seed`
    makes one order at random of many.
    """

    text: str = ""
    artist: int = 0
    genre: str = ""
    style: str = ""
    label: str = ""
    country: str = ""
    decade: int = 0
    support: str = ""
    folder: str = ""
    added: int = 0
    played: str = ""
    lacking: str = ""
    heard: bool = False
    sort: str = SORTS[0]
    seed: int = 0
    public: bool = False  # chosen by a stranger, who sees nothing that is the owner's own

    @classmethod
    def read(cls, query: Mapping[str, str], *, public: bool = False) -> Self:
        """Whatever people or robots write into the address is a choice or none, never an error."""
        sort = _one_of(SORTS, query.get("sort", "")) or SORTS[0]
        texts: dict[str, Any] = {name: _text(query.get(_PARAMETERS.get(name, name), "")) for name in _TEXTS}
        chosen = cls(
            **texts,
            artist=number(query.get("artist", ""), LARGEST_ID),
            decade=number(query.get("decade", ""), 9999) // 10 * 10,
            sort=SORTS[0] if public and sort == "plays" else sort,
            seed=number(query.get("seed", ""), LARGEST_SEED) if sort == "random" else 0,
            public=public,
        )
        if public:
            return chosen
        month = query.get("played", "")
        return chosen._replace(
            folder=_text(query.get("folder", "")),
            added=number(query.get("added", ""), 9998),
            played=month if month == NEVER or _MONTH.fullmatch(month) else "",
            lacking=_one_of(LACKING, query.get("lacking", "")),
            heard=query.get("heard") == "1",
        )

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """What an address says of these choices with `changes`, by its names there."""
        chosen = self._replace(**changes, public=False)._asdict()
        chosen["heard"] = int(chosen["heard"])
        return {_PARAMETERS.get(name, name): value for name, value in chosen.items() if value and value != SORTS[0]}

    def query(self, **changes: Any) -> str:
        """The address of these choices with `changes`, always beginning with "?"."""
        return f"?{urlencode(self.parameters(**changes))}"

    def beside_the_form(self) -> dict[str, Any]:
        """What a form that asks for words and order has to keep of the address."""
        return self.parameters(text="", sort=SORTS[0], seed=0)

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.beside_the_form())

    @property
    def is_sought(self) -> bool:
        """Whether more is chosen than what the filters count, and the order."""
        counted = ("genre", "decade", "support", "folder", "heard", "sort", "seed", "public")
        return self != Choices(**{name: getattr(self, name) for name in counted})

    @property
    def filtered(self) -> bool:
        return bool(self.genre or self.decade or self.support or self.folder or self.heard)


def _text(value: str) -> str:
    """PostgreSQL refuses a NUL, and nobody means the other control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in value[:LONGEST]).split())


def _one_of(known: tuple[str, ...], value: str) -> str:
    return value if value in known else ""


def number(value: str, most: int) -> int:
    """A whole number up to `most` as an address writes it, or 0."""
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(most))
    found = int(value) if is_number else 0
    return found if found <= most else 0
