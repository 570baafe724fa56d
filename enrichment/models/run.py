"""One run: the progress row that every door writes and every watcher reads."""

from typing import NotRequired, TypedDict

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ENRICHMENT = "enrichment", _("enrichment")
    DISCOGS = "discogs", _("Discogs synchronisation")
    LASTFM = "lastfm", _("Last.fm tracker")


class Trigger(models.TextChoices):
    """The door a run came through."""

    BUTTON = "button", _("button")
    ACTION = "action", _("action on a selection")
    COMMAND = "command", _("command")
    API = "api", _("API")
    PYTHON = "python", _("Python")
    SCHEDULE = "schedule", _("schedule")


class State(models.TextChoices):
    """queued → running ⇄ paused → completed, or stopped; cancelling → cancelled. A terminal run never reopens."""

    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    CANCELLING = "cancelling", _("cancelling")
    COMPLETED = "completed", _("completed")
    STOPPED = "stopped", _("stopped")
    CANCELLED = "cancelled", _("cancelled")


ACTIVE_STATES = (State.QUEUED, State.RUNNING, State.PAUSED, State.CANCELLING)


class Options(TypedDict):
    """The switches that a run was started with, as `options` keeps them."""

    only: str
    force: bool
    limit: int | None
    language: str
    max_tokens: int | None
    missing_only: bool
    confirmed: NotRequired[bool]
    other_languages: NotRequired[bool]


class Selection(TypedDict, total=False):
    """What a run is about, as `selection` keeps it: one of these, or nothing for the whole collection."""

    albums: list[int]
    artists: list[int]
    outcomes: list[str]


class EnrichmentRun(models.Model):
    """`selection` holds a `Selection`, `options` the `Options` that the run was started with. Counters live in its
    phases.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ENRICHMENT)
    trigger = models.CharField(_("started by"), max_length=20, choices=Trigger)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.QUEUED)
    options = models.JSONField(default=dict, blank=True)
    selection = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children")
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    resume_at = models.DateTimeField(_("resumes"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    enqueued_at = models.DateTimeField(
        null=True, blank=True, help_text="when a slice was last asked for and not yet begun"
    )
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state__in=ACTIVE_STATES), name="one_active_run_per_kind"
            )
        ]

    def __str__(self) -> str:
        return _("Run %(number)s") % {"number": self.pk}

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES
