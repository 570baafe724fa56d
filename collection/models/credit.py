"""Who is credited on an album, in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collection.naming import base_form


class AlbumArtist(models.Model):
    """One artist's place in an album's credit: `credited_as` where the sleeve spells the name otherwise."""

    album = models.ForeignKey("collection.Album", on_delete=models.CASCADE, related_name="album_artists")
    artist = models.ForeignKey("collection.Artist", on_delete=models.PROTECT, related_name="album_artists")
    position = models.PositiveSmallIntegerField(_("position"))
    credited_as = models.CharField(_("credited as"), max_length=500, blank=True)
    join_phrase = models.CharField(_("join phrase"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("artist credit")
        verbose_name_plural = _("artist credits")
        ordering = ["album", "position"]
        constraints = [models.UniqueConstraint(fields=["album", "position"], name="credit_position_unique")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return base_form(self.credited_as) or self.artist.display_name

    @property
    def joint(self) -> str:
        """What stands between this name and the next one, with its blanks."""
        phrase = self.join_phrase.strip() or ","
        return ", " if phrase == "," else f" {phrase} "
