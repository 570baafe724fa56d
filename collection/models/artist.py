"""An artist, as the source names them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from collection.models.locking import Lockable
from collection.naming import artist_key, strip_disambiguation
from collection.querysets import ArtistQuerySet


class PhotoAnswer(models.TextChoices):
    """What a person said about the photo; empty until they did."""

    NONE_YET = "", _("none yet")
    CHOSEN = "chosen", _("chosen")
    NO_PHOTO = "no_photo", _("no photo")


class Artist(Lockable):
    """One identity. `name` keeps a Discogs "(n)", which tells homonyms apart and is never shown nor sent on.

    Two rows may carry the same Spotify id ("AIR" and "Air"); a Discogs id is borne by one row at most.
    """

    name = models.CharField(_("name"), max_length=500)
    key = models.CharField(max_length=500, editable=False, db_index=True)
    discogs_artist_id = models.PositiveBigIntegerField(_("Discogs artist id"), null=True, blank=True, unique=True)
    spotify_id = models.CharField(_("Spotify id"), max_length=22, blank=True, db_index=True)
    name_variations = models.JSONField(_("name variations"), default=list, blank=True, editable=False)
    photo_answer = models.CharField(
        _("photo answer"), max_length=10, choices=PhotoAnswer, default=PhotoAnswer.NONE_YET, blank=True
    )
    photo_asked_at = models.DateTimeField(_("photo last asked for"), null=True, blank=True, editable=False)

    objects = ArtistQuerySet.as_manager()

    class Meta:
        verbose_name = _("artist")
        verbose_name_plural = _("artists")
        ordering = ["key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(discogs_artist_id__isnull=True),
                name="artist_key_unique_without_discogs_id",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = artist_key(self.name)
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        return strip_disambiguation(self.name)

    @property
    def spotify_url(self) -> str:
        return f"https://open.spotify.com/artist/{self.spotify_id}" if self.spotify_id else ""
