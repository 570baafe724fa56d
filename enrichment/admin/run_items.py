"""A run's items as its page shows them, filtered, a page at a time, each with its words; and as a CSV file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.admin.pages import duration
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.registry import phase_label, service_label
from enrichment.reasons import sentence

PER_PAGE = 50
FILTERS = {"outcome": "outcome", "reason": "reason", "phase": "phase__name"}
PENDING = "pending"

# Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"

OF_AN_ALBUM = {field.name: field.verbose_name for field in Album._meta.fields if field.editable}


class ChangedColumn(NamedTuple):
    """A column by its name, and what it held before and after, in words."""

    column: str
    before: str
    after: str


class ShownItem(NamedTuple):
    """One row of the table."""

    item: RunItem
    phase: str
    outcome: str
    reason: str
    took: str
    changes: list[ChangedColumn]

    @property
    def address(self) -> str:
        """The page of the album or artist; empty once it is deleted."""
        if self.item.album_id:
            return reverse("admin:collection_album_change", args=[self.item.album_id])
        return reverse("admin:collection_artist_change", args=[self.item.artist_id]) if self.item.artist_id else ""

    @property
    def tokens(self) -> int:
        return self.item.prompt_tokens + self.item.completion_tokens

    @property
    def is_text(self) -> bool:
        return "ai_description" in self.item.after

    @property
    def spotify_url(self) -> str:
        """Of the artist whose photo the item wrote."""
        found = str(self.item.after.get("spotify_id") or "")
        return f"https://open.spotify.com/artist/{found}" if found else ""

    @property
    def language(self) -> str:
        return str(self.item.after.get("description_language", ""))


@dataclass(frozen=True)
class Group:
    """Items that ended alike, as a link that shows only them."""

    label: str
    reason: str
    count: int
    query: str
    current: bool


def filtered(run: EnrichmentRun, query: QueryDict) -> QuerySet[RunItem]:
    """The run's items that the page's filters let through."""
    items = run.items.select_related("phase").order_by("pk")
    for name, column in FILTERS.items():
        if value := query.get(name):
            items = items.filter(**{column: "" if (name, value) == ("outcome", PENDING) else value})
    return items


def items_page(run: EnrichmentRun, query: QueryDict) -> dict[str, Any]:
    """The template context of the table: three queries, however many items there are."""
    page: Page[RunItem] = Paginator(filtered(run, query), PER_PAGE).get_page(query.get("page"))
    kept = query.copy()
    kept.pop("page", None)
    return {
        "page": page,
        "items": [shown(item) for item in page],
        "groups": _groups(run, query),
        "filter_query": kept.urlencode(),
        "is_filtered": any(query.get(name) for name in FILTERS),
    }


def shown(item: RunItem) -> ShownItem:
    phase = item.phase.name
    took = (item.finished_at - item.asked_at).total_seconds() if item.finished_at and item.asked_at else None
    return ShownItem(
        item,
        phase_label(phase),
        str(Outcome(item.outcome).label),
        sentence(item.reason, service=service_label(phase, item.reason)),
        "" if took is None else duration(took),
        _changes(item),
    )


def _changes(item: RunItem) -> list[ChangedColumn]:
    """The album's columns that a source told otherwise; none of what an item keeps for the engine alone."""
    changed = [
        ChangedColumn(str(OF_AN_ALBUM[name]), _words(item.before.get(name)), _words(value))
        for name, value in item.after.items()
        if name in OF_AN_ALBUM
    ]
    heard = item.after.get("albums")
    return [*changed, *([ChangedColumn(_("albums"), "", _words(heard))] if isinstance(heard, list) and heard else [])]


def _words(value: object) -> str:
    """A stored value in words: of a list its entries, of a track its title."""
    if isinstance(value, list):
        return ", ".join(str(each.get("title", "")) if isinstance(each, dict) else str(each) for each in value)
    return "" if value is None else str(value)


def _groups(run: EnrichmentRun, query: QueryDict) -> list[Group]:
    rows = run.items.values_list("phase__name", "outcome", "reason").annotate(number=Count("pk"))
    groups = []
    for phase, outcome, reason, number in rows.order_by("phase__position", "outcome", "reason"):
        wanted = {"phase": phase, "outcome": outcome or PENDING} | ({"reason": reason} if reason else {})
        group = Group(
            label=_("%(phase)s: %(outcome)s") % {"phase": phase_label(phase), "outcome": Outcome(outcome).label},
            reason=sentence(reason, service=service_label(phase, reason)),
            count=number,
            query=urlencode(wanted),
            current=all(query.get(name, "") == wanted.get(name, "") for name in FILTERS),
        )
        groups.append(group)
    return groups


class _Line:
    """A file for the csv module that hands each line back."""

    def write(self, line: str) -> str:
        return line


def export(run: EnrichmentRun, items: Any) -> StreamingHttpResponse:
    """A file that a spreadsheet opens without obeying what is in it. Rows are read and sent a few at a time, so that a
    long run takes no memory.
    """
    response = StreamingHttpResponse(_lines(items), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="run-{run.pk}.csv"'
    return response


def safe(value: object) -> str:
    """The value as a cell that is only ever a text."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _lines(items: Any) -> Iterator[str]:
    writer = csv.writer(_Line())
    heads = [_("item"), _("phase"), _("outcome"), _("reason"), _("seconds"), _("tokens"), _("before"), _("after")]
    yield BYTE_ORDER_MARK + str(writer.writerow(heads))
    for item in items.iterator(chunk_size=500):
        row, seconds = shown(item), ""
        if item.finished_at and item.asked_at:
            seconds = f"{(item.finished_at - item.asked_at).total_seconds():.1f}"
        values = [stored.get("ai_description") or stored.get("url") or "" for stored in (item.before, item.after)]
        cells = [item.label, row.phase, row.outcome, row.reason, seconds, row.tokens, *values]
        yield str(writer.writerow([safe(cell) for cell in cells]))
