"""What is searched: folded words beside each album and artist, and all longer words for those that are mistyped."""

from typing import ClassVar

from django.db import models

from collection.models.album import Album
from collection.models.artist import KEY_LENGTH, Artist


class AlbumText(models.Model):
    """Words of an album as `collection.searching.texts` writes them; `key` is its whole title without blanks.

    The database's own index over the words is made by the migration. SQLite's lives by triggers of this table, which
    are lost if a migration ever builds the table anew.
    """

    album = models.OneToOneField(Album, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    key = models.CharField(max_length=KEY_LENGTH, db_index=True)
    name = models.TextField()  # title, artists, years, catalogue number
    labels = models.TextField()
    tracks = models.TextField()
    notes = models.TextField()  # the owner's own, for nobody else

    columns: ClassVar[tuple[str, ...]] = ("name", "labels", "tracks", "notes")

    def __str__(self) -> str:
        return self.name


class ArtistText(models.Model):
    """Words of an artist's names."""

    artist = models.OneToOneField(Artist, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    key = models.CharField(max_length=KEY_LENGTH, db_index=True)
    name = models.TextField()

    columns: ClassVar[tuple[str, ...]] = ("name",)

    def __str__(self) -> str:
        return self.name


class SearchWord(models.Model):
    """A word of four letters or more that stands somewhere; one that nobody has any more does no harm.

    One typing error leaves the first two letters or the last two as they are, which makes candidates few.
    """

    word = models.CharField(max_length=40, primary_key=True)
    start = models.CharField(max_length=2)
    end = models.CharField(max_length=2)
    length = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["start", "length"], name="search_word_start"),
            models.Index(fields=["end", "length"], name="search_word_end"),
        ]

    def __str__(self) -> str:
        return self.word
