"""A run's time against what the services' rate limits allow."""

from collections.abc import Iterator

from tests.benchmarks.collection_of import ALBUMS, artists_for
from tests.benchmarks.measure import Ratio, filled
from tests.benchmarks.standin import standin

EURIA_PER_MINUTE, SPOTIFY_PER_MINUTE = 120, 300
EURIA_SECONDS, SPOTIFY_SECONDS = 2.0, 0.3
MINUTE = 60.0


def measure(small: bool) -> Iterator[Ratio]:
    """One call for each album, and two for each artist: a search, and the catalogue of whom it found, for nothing that
    it shows speaks for any of them here. The floor is the longer of both, from the first call to the last answer. The
    stand-in counts what it receives in any minute.
    """
    albums = 12 if small else ALBUMS
    limits = {"EURIA_REQUESTS_PER_MINUTE": EURIA_PER_MINUTE, "SPOTIFY_REQUESTS_PER_MINUTE": SPOTIFY_PER_MINUTE}
    floor = max(
        (albums - 1) * MINUTE / EURIA_PER_MINUTE + EURIA_SECONDS,
        (2 * artists_for(albums) - 1) * MINUTE / SPOTIFY_PER_MINUTE + SPOTIFY_SECONDS,
    )
    with (
        standin() as services,
        filled("sqlite", services, albums, **{name: str(value) for name, value in limits.items()}) as site,
    ):
        services.latency(euria=EURIA_SECONDS, spotify=SPOTIFY_SECONDS)
        done = site.inside("work")
        record = services.record(MINUTE)
    assert done["added"] == albums + artists_for(albums), done
    assert record["spotify"]["count"] <= 2 * artists_for(albums) + 1, record  # and the token
    seen = {"seconds": done["seconds"], "floor": floor, "items": done["items"]}
    yield Ratio("limit ratio", done["seconds"] / floor, most=1.05, seen=seen)
    for service, allowed in (("euria", EURIA_PER_MINUTE), ("spotify", SPOTIFY_PER_MINUTE)):
        most = record[service]["most_in_window"]
        yield Ratio(
            f"{service}: most calls in a minute ÷ limit + 1", most / (allowed + 1), most=1.0, seen={"calls": most}
        )
