"""Enrichment from Python, in the caller's own process; and a trial of the prompt on one album: one call, and nothing of
it is kept.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict

from django.utils import timezone

from collection.models import Album
from enrichment.engine import clock, lifecycle
from enrichment.engine.db_retry import retry_on_db_outage
from enrichment.engine.rate_limit import limiter_of
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import create_run, has_work, require_settings
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun, State, Trigger
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.descriptions.facts import facts_of, surroundings
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.service import EURIA
from enrichment.providers.euria.provider import MAX_TOKENS
from enrichment.providers.texts import Fault
from enrichment.providers.texts.gate import judge
from enrichment.providers.texts.prompts import PROMPT_VERSION, build_messages


class Stats(TypedDict):
    """`processing_time` is in seconds; `errors` counts failed items."""

    run_id: int | None
    state: str
    total: int
    descriptions_added: int
    artist_images_added: int
    errors: int
    processing_time: float
    start_time: datetime


def enrich_albums(
    limit: int | None = None,
    *,
    albums: Sequence[int] | None = None,
    only: str = "",
    force: bool = False,
    language: str = "",
) -> Stats:
    """Fill what is missing, `limit` albums at most, and return what was done.

    Raises `RunRefused` (`enrichment.engine.request`) when the run cannot be started.
    """
    request = RunRequest(limit=limit, albums=albums, only=only, force=force, language=language)
    if not has_work(request):
        return nothing_to_do()
    run = create_run(request, Trigger.PYTHON)
    work_through(run)
    return stats_of(run)


def work_through(run: EnrichmentRun, on_look: Callable[[], None] = lambda: None) -> EnrichmentRun:
    """Work at the run here until it is over, waiting through its pauses."""
    while True:
        Slice(run, on_look=on_look).work()
        retry_on_db_outage(run.refresh_from_db)
        if not run.is_active:
            return run
        waits = True
        while waits:  # until the pause is over, somebody cancels, or another worker's lease may have expired
            time.sleep(0.5)
            on_look()
            retry_on_db_outage(clock.take_back)
            retry_on_db_outage(lifecycle.close_if_over, run.pk)
            retry_on_db_outage(run.refresh_from_db)
            waits = run.state == State.PAUSED and run.resume_at is not None and clock.now() < run.resume_at


def nothing_to_do() -> Stats:
    now = timezone.now()
    return stats_of(EnrichmentRun(state=State.COMPLETED.value, created_at=now, finished_at=now))


def stats_of(run: EnrichmentRun) -> Stats:
    """Of a run without a row: that there was nothing to do."""
    phases = list(run.phases.all()) if run.pk else []
    added = {phase.name: phase.added for phase in phases}
    started, finished = run.started_at or run.created_at, run.finished_at or timezone.now()
    return {
        "run_id": run.pk,
        "state": run.state,
        "total": sum(phase.total for phase in phases),
        "descriptions_added": added.get(Descriptions.name, 0),
        "artist_images_added": added.get(ArtistImages.name, 0),
        "errors": sum(phase.failed for phase in phases),
        "processing_time": (finished - started).total_seconds(),
        "start_time": started,
    }


class Trial(NamedTuple):
    """The conversation sent, the text as it would be kept, and what the gate found wrong with it.

    `is_estimated`: the server did not count its tokens.
    """

    prompt: str
    prompt_version: str
    language: str
    text: str
    faults: tuple[Fault, ...]
    model: str
    prompt_tokens: int
    completion_tokens: int
    is_estimated: bool


def try_prompt(album: Album, language: str) -> Trial:
    """Ask Euria once for `album`'s text. Neither the collection nor the cache is written.

    Raises `NothingConfigured`, or a `ProviderError` of the call.
    """
    require_settings([Descriptions.name])
    facts = facts_of(album, surroundings([album])[album.pk])
    messages = build_messages(facts, language)
    completion = EURIA.client(limiter_of(EURIA)).complete(messages, MAX_TOKENS)
    verdict = judge(completion.text, facts, language, completion.finish_reason)
    return Trial(
        prompt="\n\n".join(message["content"] for message in messages),
        prompt_version=PROMPT_VERSION,
        language=language,
        text=verdict.text,
        faults=verdict.faults,
        model=completion.model,
        prompt_tokens=completion.prompt_tokens,
        completion_tokens=completion.completion_tokens,
        is_estimated=completion.is_estimated,
    )
