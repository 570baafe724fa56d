"""Small pictures for lists, and initials where there is none."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from collection.pictures import initials


def thumbnail(address: str, name: str) -> SafeString:
    """A decorative picture (the name stands beside it), whole and uncropped, or the initials of `name`."""
    if not address:
        return format_html('<span class="thumbnail thumbnail-initials" aria-hidden="true">{}</span>', initials(name))
    return format_html('<img class="thumbnail" src="{}" alt="" width="48" height="48" loading="lazy">', address)
