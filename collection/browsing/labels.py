"""What a choice is called on a page, and the choices that only their own link takes back."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collection.browsing.choices import NEVER, Choices
from collection.models import Artist


class Narrowing(NamedTuple):
    """Something chosen that is no filter of the page; `query` chooses everything else."""

    label: str
    query: str


def narrowings(choices: Choices) -> list[Narrowing]:
    artist = Artist.objects.only("name").filter(pk=choices.artist).first() if choices.artist else None
    nobody = _("An artist who is not here") if choices.artist else ""
    never = _("Never played") if choices.played == NEVER else ""
    month = "" if never else choices.played
    lacking = {
        "text": _("Without a description"),
        "cover": _("Without a cover"),
        "photo": _("An artist without a photo"),
    }
    labels = {
        "artist": artist.display_name if artist else nobody,
        "style": choices.style,
        "label": choices.label,
        "country": choices.country,
        "added": choices.added and _("Added in %(year)s") % {"year": choices.added},
        "played": _("Played in %(month)s") % {"month": month_label(month)} if month else never,
        "lacking": lacking.get(choices.lacking, ""),
    }
    empty = Choices()
    return [
        Narrowing(str(label), choices.query(**{name: getattr(empty, name)})) for name, label in labels.items() if label
    ]


def decade_label(decade: int) -> str:
    return _("%(decade)ss") % {"decade": decade}


def month_label(month: str) -> str:
    """`October 2026` for "2026-10"."""
    return date_format(date(int(month[:4]), int(month[5:]), 1), "YEAR_MONTH_FORMAT")
