"""What the carrier of a record is called in the reader's language. Stored, chosen and exported is Discogs' own word."""

from django.utils.translation import gettext_lazy as _

_CALLED = {
    "Vinyl": _("Vinyl"),
    "Digital": _("Digital"),
    "Reel": _("Reel"),
    "8-Track": _("8-Track"),
    "Memory Stick": _("Memory Stick"),
    "Box Set": _("Box Set"),
}


def support_label(support: str) -> str:
    """`Vinyle + CD` for "Vinyl + CD"; what has no other name keeps its own."""
    return " + ".join(str(_CALLED.get(carrier, carrier)) for carrier in support.split(" + "))
