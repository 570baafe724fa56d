"""What a visitor of the wall chose, as its address says it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

LONGEST = 200
LARGEST_ID = 2**63 - 1
SORTS = ("artist", "title", "year", "added")
_PARAMETERS = {"text": "q", "support": "format"}


@dataclass(frozen=True)
class Choices:
    """Nothing chosen is falsy. `decade` is its first year; `heard` asks for albums that are heard, not owned."""

    text: str = ""
    artist: int = 0
    genre: str = ""
    style: str = ""
    label: str = ""
    decade: int = 0
    support: str = ""
    folder: str = ""
    heard: bool = False
    sort: str = SORTS[0]
    public: bool = False  # chosen by a stranger, who sees nothing that is the owner's own

    @classmethod
    def read(cls, query: Mapping[str, str], *, public: bool = False) -> Self:
        """Whatever people or robots write into the address is a choice or none, never an error."""
        decade = _number(query.get("decade", ""), 9999)
        sort = query.get("sort", "")
        return cls(
            text=_text(query.get("q", "")),
            artist=_number(query.get("artist", ""), LARGEST_ID),
            genre=_text(query.get("genre", "")),
            style=_text(query.get("style", "")),
            label=_text(query.get("label", "")),
            decade=decade - decade % 10,
            support=_text(query.get("format", "")),
            folder="" if public else _text(query.get("folder", "")),
            heard=not public and query.get("heard") == "1",
            sort=sort if sort in SORTS else SORTS[0],
            public=public,
        )

    def query(self, **changes: Any) -> str:
        """The address of these choices with `changes`, always beginning with "?"."""
        chosen = asdict(replace(self, **changes, public=False))
        chosen["heard"] = int(chosen["heard"])
        said = {_PARAMETERS.get(name, name): value for name, value in chosen.items() if value and value != SORTS[0]}
        return f"?{urlencode(said)}"

    @property
    def narrowed(self) -> bool:
        return self.filtered or self.heard or bool(self.text or self.artist)

    @property
    def filtered(self) -> bool:
        return bool(self.genre or self.style or self.label or self.decade or self.support or self.folder)


def _text(value: str) -> str:
    """PostgreSQL refuses a NUL, and nobody means the other control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in value[:LONGEST]).split())


def _number(value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most))):
        return 0
    number = int(value)
    return number if number <= most else 0
