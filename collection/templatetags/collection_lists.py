"""The admin's lists on a narrow screen, where a row is a card: each cell brings the name of its column."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()


@register.filter
def labelled(rows: Iterable[list[SafeString]], headers: Iterable[Mapping[str, Any]]) -> list[list[SafeString]]:
    """The rendered rows of a list, each cell with its column's name in `data-label`; the tick needs none."""
    names = ["" if "action-checkbox" in (each["class_attrib"] or "") else str(each["text"]) for each in headers]
    labels = [format_html(' data-label="{}"', capfirst(name)) if name else "" for name in names]
    shown, opening = list(rows), len("<td")
    for row in shown:
        cells = zip(row, labels, strict=True)
        # Django's own cells and escaped labels.
        row[:] = [mark_safe(cell[:opening] + label + cell[opening:]) for cell, label in cells]  # noqa: S308
    return shown
