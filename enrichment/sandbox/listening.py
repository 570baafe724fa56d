"""The made-up listening history of the played Last.fm: albums of the collection, and a few from elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from enrichment.sandbox import digest
from enrichment.sandbox.catalogue import Collection, Release, is_pseudo

# Heard but not owned: (artist, album, tracks). The last one is heard too little to count as an album.
ELSEWHERE = (
    ("Fela Kuti", "Zombie", ("Zombie", "Mister Follow Follow")),
    ("Slint", "Spiderland", ("Breadcrumb Trail", "Nosferatu Man", "Don, Aman", "Washer", "For Dinner...")),
    ("Nick Drake", "Pink Moon", ("Pink Moon", "Place to Be", "Road", "Which Will", "Horn", "Things Behind the Sun")),
    ("Broadcast", "Tender Buttons", ("I Found the F", "Black Cat")),
)
MOST_ALBUMS = 60
PAUSE = 240
BETWEEN_ALBUMS = 5_400


@dataclass(frozen=True, slots=True)
class Play:
    """One track listened to; `at` in epoch seconds."""

    at: int
    artist: str
    album: str
    title: str


def history(collection: Collection, now: float) -> list[Play]:
    """Newest first: one album after another, each track once."""
    heard: list[tuple[str, str, Sequence[str]]] = list(ELSEWHERE)
    heard += [session(release) for release in chosen(collection)]
    plays, at = [], int(now) - 600
    for artist, album, titles in heard:
        for title in reversed(titles):
            plays.append(Play(at, artist, album, title))
            at -= PAUSE
        at -= BETWEEN_ALBUMS
    return plays


def chosen(collection: Collection) -> list[Release]:
    candidates = [release for release in collection.releases if not is_pseudo(release.artists[0])]
    listened = [release for release in candidates if digest.number("heard", str(release.id), below=3)]
    return (listened or candidates)[:MOST_ALBUMS]


def session(release: Release) -> tuple[str, str, Sequence[str]]:
    return digest.base_name(release.artists[0]), release.title, [title for _, title, _ in release.tracklist]


def top_albums(plays: Sequence[Play]) -> list[tuple[str, str, int]]:
    """(artist, album, plays), most played first."""
    counts = Counter((play.artist, play.album) for play in plays)
    return [(artist, album, count) for (artist, album), count in counts.most_common()]
