"""Dates in words, read by a library that is told the words of more languages than its own."""

from datetime import datetime
from typing import Any

from dateutil import parser


def parsed(text: str) -> datetime:
    """Raises ValueError, OverflowError or TypeError for what is no date."""
    return parser.parse(text, parserinfo=_Months(), default=datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001


class _Months(parser.parserinfo):
    """Months in the languages of the collectors' spreadsheets."""

    MONTHS: Any = [  # the stubs know of two names a month, the library takes any number
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
    WEEKDAYS: Any = [
        ("mon", "monday", "lundi", "lun", "montag", "mo", "lunes", "lunedì", "maandag"),
        ("tue", "tuesday", "mardi", "dienstag", "di", "martes", "martedì", "dinsdag"),
        ("wed", "wednesday", "mercredi", "mer", "mittwoch", "mi", "miércoles", "mercoledì", "woensdag"),
        ("thu", "thursday", "jeudi", "jeu", "donnerstag", "do", "jueves", "giovedì", "donderdag"),
        ("fri", "friday", "vendredi", "ven", "freitag", "fr", "viernes", "venerdì", "vrijdag"),
        ("sat", "saturday", "samedi", "sam", "samstag", "sa", "sábado", "sabato", "zaterdag"),
        ("sun", "sunday", "dimanche", "dim", "sonntag", "so", "domingo", "domenica", "zondag"),
    ]
    JUMP = [*parser.parserinfo.JUMP, "de", "del", "le", "den", "à", "um", "uhr", "alle", "1er"]
