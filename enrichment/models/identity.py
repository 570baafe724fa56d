"""Who an artist is elsewhere, as an open source keeps it."""

from django.db import models

from collection.models import Artist


class ArtistIdentity(models.Model):
    """What was told of one artist, and by whom. `item` is "" where nobody knows the artist; an id is "" where there is
    none or several.
    """

    artist = models.OneToOneField(Artist, on_delete=models.CASCADE, related_name="identity")
    source = models.CharField(max_length=20)
    item = models.CharField(max_length=20, blank=True)
    spotify_id = models.CharField(max_length=22, blank=True)
    deezer_id = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.item or "-"
