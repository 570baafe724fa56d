"""What the processes of a site tell each other by rows: the pace at which a service may be asked, and their own signs
of life.
"""

from django.db import models
from django.utils import timezone


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
