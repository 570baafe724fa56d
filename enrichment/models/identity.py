"""Who an artist is elsewhere, as an open source keeps it."""

from typing import ClassVar

from django.db import models

from collection.models import Album, Artist


class ArtistIdentity(models.Model):
    """What one source told of an artist, and when. `item` is its page of the artist, "" where it has none; an id is ""
    where there is none or several. `about` holds `kinds`, `founded`, `place`, `members` and the `works` that we own, as
    far as they are told.
    """

    artist = models.ForeignKey(Artist, on_delete=models.CASCADE, related_name="identities")
    source = models.CharField(max_length=20)
    item = models.CharField(max_length=20, blank=True)
    spotify_id = models.CharField(max_length=22, blank=True)
    deezer_id = models.CharField(max_length=20, blank=True)
    about = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["artist", "source"], name="one_identity_of_a_source")]

    def __str__(self) -> str:
        return self.item or "-"

    def told(self, name: str) -> str:
        """`AIR: musical duo, formed in 1995, in Versailles, members past and present: A, B`, for a prompt; "" where
        nothing is told.
        """
        founded, place, members = (self.about.get(key) for key in ("founded", "place", "members"))
        parts = [
            *self.about.get("kinds", ()),
            *([f"formed in {founded}"] if founded else ()),
            *([f"formed in {place}"] if place else ()),
            *([f"members past and present: {', '.join(members)}"] if members else ()),
        ]
        return f"{name}: {', '.join(parts)}" if parts else ""

    def told_of(self, album: Album) -> str:
        """`Moon Safari: produced by A, first published in 1998`; the year only where Discogs tells none."""
        work = self.about.get("works", {}).get(str(album.discogs_master_id), {})
        producers, published = work.get("producers"), work.get("published")
        parts = [
            *([f"produced by {', '.join(producers)}"] if producers else ()),
            *([f"first published in {published}"] if published and not album.original_year else ()),
        ]
        return f"{album.title}: {', '.join(parts)}" if parts else ""
