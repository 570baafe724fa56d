"""What a measurement is: some ratios, each with the bar it has to keep."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.site import Site, new_site
from tests.benchmarks.standin import StandIn


@dataclass(frozen=True)
class Ratio:
    """`most` or `least` is the bar; without either the value is only told. `seen` holds what the ratio was made of."""

    name: str
    value: float
    most: float | None = None
    least: float | None = None
    seen: Mapping[Any, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    @property
    def bar(self) -> str:
        if self.most is not None:
            return f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.least is not None else ""


Measure = Callable[[bool], Iterator[Ratio]]  # its argument: whether the small form is wanted


def median_of(values: Sequence[float]) -> float:
    return statistics.median(values)


def finished(site: Site) -> dict[str, Any]:
    """The latest run of a site whose clusters work at it, once it is over."""
    outcome = site.inside("finished")
    assert outcome["state"] == "completed", outcome
    assert not outcome["failed"], outcome
    return outcome


@contextmanager
def filled(vendor: str, standin: StandIn, albums: int, **settings: str) -> Iterator[Site]:
    """A site with a collection."""
    with new_site(vendor, standin, **settings) as site:
        site.inside("fill", albums)
        standin.reset()
        yield site
