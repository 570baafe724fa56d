"""Small pictures for lists, and initials where there is none."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from collection.naming import strip_disambiguation


def thumbnail(address: str, name: str) -> SafeString:
    """A decorative picture (the name stands beside it), whole and uncropped, or the initials of `name`."""
    if not address:
        return format_html('<span class="thumbnail thumbnail-initials" aria-hidden="true">{}</span>', initials(name))
    return format_html('<img class="thumbnail" src="{}" alt="" width="48" height="48" loading="lazy">', address)


def initials(name: str) -> str:
    """At most two letters or digits: `Massive Attack` is MA, `!!!` is `!`."""
    words = strip_disambiguation(name).split()
    letters = [next((char for char in word if char.isalnum()), "") for word in words]
    found = [letter for letter in letters if letter]
    return "".join(found[:2]).upper() or name.strip()[:1]
