"""How much of the collection is filled, as rings whose parts lead to the lists behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from enrichment.admin.states import (
    PHOTO_STATES,
    PRESENT,
    TEXT_STATES,
    albums_in_each_text_state,
    artists_in_each_photo_state,
)
from enrichment.phases.services import Words


@dataclass(frozen=True)
class Part:
    """A state of the ring's subject. `share` and `start` are hundredths of the ring."""

    state: str
    label: Words
    count: int
    address: str
    share: float
    start: float


class Ring(NamedTuple):
    title: str
    total: int
    parts: tuple[Part, ...]

    @property
    def filled(self) -> int:
        return next((part.count for part in self.parts if part.state == PRESENT), 0)

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when nothing is missing."""
        return 100 * self.filled // self.total if self.total else 0


def rings() -> list[Ring]:
    """A constant number of queries, however large the collection."""
    albums, artists = reverse("admin:collection_album_changelist"), reverse("admin:collection_artist_changelist")
    return [
        _ring(_("Descriptions"), TEXT_STATES, albums_in_each_text_state(), f"{albums}?description="),
        _ring(_("Artist photos"), PHOTO_STATES, artists_in_each_photo_state(), f"{artists}?photo="),
    ]


def _ring(title: str, states: Mapping[str, Words], counts: Mapping[str, int], address: str) -> Ring:
    total, start, parts = sum(counts.values()), 0.0, []
    for state, label in states.items():
        share = 100 * counts[state] / total if total else 0.0
        parts.append(Part(state, label, counts[state], f"{address}{state}", round(share, 2), round(-start, 2)))
        start += share
    return Ring(title, total, tuple(parts))
