"""Every fault that the stand-in knows, met by the clients as they are."""

import logging
from collections.abc import Callable, Iterator

import pytest

from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.errors import ProviderError
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.http import HttpOptions
from enrichment.providers.lastfm import LastfmClient
from enrichment.providers.spotify.client import SpotifyClient
from enrichment.sandbox.faults import KINDS
from enrichment.sandbox.server import Sandbox
from tests.enrichment.providers.scripted import NotingLimiter

FAULTS = [(name, service) for name, kind in KINDS.items() for service in kind.services]
SILENT = {"slow", "timeout"}
MESSAGES = [{"role": "user", "content": "Album: Kind of Blue, by Miles Davis"}]
RELEASE, MASTER = 22_736_657, 77_466

Calls = list[Callable[[], object]]


@pytest.fixture(scope="module")
def _running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(_running: Sandbox) -> Iterator[Sandbox]:
    yield _running
    _running.faults.clear()


def calls_to(service: str, at: Sandbox, limiter: NotingLimiter, patience: float = 5.0) -> Calls:
    env = at.environment()
    http: HttpOptions = {"timeout": (5.0, patience), "retries": 1, "sleep": lambda seconds: None}
    if service == "euria":
        euria = EuriaClient(
            api_key=env["EURIA_API_KEY"], url=env["EURIA_API_URL"], model=env["EURIA_MODEL"], limiter=limiter, **http
        )
        return [lambda: euria.complete(MESSAGES, 800), euria.models]
    if service == "spotify":
        spotify = SpotifyClient(
            client_id=env["SPOTIFY_CLIENT_ID"],
            client_secret=env["SPOTIFY_CLIENT_SECRET"],
            api_url=env["SPOTIFY_API_URL"],
            token_url=env["SPOTIFY_TOKEN_URL"],
            limiter=limiter,
            **http,
        )
        return [
            lambda: spotify.search("Miles Davis"),
            lambda: spotify.search_albums("Kind of Blue"),
            lambda: spotify.artist("0" * 22),
            lambda: list(spotify.album_pages("0" * 22)),
        ]
    if service == "discogs":
        discogs = DiscogsClient(
            token=env["DISCOGS_TOKEN"],
            username=env["DISCOGS_USERNAME"],
            url=env["DISCOGS_API_URL"],
            limiter=limiter,
            **http,
        )
        return [
            discogs.identity,
            discogs.collection_page,
            lambda: discogs.release(RELEASE),
            lambda: discogs.master(MASTER),
        ]
    lastfm = LastfmClient(
        api_key=env["LASTFM_API_KEY"],
        username=env["LASTFM_USERNAME"],
        url=env["LASTFM_API_URL"],
        limiter=limiter,
        **http,
    )
    return [lastfm.check, lastfm.recent_tracks, lastfm.top_albums]


@pytest.mark.parametrize("service", ["euria", "spotify", "discogs", "lastfm"])
def test_a_service_in_good_health_answers_every_call(sandbox: Sandbox, service: str) -> None:
    for call in calls_to(service, sandbox, NotingLimiter()):
        call()


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "service"), FAULTS, ids=lambda value: str(value))
def test_a_fault_ends_in_a_typed_error_without_a_key(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture, fault: str, service: str
) -> None:
    limiter = NotingLimiter()
    calls = calls_to(service, sandbox, limiter, patience=0.01 if fault in SILENT else 5.0)
    sandbox.faults.set([f"{fault}:{service}"])
    said = []
    with caplog.at_level(logging.DEBUG, "urllib3"):
        for call in calls:
            try:
                call()
            except ProviderError as error:
                said.append(f"{error} {error!r} {error.__dict__} {error.__context__}")
    secrets = [value for name, value in sandbox.environment().items() if name.endswith(("_KEY", "_SECRET", "_TOKEN"))]
    written = " ".join(said) + caplog.text
    assert [secret for secret in secrets if secret in written] == []


@pytest.mark.parametrize("fault", ["dropped", "half_body", "rate_limited", "server_error", "token_expired:every=2"])
def test_every_request_that_arrives_has_taken_its_turn(sandbox: Sandbox, fault: str) -> None:
    limiter = NotingLimiter()
    calls = calls_to("spotify", sandbox, limiter)
    sandbox.record.clear()
    sandbox.faults.set([fault])
    for call in calls:
        try:
            call()
        except ProviderError:
            continue
    assert sandbox.record.count() == limiter.turns > len(calls)
