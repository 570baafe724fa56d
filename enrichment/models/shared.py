"""What the processes of a site tell each other by rows: the pace at which a service may be asked, their own signs of
life, and what became of each start that a schedule attempted.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrichment.models.run import EnrichmentRun


class ProviderLimit(models.Model):
    """`next_slot` and `blocked_until` are seconds since the epoch, by the database's clock. So is `as_of`, when they
    were written: once it lies ahead, the clock was set back.
    """

    name = models.CharField(max_length=40, primary_key=True)
    next_slot = models.FloatField(default=0)
    blocked_until = models.FloatField(default=0)
    as_of = models.FloatField(default=0)
    quota = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class WorkerHeartbeat(models.Model):
    """One row per supervised cluster. `beat_at` is the supervisor's own sign of life, `answered_at` its cluster's:
    the latest ping that came through the queue to one of its workers. `stopping`: its slices are to end early.
    """

    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when the ping under way was sent")
    answered_at = models.DateTimeField(null=True, blank=True)
    restarts = models.PositiveIntegerField(default=0)
    stopping = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["beat_at"], name="worker_beat")]

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class Job(models.TextChoices):
    """The schedules that the owner can switch on."""

    NIGHT = "night", _("enrichment at night")
    DISCOGS = "discogs", _("Discogs synchronisation")
    LASTFM = "lastfm", _("Last.fm tracker")


class StartResult(models.TextChoices):
    STARTED = "started", _("started")
    NOTHING_MISSING = "nothing_missing", _("nothing was missing")
    SKIPPED = "skipped", _("skipped: a run was active")
    REFUSED = "refused", _("not started")


class ScheduledStart(models.Model):
    """What became of one start. `run` is the one started, or the active one that this start gave way to."""

    job = models.CharField(_("schedule"), max_length=10, choices=Job)
    at = models.DateTimeField(_("time"), default=timezone.now)
    result = models.CharField(_("result"), max_length=20, choices=StartResult)
    run = models.ForeignKey(EnrichmentRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    detail = models.TextField(_("detail"), blank=True)

    class Meta:
        verbose_name = _("scheduled start")
        verbose_name_plural = _("scheduled starts")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["job", "-id"], name="start_by_job")]

    def __str__(self) -> str:
        return f"{self.get_job_display()}: {self.get_result_display()}"
