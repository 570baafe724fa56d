"""Open questions for tests of the review."""

from typing import Any

from collection.models import Album, Artist
from enrichment.models import RunItem, State
from tests.enrichment.reports.progress_rows import add_item, add_phase, make_run

RIGHT, OTHER = "4tZwfgrHOc3mvqYlEYSvVi", "0nq64XZMWV1s7XHXIkdH7K"


def candidate(spotify_id: str = RIGHT, **changes: Any) -> dict[str, Any]:
    return {
        "id": spotify_id,
        "name": "AIR",
        "url": f"https://open.spotify.com/artist/{spotify_id}",
        "image_url": f"https://i.scdn.co/image/{spotify_id}",
        "width": 640,
        "height": 640,
        "shared_titles": [],
        **changes,
    }


def doubtful_photo(artist: Artist, *candidates: dict[str, Any], **fields: Any) -> RunItem:
    phase = add_phase(make_run(State.COMPLETED), "artist_images")
    found = list(candidates) or [candidate(), candidate(OTHER)]
    return add_item(phase, str(artist), artist=artist, candidates=found, **{"outcome": "review", **fields})


def doubtful_text(album: Album, draft: str = "A draft.", **fields: Any) -> RunItem:
    phase = add_phase(make_run(State.COMPLETED, options={"language": "fr"}))
    return add_item(phase, str(album), album=album, draft=draft, **{"outcome": "review", **fields})
