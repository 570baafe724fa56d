"""A picture of an artist or of an album: an HTTPS address, or a file that the owner uploaded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collection.validators import https_address

ARTIST_PHOTO = "artist"
ALBUM_COVER = "album"
MANUAL = "manual"


class ImageQuerySet(models.QuerySet["Image"]):
    def artist_photos(self) -> "ImageQuerySet":
        return self.filter(image_type=ARTIST_PHOTO, artist__isnull=False)

    def best_first(self) -> "ImageQuerySet":
        """A picture that the owner gave comes before a fetched one."""
        return self.annotate(
            fetched=models.Case(models.When(Q(source=MANUAL), then=0), default=1, output_field=models.IntegerField())
        ).order_by("fetched", "pk")


class Image(models.Model):
    """Exactly one owner, exactly one of `url` and `file`. `image_type` and `source` have no choices on purpose:
    a new provider is not a migration.
    """

    url = models.URLField(_("address"), max_length=1000, blank=True, validators=[https_address])
    file = models.FileField(_("file"), upload_to="photos/", max_length=255, blank=True)
    image_type = models.CharField(_("type"), max_length=20)
    source = models.CharField(_("source"), max_length=20)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)
    # The page of whom it shows at its source, where a link is owed; Spotify's follows from the owner's id.
    page = models.URLField(max_length=1000, blank=True, default="", editable=False, validators=[https_address])
    # Why a fetched picture is believed to show its owner; "" where nobody knows. Open like `source`.
    basis = models.CharField(max_length=20, blank=True, default="", editable=False)
    run_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    artist = models.ForeignKey(
        "collection.Artist", on_delete=models.CASCADE, null=True, blank=True, related_name="images"
    )
    album = models.ForeignKey(
        "collection.Album", on_delete=models.CASCADE, null=True, blank=True, related_name="images"
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                condition=Q(artist__isnull=False, album__isnull=True) | Q(artist__isnull=True, album__isnull=False),
                name="image_has_one_owner",
            ),
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")), name="image_is_url_or_file"
            ),
            models.CheckConstraint(condition=Q(url="") | Q(url__startswith="https://"), name="image_url_is_https"),
            # Two partial constraints, for a single one over both owners is defeated by NULLs.
            models.UniqueConstraint(
                fields=["artist", "image_type", "source"],
                condition=Q(artist__isnull=False),
                name="image_unique_per_artist",
            ),
            models.UniqueConstraint(
                fields=["album", "image_type", "source"],
                condition=Q(album__isnull=False),
                name="image_unique_per_album",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_type} ({self.source})"

    @property
    def address(self) -> str:
        return str(self.file.url) if self.file else self.url

    @property
    def spotify_url(self) -> str:
        """The page of whom it shows, which Spotify's pictures owe."""
        owner = self.artist or self.album
        return owner.spotify_url if owner else ""
