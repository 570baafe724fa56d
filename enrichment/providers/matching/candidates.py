"""The artists that a source proposes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """An artist of a photo source.

    `url` is its page there. `image_url` is "" when the source has no photo that may be shown; `width` and `height` are
    its pixels where known. `shared_titles` are titles we own that this artist has too, `albums_seen` how many of its
    titles were looked at: both are filled by `choose`.
    """

    id: str
    name: str
    url: str
    image_url: str = ""
    width: int | None = None
    height: int | None = None
    shared_titles: tuple[str, ...] = ()
    albums_seen: int = 0
