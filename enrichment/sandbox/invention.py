"""Facts for works of which the played file says too little. Made up, but the same in every process."""

from enrichment.sandbox import digest

GENRES = ("Rock", "Electronic", "Pop", "Jazz", "Funk / Soul", "Folk, World, & Country")
STYLES = ("Alternative Rock", "Indie Rock", "Downtempo", "Art Rock", "Synth-pop", "Psychedelic Rock", "Vocal", "Ballad")
OPENINGS = ("Quiet", "Northern", "Second", "Paper", "Electric", "Broken", "Morning", "Silver", "Distant", "Hollow")
ENDINGS = ("Harbour", "Letters", "Avenue", "Season", "Signals", "Garden", "Weather", "Machines", "Window", "Parade")
OLDEST = 1955


def master_id(artist: str, title: str) -> int:
    """Editions of one work share it."""
    return 10_000 + digest.number("master", artist, title, below=3_000_000)


def original_year(pressing: int, artist: str, title: str) -> int:
    """Earlier than the pressing."""
    latest = (pressing or 2000) - 1
    return max(min(OLDEST, latest), latest - digest.number("year", artist, title, below=40))


def catalog_number(title: str, year: str) -> str:
    return f"SBX {digest.number('number', title, year, below=90_000) + 10_000}"


def genres(artist: str, title: str) -> tuple[str, ...]:
    return (GENRES[digest.number("genre", artist, title, below=len(GENRES))],)


def styles(artist: str, title: str) -> tuple[str, ...]:
    return (STYLES[digest.number("style", artist, title, below=len(STYLES))],)


def tracklist(artist: str, title: str) -> tuple[tuple[str, str, str], ...]:
    """Six to twelve tracks on two sides, each title once."""
    size = 6 + digest.number("size", artist, title, below=7)
    first = digest.number("first", artist, title, below=100)
    half = (size + 1) // 2
    found = []
    for index in range(size):
        opening, ending = divmod((first + 37 * index) % 100, 10)
        side, place = ("A", index + 1) if index < half else ("B", index - half + 1)
        seconds = 130 + digest.number("duration", title, str(index), below=240)
        found.append(
            (f"{side}{place}", f"{OPENINGS[opening]} {ENDINGS[ending]}", f"{seconds // 60}:{seconds % 60:02d}")
        )
    return tuple(found)
