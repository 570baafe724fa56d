"""All planted sentences: those of every `planted*.py` beside this file, each with its language."""

from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

_MODULES = [import_module(f"{__package__}.{found.stem}") for found in sorted(Path(__file__).parent.glob("planted*.py"))]


def _all(table: str) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(getattr(module, table, ()) for module in _MODULES))


# (language, kind, sentence)
CLAIMS: tuple[tuple[str, str, str], ...] = _all("CLAIMS")
# (language, sentence); `OPENINGS` stand in front of a text, the others behind one.
FAULTS: tuple[tuple[str, str], ...] = _all("FAULTS")
OPENINGS: tuple[tuple[str, str], ...] = _all("OPENINGS")
HARMLESS: tuple[tuple[str, str], ...] = _all("HARMLESS")
