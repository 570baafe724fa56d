"""What the engine remembers: runs, their phases and items, the services' rate limits, the owner's preferences."""

from enrichment.models.identity import ArtistIdentity
from enrichment.models.item import Outcome, RunItem
from enrichment.models.limit import ProviderLimit
from enrichment.models.pages import Review, Settings
from enrichment.models.phase import PhaseState, RunPhase
from enrichment.models.preferences import MailWhen, Preferences
from enrichment.models.run import ACTIVE_STATES, EnrichmentRun, Kind, State, Trigger
from enrichment.models.scheduled_start import Job, ScheduledStart, StartResult
from enrichment.models.worker import WorkerHeartbeat

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
