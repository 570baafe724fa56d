"""What became of one album, artist or page in one phase of one run. At the end, the pages of the admin that are no
tables of their own: a proxy of runs or items gives each its place in the menu.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist
from enrichment.models.run import EnrichmentRun, RunPhase


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
