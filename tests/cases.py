"""Long tables of cases: the first ones are tried at every change, all of them before it is kept."""

from collections.abc import Iterable
from typing import Any

import pytest


def mostly_slow(cases: Iterable[Any], *, quick: int = 1, once: bool = True) -> list[Any]:
    """All but the first `quick` are marked as slow, and where they ask nothing of the database, are tried `once`."""
    return [case if number < quick else _slow(case, once) for number, case in enumerate(cases)]


def _slow(case: Any, once: bool) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=(pytest.mark.slow, *([pytest.mark.once] if once else [])))
