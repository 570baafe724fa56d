"""The artists that a source proposes."""

from typing import NamedTuple, TypedDict


class CandidateRow(TypedDict):
    """A `Candidate` as JSON keeps it. Read back, its titles are a list."""

    id: str
    name: str
    url: str
    image_url: str
    width: int | None
    height: int | None
    shared_titles: tuple[str, ...]
    albums_seen: int


class Candidate(NamedTuple):
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

    @property
    def row(self) -> CandidateRow:
        return {
            "id": self.id,
            "name": self.name,
            "url": self.url,
            "image_url": self.image_url,
            "width": self.width,
            "height": self.height,
            "shared_titles": self.shared_titles,
            "albums_seen": self.albums_seen,
        }
