"""The formats of a release: what it is printed on, and how Discogs describes it."""

from enrichment.providers.shapes import as_objects, as_text, as_texts

# Discogs' own word on the left, ours on the right; any other is kept as it is.
_SUPPORTS = {"CDr": "CD", "SACD": "CD", "HDCD": "CD", "File": "Digital", "Lathe Cut": "Vinyl", "Flexi-disc": "Vinyl"}
# They say how discs are sold together, not what they are.
_WRAPPERS = {"All Media", "Box Set"}


def format_names(formats: object) -> tuple[str, ...]:
    """One line for each: `2 x Vinyl, LP, Album, Reissue`."""
    lines = []
    for item in as_objects(formats):
        name, count = as_text(item.get("name")), as_text(item.get("qty"))
        parts = [f"{count} x {name}" if count not in ("", "0", "1") and name else name]
        parts += [*as_texts(item.get("descriptions")), as_text(item.get("text"))]
        lines.append(", ".join(part for part in parts if part))
    return tuple(line for line in lines if line)


def support_of(formats: object) -> str:
    """Vinyl, CD, Cassette, Digital or Discogs' own word; empty when nothing is said."""
    names = [name for item in as_objects(formats) if (name := as_text(item.get("name")))]
    discs = [name for name in names if name not in _WRAPPERS] or names
    return _SUPPORTS.get(discs[0], discs[0]) if discs else ""
