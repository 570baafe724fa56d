"""Working at a run in the command's own process, with its progress shown and Ctrl-C obeyed."""

from django.utils.translation import gettext as _

from enrichment import jobs
from enrichment.console.interruption import Interruption
from enrichment.console.progress import Say, shown
from enrichment.engine import lifecycle
from enrichment.engine.db_retry import outlasting, retry_on_db_outage
from enrichment.engine.enrich import work_through
from enrichment.models import EnrichmentRun


class Foreground:
    """`say` writes one line for people; `live` where bars can be drawn."""

    def __init__(self, interruption: Interruption, say: Say, *, live: bool, verbosity: int = 1) -> None:
        self._interruption = interruption
        self._say = say
        self._live = live
        self._verbosity = verbosity
        self._cancelled = False

    def work(self, run: EnrichmentRun) -> None:
        """Until the run is over. The first signal cancels it, and what was being asked is still written."""

        def look() -> None:
            retry_on_db_outage(display.look)
            if self._interruption.told and not self._cancelled:
                self._cancelled = True
                display.say(_("Stopping: what is being asked is still written. Press Ctrl-C again to end at once."))
                retry_on_db_outage(lifecycle.cancel, run)

        with shown(run, self._say, live=self._live, verbosity=self._verbosity) as display:
            self._interruption.graceful = True
            try:
                with outlasting():
                    work_through(run, on_look=look)
            finally:
                self._interruption.graceful = False
        jobs.follow_up(run.pk)
