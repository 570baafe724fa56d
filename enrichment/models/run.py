"""One run, its phases and its items: the rows that every door writes and every watcher reads. Counters move in the
transaction that writes what they count. At the end, the pages of the admin that are no tables of their own: a proxy of
runs or items gives each its place in the menu.
"""

from typing import NotRequired, TypedDict

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist

REFUSALS_IN_A_ROW = 10  # answers of no use that stop a phase


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


class PhaseState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class RunPhase(models.Model):
    """How far one phase of a run is. Counters by outcome; `cursor` says how far its items have been made."""

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


class Outcome(models.TextChoices):
    """Empty while pending; every item that was asked ends with exactly one other."""

    PENDING = "", _("pending")
    ENRICHED = "enriched", _("enriched")
    CACHED = "cached", _("from the cache")
    KEPT = "kept", _("kept")
    NOT_FOUND = "not_found", _("not found")
    REVIEW = "review", _("to review")
    FAILED = "failed", _("failed")


# What an answer leaves in its item's row. Each is empty until then, and an item is settled once.
TOKEN_FIELDS = ("prompt_tokens", "completion_tokens", "estimated_tokens")
ANSWER_FIELDS = ("reason", "detail", "before", "after", "candidates", "draft", *TOKEN_FIELDS)


class RunItem(models.Model):
    """Claimed under a lease. Of the items that share a `work_key` one leads: it is asked, the others get its answer.

    `before` and `after` hold the values replaced and written, so that a change can be undone byte for byte.
    """

    run = models.ForeignKey(EnrichmentRun, on_delete=models.CASCADE, related_name="items")
    phase = models.ForeignKey(RunPhase, on_delete=models.CASCADE, related_name="items")
    album = models.ForeignKey(Album, on_delete=models.SET_NULL, null=True, blank=True, related_name="run_items")
    artist = models.ForeignKey(Artist, on_delete=models.SET_NULL, null=True, blank=True, related_name="run_items")
    label = models.CharField(_("item"), max_length=1100)
    work_key = models.CharField(max_length=200)
    leads = models.BooleanField(default=True)
    payload = models.JSONField(default=dict, blank=True)

    outcome = models.CharField(_("outcome"), max_length=10, blank=True, default=Outcome.PENDING)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    detail = models.TextField(_("detail"), blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    draft = models.TextField(blank=True)
    prompt_tokens = models.PositiveIntegerField(default=0)
    completion_tokens = models.PositiveIntegerField(default=0)
    estimated_tokens = models.PositiveIntegerField(default=0, help_text="of both: those that the service did not count")
    undone_at = models.DateTimeField(null=True, blank=True)
    ask_again_at = models.DateTimeField(null=True, blank=True, help_text="what was taken back rests until then")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="when a person settled the review")

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "album"], condition=Q(album__isnull=False), name="album_once_per_phase"
            ),
            models.UniqueConstraint(
                fields=["phase", "artist"], condition=Q(artist__isnull=False), name="artist_once_per_phase"
            ),
        ]
        indexes = [
            models.Index(fields=["phase", "id"], condition=Q(outcome=""), name="item_pending"),
            models.Index(fields=["phase", "work_key"], name="item_work_key"),
            models.Index(fields=["run", "finished_at"], name="item_finished"),
            models.Index(fields=["outcome", "finished_at"], name="item_outcome"),
        ]

    def __str__(self) -> str:
        return self.label


class Settings(EnrichmentRun):
    """The page where runs are started and watched."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = verbose_name_plural = _("settings")


class Review(RunItem):
    """The queue of what a person has to decide."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = verbose_name_plural = _("to review")
