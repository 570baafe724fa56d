"""How far one phase of a run is. Its counters move in the transaction that writes what they count."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from enrichment.models.run import EnrichmentRun

REFUSALS_IN_A_ROW = 10  # answers of no use that stop a phase


class PhaseState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class RunPhase(models.Model):
    """Counters by outcome. `cursor` says how far its items have been made."""

    run = models.ForeignKey(EnrichmentRun, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PhaseState, default=PhaseState.OPEN)
    reason = models.CharField(max_length=40, blank=True)
    setting = models.CharField(max_length=60, blank=True)
    resume_at = models.DateTimeField(null=True, blank=True)
    cursor = models.PositiveBigIntegerField(default=0)
    prepared = models.BooleanField(default=False)

    total = models.PositiveIntegerField(default=0)
    enriched = models.PositiveIntegerField(default=0)
    cached = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    not_found = models.PositiveIntegerField(default=0)
    review = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    prompt_tokens = models.PositiveBigIntegerField(default=0)
    completion_tokens = models.PositiveBigIntegerField(default=0)
    estimated_tokens = models.PositiveBigIntegerField(default=0)
    left_out = models.JSONField(default=dict, help_text="services that the phase goes on without, and why, by name")
    refused_in_a_row = models.PositiveIntegerField(default=0, help_text="answers of no use since the last good one")

    class Meta:
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="phase_once_per_run")]

    def __str__(self) -> str:
        return self.name

    @property
    def done(self) -> int:
        """Items with an outcome."""
        return self.enriched + self.cached + self.kept + self.not_found + self.review + self.failed

    @property
    def remaining(self) -> int:
        return self.total - self.done

    @property
    def is_through(self) -> bool:
        """Nothing of it will be asked any more in this run."""
        return self.state != PhaseState.OPEN or (self.prepared and self.remaining == 0)

    @property
    def stopped_after(self) -> int:
        """How many answers in a row made it stop; 0 where it did not stop for that."""
        return self.refused_in_a_row if self.refused_in_a_row >= REFUSALS_IN_A_ROW else 0

    @property
    def added(self) -> int:
        return self.enriched + self.cached

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens

    @classmethod
    def count(cls, pk: int, **amounts: int) -> None:
        """Add to the counters of phase `pk`, in the caller's transaction."""
        changes = {name: F(name) + amount for name, amount in amounts.items() if amount}
        if changes:
            cls.objects.filter(pk=pk).update(**changes)
