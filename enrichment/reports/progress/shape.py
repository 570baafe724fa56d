"""The shape of the progress, as the JSON view serves it."""

from datetime import datetime
from typing import TypedDict


class Counts(TypedDict):
    """Items by outcome; `remaining` have none yet."""

    enriched: int
    cached: int
    kept: int
    not_found: int
    review: int
    failed: int
    remaining: int


class PhaseProgress(TypedDict):
    """`state` is open, done or stopped; `sentence` says why it waits or stopped; `total` grows until `total_known`.
    `estimated_tokens` are those of `tokens` that the service did not count itself.
    """

    name: str
    label: str
    state: str
    reason: str
    sentence: str
    setting: str
    resume_at: datetime | None
    total: int
    total_known: bool
    done: int
    added: int
    counts: Counts
    tokens: int
    estimated_tokens: int


class RecentItem(TypedDict):
    """`picture`, `url` (its page in the admin), `spotify_url` and `deezer_url` (of the artist, owed by pictures from
    there) are empty where there is none. `source` is whose data is shown, such as `discogs` for an album or `spotify`
    for a photo.
    """

    label: str
    phase: str
    outcome: str
    outcome_label: str
    sentence: str
    picture: str
    source: str
    url: str
    spotify_url: str
    deezer_url: str
    finished_at: datetime


class Progress(TypedDict):
    """The first seven keys are the promise.

    `current` and `total` are those of `phase`, the earliest unfinished one; once the run is over `phase` is empty and
    they are the sums of all phases, so that the bar of a completed run is full and that of a stopped one shows what
    was reached. `state` is the run's, or `interrupted`, or empty without a run. `percent` is 100 for a completed run
    alone. `eta_range` is [soonest, latest] around `eta_seconds`.
    """

    status: str
    phase: str
    current: int
    total: int
    descriptions_added: int
    artist_images_added: int
    errors: int
    run_id: int | None
    state: str
    percent: int
    eta_seconds: int | None
    eta_range: list[int] | None
    resume_at: datetime | None
    worker_alive: bool
    current_item: str
    message: str
    started_at: datetime | None
    finished_at: datetime | None
    counts: Counts
    phases: list[PhaseProgress]
    recent: list[RecentItem]
