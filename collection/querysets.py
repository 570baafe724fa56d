"""What is missing from the collection, as questions to the database."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from collection.placeholders import PLACEHOLDER_KEYS

if TYPE_CHECKING:
    from collection.models import Album, Artist, Image  # noqa: F401 - named in quotes only


class AlbumQuerySet(models.QuerySet["Album"]):
    def with_credits(self) -> "AlbumQuerySet":
        """Prefetch what `artist_credit` needs.

        By a join: prefetching the artists apart names each in an OR of its own, of which SQLite takes a thousand.
        """
        from collection.models import AlbumArtist

        in_order = AlbumArtist.objects.select_related("artist").order_by("album_id", "position")
        return self.prefetch_related(Prefetch("album_artists", in_order))

    def on_the_shelf(self) -> "AlbumQuerySet":
        """What is owned now: neither gone, nor in a folder that is left out, nor only heard."""
        return self.kept().owned()

    def kept(self) -> "AlbumQuerySet":
        """Neither gone from the collection nor in a folder that is left out."""
        from collection.models import LeftOutFolder

        left_out = Exists(LeftOutFolder.objects.filter(name=OuterRef("folder")))
        return self.filter(~left_out, removed_at__isnull=True)

    def owned(self) -> "AlbumQuerySet":
        return self.exclude(self._heard())

    def heard_only(self) -> "AlbumQuerySet":
        """Listened to, and not owned as far as anybody told."""
        return self.filter(self._heard())

    @staticmethod
    def _heard() -> Q:
        return Q(source="lastfm", discogs_id__isnull=True)

    def described(self) -> "AlbumQuerySet":
        return self.exclude(ai_description="")

    def without_description(self) -> "AlbumQuerySet":
        return self.filter(ai_description="")

    def without_facts(self) -> "AlbumQuerySet":
        """Discogs albums whose original year or tracklist was never fetched."""
        return self.filter(discogs_id__isnull=False, facts_at__isnull=True)


class ArtistQuerySet(models.QuerySet["Artist"]):
    def real(self) -> "ArtistQuerySet":
        """Artists who are somebody: "Various" and the like have no face."""
        return self.exclude(key__in=PLACEHOLDER_KEYS)

    def on_the_shelf(self) -> "ArtistQuerySet":
        """All but those whose every album has left the collection."""
        from collection.models import AlbumArtist

        credits_of = AlbumArtist.objects.filter(artist=OuterRef("pk"))
        return self.filter(Exists(credits_of.filter(album__removed_at__isnull=True)) | ~Exists(credits_of))

    def with_photo(self) -> "ArtistQuerySet":
        return self.filter(self._has_photo())

    def without_photo(self) -> "ArtistQuerySet":
        """Artists with no photo whom nobody has answered "no photo" for."""
        return self.real().filter(~self._has_photo()).exclude(photo_answer="no_photo")

    @staticmethod
    def _has_photo() -> Exists:
        from collection.models import Image

        return Exists(Image.objects.filter(artist=OuterRef("pk"), image_type="artist"))


class ImageQuerySet(models.QuerySet["Image"]):
    def artist_photos(self) -> "ImageQuerySet":
        return self.filter(image_type="artist", artist__isnull=False)

    def best_first(self) -> "ImageQuerySet":
        """A picture that the owner gave comes before a fetched one."""
        return self.annotate(
            fetched=models.Case(models.When(Q(source="manual"), then=0), default=1, output_field=models.IntegerField())
        ).order_by("fetched", "pk")
