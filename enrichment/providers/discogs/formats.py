"""The formats of a release: what it is printed on, and how Discogs describes it."""

from enrichment.providers.shapes import as_objects, as_text, as_texts


def format_names(formats: object) -> tuple[str, ...]:
    """One line for each: `2 x Vinyl, LP, Album, Reissue`."""
    lines = []
    for item in as_objects(formats):
        name, count = as_text(item.get("name")), as_text(item.get("qty"))
        parts = [f"{count} x {name}" if count not in ("", "0", "1") and name else name]
        parts += [*as_texts(item.get("descriptions")), as_text(item.get("text"))]
        lines.append(", ".join(part for part in parts if part))
    return tuple(line for line in lines if line)
