"""A run's items as a CSV file that a spreadsheet opens without obeying what is in it."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from enrichment.admin.runs.items import shown
from enrichment.models import EnrichmentRun

# Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """A file for the csv module that hands each line back."""

    def write(self, line: str) -> str:
        return line


def export(run: EnrichmentRun, items: Any) -> StreamingHttpResponse:
    """Rows are read and sent a few at a time, so that a long run takes no memory."""
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
