"""What became of each start that a schedule attempted."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrichment.models.run import EnrichmentRun


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
    """`run` is the one started, or the active one that this start gave way to."""

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
