"""One phase within one slice: claims items, keeps its pool asking, and settles what comes back in batches."""

import logging
import queue
import time
from collections import deque
from typing import Any

from django.conf import settings

from enrichment.engine import clock, lifecycle
from enrichment.engine.db_retry import retry_on_db_outage
from enrichment.engine.items import Settled, claim, count_attempt, release, renew, settle
from enrichment.engine.threads import Answered, AskingPool
from enrichment.models import EnrichmentRun, Outcome, PhaseState, RunItem, RunPhase
from enrichment.outages import outage_of
from enrichment.phases.base import Phase, Result
from enrichment.phases.results import FailedCall
from enrichment.providers.errors import Cancelled, Limited, NotAsked, ProviderError, Refused

logger = logging.getLogger("enrichment.runs")


class PhaseWorker:
    """`held` are the items under this worker's lease: waiting to be asked, being asked, or answered and unwritten."""

    def __init__(
        self,
        run: EnrichmentRun,
        row: RunPhase,
        phase: Phase[Any, Any],
        size: int,
        owner: str,
        outbox: "queue.SimpleQueue[Answered]",
    ) -> None:
        self.run, self.row, self.phase, self.owner = run, row, phase, owner
        self.pool = AskingPool(phase, size, outbox)
        self.leased: dict[int, RunItem] = {}
        self._questions: deque[tuple[RunItem, Any]] = deque()
        self._asking = 0
        self._batch: list[tuple[RunItem, Any]] = []
        self._last_written = time.monotonic()
        self._exhausted = False
        self._limits_in_a_row = 0

    @property
    def is_open(self) -> bool:
        waits = self.row.resume_at is not None and self.row.resume_at > clock.now()
        return self.row.state == PhaseState.OPEN and not waits

    @property
    def is_idle(self) -> bool:
        """Nothing held, and the last look found nothing more to take."""
        return not self.leased and (self._exhausted or not self.is_open)

    def refresh(self) -> None:
        """See what other slices made of this phase, and stop when the owner's cap is reached."""
        # The run may have been deleted.
        self.row = retry_on_db_outage(RunPhase.objects.filter(pk=self.row.pk).first) or self.row
        self._exhausted = not self.row.remaining
        cap = self.run.options.get("max_tokens")
        if cap and self.is_open and self.row.tokens >= cap:
            self.row = lifecycle.stop_capped(self.row)

    def more_was_made(self) -> None:
        self._exhausted = False

    def fill(self) -> None:
        """Keep one item waiting behind each thread, more where answers come fast; claim where this worker has run out.

        They are handed over in groups: a thread that has answered goes on at once, and one query counts them all. A
        group follows when half of them are taken, so that no thread runs dry while a batch is written.
        """
        going: list[tuple[RunItem, Any]] = []
        wanted = 2 * self.pool.size - self._asking
        while self.is_open and len(going) < wanted:
            if self._questions:
                item, _question = self._questions[0]
                # It was in the hands of a worker that died, perhaps only waiting: it is not charged for that twice,
                # and goes to a thread that is free.
                if item.attempts > 0 and self._asking + len(going) >= self.pool.size:
                    break
                going.append(self._questions.popleft())
            elif self._exhausted or not self._claim():
                break
        if going:
            retry_on_db_outage(count_attempt, [item for item, _question in going], self.owner)
            self._asking += len(going)
            self.pool.ask(going)

    def _claim(self) -> bool:
        claimed = retry_on_db_outage(claim, self.row, self.owner, settings.AIME_BATCH_SIZE)
        # Its own come back to it where all leases ran out: the machine slept, or the database was away.
        items = [item for item in claimed if item.pk not in self.leased]
        self._exhausted = len(claimed) < settings.AIME_BATCH_SIZE or not items
        if not items:
            return False
        self.leased.update((item.pk, item) for item in items)
        spent = [item for item in items if item.attempts >= settings.AIME_MAX_ATTEMPTS]
        self._batch += [(item, Result(Outcome.FAILED, "gave_up")) for item in spent]
        questions = retry_on_db_outage(self.phase.questions, self.run, [item for item in items if item not in spent])
        for item in items:
            question = questions.get(item.pk)
            if isinstance(question, Result):
                self._batch.append((item, question))
            elif question is not None:
                self._questions.append((item, question))
        self.write_if_due()
        return True

    def take(self, answered: Answered) -> None:
        """Sort one answer: kept for the batch, or the reason why this phase stops or waits."""
        self._asking -= 1
        error = answered.error
        for refusal in self.phase.refusals():
            self.row = lifecycle.go_without(self.row, refusal, self.phase.reason(refusal))
        if error is None:
            self._limits_in_a_row = 0
            self._batch.append((answered.item, answered.answer))
            if self.phase.refusal(answered.answer):
                self.write()  # at once: a few in a row stop the phase
        elif isinstance(error, Cancelled | Limited):
            self._give_back([answered.item], asked=True)
            if isinstance(error, Limited) and self.is_open:
                self._limits_in_a_row += 1
                reason = self.phase.reason(error)
                self.row = lifecycle.pause_limited(self.row, error, reason, in_a_row=self._limits_in_a_row)
        elif outage_of(error):
            self._give_back([answered.item], asked=True)  # the database let nobody reserve: it was never asked
            self.more_was_made()
        elif isinstance(error, ProviderError) and self.row.state == PhaseState.STOPPED:
            self._give_back([answered.item], asked=True)  # on its way together with the call that stopped the phase
        else:
            self._fail(answered.item, error)
        self.write_if_due()

    def _fail(self, item: RunItem, error: Exception) -> None:
        if isinstance(error, Refused):
            self.row = lifecycle.stop_refused(self.row, error, self.phase.reason(error))
        if isinstance(error, ProviderError):
            kind = Result if isinstance(error, NotAsked) else FailedCall
            self._batch.append((item, kind(Outcome.FAILED, self.phase.reason(error), error.detail)))
            self.write()  # at once: a few in a row stop the phase
        else:
            logger.error("run %s %s %r: unexpected %r", self.run.pk, self.row.name, item.label, error, exc_info=error)
            self._batch.append((item, Result(Outcome.FAILED, "unexpected", type(error).__name__)))

    def write_if_due(self) -> None:
        waited = time.monotonic() - self._last_written
        enough = settings.AIME_BATCH_SIZE
        if len(self._batch) >= enough or (self._batch and waited >= settings.AIME_BATCH_SECONDS):
            self.write()

    def write_when_quiet(self) -> bool:
        """Nothing is under way: waiting for a fuller batch would only delay what people see. Whether it wrote any."""
        if self._asking or self._questions:
            return False
        waiting = bool(self._batch)
        self.write()
        return waiting

    def write(self) -> Settled:
        """Write the batch; what was lost to another worker is dropped here."""
        self._last_written = time.monotonic()
        if not self._batch:
            return []
        batch, self._batch = self._batch, []
        settled = self._settle(batch)
        for item, _answer in batch:
            self.leased.pop(item.pk, None)
        for item, result in settled:
            logger.info("run %s %s %r: %s %s", self.run.pk, self.row.name, item.label, result.outcome, result.reason)
        if settled:
            self._exhausted = False  # a promoted follower or a further page may be there now
        return settled

    def _settle(self, batch: list[tuple[RunItem, Any]]) -> Settled:
        try:
            return retry_on_db_outage(settle, self.run, self.row, self.phase, batch, self.owner)
        except Exception as error:
            if outage_of(error):
                raise  # nothing is written, and the leases let others take up the items
            logger.exception("run %s %s: a batch could not be written", self.run.pk, self.row.name)
            if len(batch) == 1:
                failed = [(batch[0][0], Result(Outcome.FAILED, "unexpected"))]
                return retry_on_db_outage(settle, self.run, self.row, self.phase, failed, self.owner)
            return [pair for entry in batch for pair in self._settle([entry])]

    def put_down(self) -> None:
        """Give back what was claimed and not yet asked."""
        unbegun = self.pool.withdraw()
        self._asking -= len(unbegun)
        self._give_back(unbegun, asked=True)
        waiting = [item for item, _question in self._questions]
        self._questions.clear()
        self._give_back(waiting, asked=False)

    def _give_back(self, items: list[RunItem], *, asked: bool) -> None:
        if items:
            retry_on_db_outage(release, items, self.owner, asked=asked)
            for item in items:
                self.leased.pop(item.pk, None)

    def renew(self) -> None:
        if self.leased:
            retry_on_db_outage(renew, list(self.leased.values()), self.owner)
