"""How far a run is, for every watcher: one dictionary, as many queries however large the run."""

from enrichment.reports.progress.report import progress, progress_text
from enrichment.reports.progress.shape import Counts, PhaseProgress, Progress, RecentItem

__all__ = ["Counts", "PhaseProgress", "Progress", "RecentItem", "progress", "progress_text"]
