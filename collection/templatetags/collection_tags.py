"""Covers and photos in templates: the picture, and under it the initials that show when it does not. And the admin's
lists on a narrow screen, where a row is a card: each cell brings the name of its column.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from collection.models import Album, Artist
from collection.pictures import Picture, cover_of, photo_of

register = template.Library()

DISCS = {"vinyl": "vinyl", "shellac": "vinyl", "lp": "vinyl", "cd": "compact", "sacd": "compact", "dvd": "compact"}


@register.inclusion_tag("collection/cover.html")
def cover(album: Album, size: str = "card") -> dict[str, Any]:
    """The sleeve, with the disc that slides out of it. On a card the title stands beside it, so it needs no text."""
    alt = _("Cover of %(title)s") % {"title": album.title} if size == "large" else ""
    return _shown(cover_of(album), alt, size) | {"disc": DISCS.get(album.support.casefold(), "")}


@register.inclusion_tag("collection/photo.html")
def photo(artist: Artist, size: str = "card") -> dict[str, Any]:
    """The artist's photo, whole."""
    return _shown(photo_of(artist), _("Photo of %(name)s") % {"name": artist.display_name}, size)


def _shown(picture: Picture, alt: str, size: str) -> dict[str, Any]:
    return {"picture": picture, "alt": alt, "size": size, "pixels": 600 if size == "large" else 300}


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
