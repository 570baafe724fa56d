"""Durations and states in words, as the pages and their script say them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE = 60
HOUR = 60 * MINUTE
FEW_HOURS = 3 * HOUR


def duration_range(low: int, high: int) -> str:
    """A time to expect, as a range in whole minutes or hours: `3–5 min`, `11–23 h`."""
    first, last = low // MINUTE, -(-high // MINUTE)
    if last <= 1:
        return _("less than a minute")
    if high >= FEW_HOURS:
        return _("%(low)d–%(high)d h") % {"low": max(1, low // HOUR), "high": -(-high // HOUR)}
    return _("%(low)d–%(high)d min") % {"low": max(1, first), "high": last}


def duration(seconds: float) -> str:
    """A time taken: `3 min 12 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < MINUTE:
        return ngettext("%(number)d second", "%(number)d seconds", whole) % {"number": whole}
    if whole < HOUR:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": whole // MINUTE, "seconds": whole % MINUTE}
    return _("%(hours)d h %(minutes)d min") % {"hours": whole // HOUR, "minutes": whole % HOUR // MINUTE}


def state_word(state: str, words: str) -> SafeString:
    """A state as a word with its sign; the style sheet knows the signs."""
    return format_html('<span class="aime-state aime-is-{}">{}</span>', state, words)
