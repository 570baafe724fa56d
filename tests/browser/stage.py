"""Every page and state that is looked at: prepared rows, and the address to open."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from enrichment.models import EnrichmentRun, Outcome, PhaseState, Preferences, RunItem, State
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import count, make_run
from tests.enrichment.admin.rows import add_item, described, pictured

SETTINGS = "/admin/enrichment/settings/"
PROSE = "A patient bass line and a glow of organ set the pace, and nothing is hurried. " * 12
RIGHT_TO_LEFT = "שלום עולם — ألبوم جميل"
CANDIDATES = [
    {
        "id": f"{number:022d}",
        "name": name,
        "url": f"https://open.spotify.com/artist/{number:022d}",
        "image_url": "https://i.scdn.co/image/x" if number else "",
        "shared_titles": ["Moon Safari", "Talkie Walkie"][:number],
    }
    for number, name in enumerate(("Air", "AIR", "Air Supply"))
]


def finished() -> EnrichmentRun:
    """A run with an item of each outcome, and names of every kind."""
    run = make_run(State.COMPLETED, age=192, options={"language": "en"})
    described(run, "Moon Safari", PROSE)
    described(run, RIGHT_TO_LEFT, PROSE)
    pictured(run, "Björk")
    add_item(run, Outcome.FAILED, "x" * 300, reason="timeout")
    add_item(run, Outcome.NOT_FOUND, artist=make_artist("Nobody"), reason="nobody")
    add_item(run, Outcome.KEPT, album=make_album("Mine", "Guru", ai_description="Mine."), reason="locked")
    count(run, total=5, enriched=2, failed=1, kept=1, review=1, completion_tokens=2345)
    count(run, "artist_images", total=3, enriched=1, not_found=1, review=1)
    return run


def photo_question(run: EnrichmentRun) -> RunItem:
    artist = make_artist("AIR")
    return add_item(run, Outcome.REVIEW, artist=artist, reason="several_fit", candidates=CANDIDATES)


def text_question(run: EnrichmentRun) -> RunItem:
    album = make_album("Pocket Symphony", "AIR", ai_description=PROSE, description_language="en")
    return add_item(
        run,
        Outcome.REVIEW,
        album=album,
        reason="cut",
        detail=f"cut: …{PROSE[360:400]}\ntoo_short: 90",
        draft=PROSE[:400],
    )


def _running() -> str:
    run = make_run(State.RUNNING, age=90)
    described(run, "Moon Safari", PROSE)
    add_item(run, Outcome.FAILED, RIGHT_TO_LEFT, reason="timeout")
    lease = timezone.now() + timedelta(minutes=9)
    add_item(run, Outcome.PENDING, "Talkie Walkie — AIR", lease_until=lease, owner="somebody")
    count(run, total=236, enriched=80, cached=20, failed=2, not_found=3, review=4, completion_tokens=45_678)
    count(run, "artist_images", total=0, prepared=False)
    return SETTINGS


def _with(state: State, **fields: object) -> Callable[[], str]:
    def prepare() -> str:
        run = make_run(state, age=90, **fields)
        make_album("Talkie Walkie", "AIR")
        count(run, total=236, enriched=45, failed=2)
        return SETTINGS

    return prepare


def _idle() -> str:
    run = finished()
    photo_question(run)
    text_question(run)
    make_album("Talkie Walkie", "AIR")
    return SETTINGS


def _paused() -> str:
    until = timezone.now() + timedelta(minutes=5)
    run = make_run(State.PAUSED, age=90, resume_at=until)
    count(run, total=236, enriched=236)
    count(run, "artist_images", total=40, enriched=12, reason="rate_limited", resume_at=until)
    return SETTINGS


def _waiting_long() -> str:
    Preferences.objects.create(night_enabled=True)
    until = timezone.now() + timedelta(minutes=40)
    run = make_run(State.PAUSED, age=90, resume_at=until)
    count(run, "artist_images", total=40, enriched=12, reason="rate_limited", resume_at=until)
    return SETTINGS


def _stopped() -> str:
    run = make_run(State.STOPPED, age=90)
    make_album("Talkie Walkie", "AIR")
    count(run, total=236, enriched=3, state=PhaseState.STOPPED, reason="refused_key", setting="EURIA_API_KEY")
    return SETTINGS


def _failed() -> str:
    run = make_run(State.COMPLETED, age=90)
    make_album("Talkie Walkie", "AIR")
    count(run, total=8, failed=8)
    return SETTINGS


def _page(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def _question(ask: Callable[[EnrichmentRun], RunItem]) -> Callable[[], str]:
    def prepare() -> str:
        return _page("enrichment_review_question", ask(finished()).pk)

    return prepare


def _run_page() -> str:
    return _page("enrichment_enrichmentrun_change", finished().pk)


def _after(prepare: Callable[[], object], name: str) -> Callable[[], str]:
    def both() -> str:
        prepare()
        return _page(name)

    return both


SETTINGS_STATES: dict[str, Callable[[], str]] = {
    "settings-first-use": lambda: SETTINGS,
    "settings-idle": _idle,
    "settings-queued-no-worker": _with(State.QUEUED),
    "settings-running": _running,
    "settings-paused": _paused,
    "settings-paused-for-long": _waiting_long,
    "settings-cancelling": _with(State.CANCELLING),
    "settings-cancelled": _with(State.CANCELLED),
    "settings-partly-failed": _with(State.COMPLETED),
    "settings-failed": _failed,
    "settings-stopped": _stopped,
    "settings-interrupted": _with(State.RUNNING, heartbeat_at=timezone.now() - timedelta(hours=1)),
}


def _missing() -> str:
    make_album("Moon Safari", "AIR")
    return SETTINGS


def _album() -> str:
    album = make_album("Moon Safari", "AIR", discogs_id=5, ai_description=PROSE, description_provider="euria")
    return _page("collection_album_change", album.pk)


def _artist() -> str:
    artist = photo_question(finished()).artist
    assert artist is not None
    return _page("collection_artist_change", artist.pk)


# States reached by pressing a button, and states without any key.
PRESSED = {"confirm": "Only count what would be done"}
WITHOUT_KEYS = {"settings-no-credentials"}
PAGES: dict[str, Callable[[], str]] = {
    **SETTINGS_STATES,
    "settings-no-credentials": _missing,
    "confirm": _idle,
    "run": _run_page,
    "run-undo": lambda: _page("enrichment_enrichmentrun_undo", finished().pk),
    "runs": _after(finished, "enrichment_enrichmentrun_changelist"),
    "review-queue": _after(_idle, "enrichment_review_changelist"),
    "review-photo": _question(photo_question),
    "review-text": _question(text_question),
    "first-steps": lambda: _page("enrichment_settings_steps"),
    "first-steps-albums": _after(_idle, "enrichment_settings_steps"),
    "preferences": lambda: _page("enrichment_settings_preferences"),
    "refresh": lambda: _page("enrichment_settings_refresh"),
    "import": lambda: _page("collection_album_import"),
    "albums": _after(_idle, "collection_album_changelist"),
    "artists": _after(_idle, "collection_artist_changelist"),
    "images": _after(_idle, "collection_image_changelist"),
    "users": lambda: _page("auth_user_changelist"),
    "album-change": _album,
    "artist-change": _artist,
    "artist-photo": lambda: _page("collection_artist_photo", photo_question(finished()).artist_id),
    "try": lambda: _page("collection_album_try", make_album("Moon Safari", "AIR").pk),
}
