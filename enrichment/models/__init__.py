"""What the engine remembers: runs, their phases and items, the services' rate limits, the owner's preferences."""

from enrichment.models.identity import ArtistIdentity
from enrichment.models.preferences import MailWhen, Preferences
from enrichment.models.run import (
    ACTIVE_STATES,
    EnrichmentRun,
    Kind,
    Outcome,
    PhaseState,
    Review,
    RunItem,
    RunPhase,
    Settings,
    State,
    Trigger,
)
from enrichment.models.shared import Job, ProviderLimit, ScheduledStart, StartResult, WorkerHeartbeat

__all__ = [
    "ACTIVE_STATES",
    "ArtistIdentity",
    "EnrichmentRun",
    "Job",
    "Kind",
    "MailWhen",
    "Outcome",
    "PhaseState",
    "Preferences",
    "ProviderLimit",
    "Review",
    "RunItem",
    "RunPhase",
    "ScheduledStart",
    "Settings",
    "StartResult",
    "State",
    "Trigger",
    "WorkerHeartbeat",
]
