"""What the owner listened to, as Last.fm tells it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collection.models.album import Album


class Scrobble(models.Model):
    """One track played at one instant; names are kept as the source wrote them."""

    played_at = models.DateTimeField(_("played"))
    artist_name = models.CharField(_("artist"), max_length=500)
    album_title = models.CharField(_("album"), max_length=500, blank=True)
    track_title = models.CharField(_("track"), max_length=500)
    album = models.ForeignKey(Album, on_delete=models.SET_NULL, null=True, blank=True, related_name="scrobbles")

    class Meta:
        verbose_name = _("listening")
        verbose_name_plural = _("listening history")
        ordering = ["-played_at"]
        indexes = [models.Index(fields=["album", "played_at"], name="scrobble_by_album")]
        constraints = [
            models.UniqueConstraint(fields=["played_at", "artist_name", "track_title"], name="scrobble_once")
        ]

    def __str__(self) -> str:
        return f"{self.artist_name}: {self.track_title}"
