"""Dates as people and programs write them; whether the day or the month comes first is decided over a whole file."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from dateutil.parser import parserinfo

# Two numbers and a year: which is the day?
_NUMERIC = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:,?[ T]+(.+))?$")
# `2020/1/5 9:05`, `2020. 11. 18.`, `2020年11月18日`: what is not quite ISO, with the year first.
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年] ?([0-9]{1,2})[-/.月] ?([0-9]{1,2})[.日]?(?:,?[ T]+(.+))?$")
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:[.,]([0-9]+))?$")
_TIME = re.compile(
    r"(?:(?:à|at|um|om|kl\.?|alle|a las)\s+)?"
    r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?"
    r"\s*([AaPp])?\.?\s?[Mm]?\.?(?:Uhr)?\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?$"
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_FIRST_SERIAL = datetime(1899, 12, 30, tzinfo=UTC)  # day 0 of a spreadsheet
_LONGEST = 60
# Of the languages of the collectors' spreadsheets.
_MONTHS: Any = [  # the stubs know of two names a month, the library takes any number
    ("jan", "january", "janvier", "janv", "januar", "jänner", "enero", "ene", "gennaio", "gen", "januari"),
    ("feb", "february", "février", "fevrier", "févr", "fevr", "februar", "febrero", "febbraio", "februari"),
    ("mar", "march", "mars", "märz", "mär", "marzo", "maart", "mrt"),
    ("apr", "april", "avril", "avr", "abril", "abr", "aprile"),
    ("may", "mai", "mayo", "maggio", "mag", "mei"),
    ("jun", "june", "juin", "juni", "junio", "giugno", "giu"),
    ("jul", "july", "juillet", "juil", "juli", "julio", "luglio", "lug"),
    ("aug", "august", "août", "aout", "agosto", "ago", "augustus"),
    ("sep", "sept", "september", "septembre", "septiembre", "settembre", "set"),
    ("oct", "october", "octobre", "okt", "oktober", "octubre", "ottobre", "ott"),
    ("nov", "november", "novembre", "noviembre"),
    ("dec", "december", "décembre", "decembre", "déc", "dez", "dezember", "diciembre", "dic", "dicembre"),
]
_WEEKDAYS: Any = [
    ("mon", "monday", "lundi", "lun", "montag", "mo", "lunes", "lunedì", "maandag"),
    ("tue", "tuesday", "mardi", "dienstag", "di", "martes", "martedì", "dinsdag"),
    ("wed", "wednesday", "mercredi", "mer", "mittwoch", "mi", "miércoles", "mercoledì", "woensdag", "mié", "wo"),
    ("thu", "thursday", "jeudi", "jeu", "donnerstag", "do", "jueves", "giovedì", "donderdag", "jue", "gio"),
    ("fri", "friday", "vendredi", "ven", "freitag", "fr", "viernes", "venerdì", "vrijdag", "vie", "vr"),
    ("sat", "saturday", "samedi", "sam", "samstag", "sa", "sábado", "sabato", "zaterdag", "sab", "sáb", "za"),
    ("sun", "sunday", "dimanche", "dim", "sonntag", "so", "domingo", "domenica", "zondag", "dom", "zo"),
]
_BETWEEN = ["de", "del", "le", "den", "à", "um", "uhr", "alle"]
_FIRST = re.compile(r"\b1er\b")


@dataclass(slots=True)
class DayOrder:
    """What the dates of a file say of the place of their day. `usual` decides where none says it."""

    usual: bool  # whether the day usually comes first where the file was made
    firsts: int = 0  # dates that can only be read with the day first
    seconds: int = 0  # dates that can only be read with the month first
    _ahead: list[int] = field(default_factory=lambda: [0, 0])

    def see(self, texts: Iterable[str]) -> None:
        for text in texts:
            found = _NUMERIC.match(text)
            if found is None:
                continue
            first, second = int(found[1]), int(found[3])
            clock = (found[5] or "").casefold()
            if first > 12 >= second or found[2] == ".":
                self.firsts += 1
            elif second > 12 >= first or clock.endswith(("am", "pm")):
                self.seconds += 1
            else:
                for place, day_first in enumerate((True, False)):
                    read = _numeric(found, day_first)
                    self._ahead[place] += read is not None and read > timezone.now()

    @property
    def day_first(self) -> bool:
        if self.firsts != self.seconds:
            return self.firsts > self.seconds
        day_ahead, month_ahead = self._ahead  # nobody adds a record tomorrow
        return day_ahead < month_ahead if day_ahead != month_ahead else self.usual


def moment(text: str, *, day_first: bool = True) -> datetime | None:
    """Return the instant of a date (and time); without an offset it is the site's own time. None when unreadable."""
    text = text.strip()
    read = None
    with suppress(ValueError):
        read = _aware(datetime.fromisoformat(text))
    if read is None and len(text) <= _LONGEST:
        if numeric := _NUMERIC.match(text):
            read = _numeric(numeric, day_first)
        elif found := _YEAR_FIRST.match(text):
            read = _instant(int(found[1]), int(found[2]), int(found[3]), found[4])
        elif _SERIAL.match(text):  # as a spreadsheet shows a date whose cell lost its format
            there = _FIRST_SERIAL + timedelta(days=float(text.replace(",", ".")))
            read = _aware(there.replace(tzinfo=None))
        else:
            read = _worded(text)
    return read if read is not None and 1900 <= read.year <= 2200 else None


def _numeric(found: re.Match[str], day_first: bool) -> datetime | None:
    day, month = (int(found[1]), int(found[3])) if day_first else (int(found[3]), int(found[1]))
    if month > 12 >= day:
        day, month = month, day
    year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4]) if int(found[4]) < 70 else 1900 + int(found[4])
    return _instant(year, month, day, found[5])


def _instant(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    found = _TIME.match((clock or "0:00").strip())
    if found is None:
        return None
    hour, zone = int(found[1]), found["zone"]
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    try:
        offset = UTC if zone and zone.isalpha() else datetime.strptime(zone, "%z").tzinfo if zone else None
        return _aware(datetime(year, month, day, hour, int(found[2]), int(found[3] or 0), tzinfo=offset))
    except ValueError:
        return None


def _worded(text: str) -> datetime | None:
    """`18 novembre 2020`, `Nov 18, 2020 7:17 PM`: without a year in it, the library would invent one."""
    if not _YEAR.search(text) or not any(char.isalpha() for char in text):
        return None
    from dateutil import parser  # takes long to load, and few files need it

    try:
        plain = datetime(2000, 1, 1)  # noqa: DTZ001 - of what is not told; a zone is put to it below
        return _aware(parser.parse(_FIRST.sub("1", text), parserinfo=_languages(), default=plain, ignoretz=True))
    except (ValueError, OverflowError, TypeError):
        return None


@cache
def _languages() -> "parserinfo":
    """What tells the library the words of more languages than its own."""
    from dateutil.parser import parserinfo

    class Languages(parserinfo):
        MONTHS, WEEKDAYS, JUMP = _MONTHS, _WEEKDAYS, [*parserinfo.JUMP, *_BETWEEN]

    return Languages()


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=timezone.get_default_timezone())
