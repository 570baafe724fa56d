"""An artist, as the source names them, and the place of one in an album's credit."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from collection.models.decided import Lockable, kept
from collection.models.image import ARTIST_PHOTO, MANUAL, Image
from collection.models.sql import Written
from collection.naming import PLACEHOLDER_KEYS, artist_key, base_form

KEY_LENGTH = 500


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

    @classmethod
    def in_order(cls) -> "models.QuerySet[AlbumArtist]":
        """Of any albums. The artists come by a join: prefetched apart, each would be named in an OR of its own, of
        which SQLite takes a thousand.
        """
        return cls._default_manager.select_related("artist").order_by("album_id", "position")

    @property
    def shown_name(self) -> str:
        return base_form(self.credited_as) or self.artist.display_name

    @property
    def joint(self) -> str:
        """What stands between this name and the next one, with its blanks."""
        phrase = self.join_phrase.strip() or ","
        return ", " if phrase == "," else f" {phrase} "


class PhotoDecision(models.TextChoices):
    """What a person said about the photo; empty until they did."""

    NONE_YET = "", _("none yet")
    CHOSEN = "chosen", _("chosen")
    NO_PHOTO = "no_photo", _("no photo")


class ArtistQuerySet(models.QuerySet["Artist"]):
    def real(self) -> "ArtistQuerySet":
        """Artists who are somebody: "Various" and the like have no face."""
        return self.exclude(pk__in=_NOBODY)

    def on_the_shelf(self) -> "ArtistQuerySet":
        """All but those whose every album has left the collection, or lies in a folder that is left out."""
        return self.exclude(pk__in=_GONE)

    def real_on_the_shelf(self) -> "ArtistQuerySet":
        """Both: each artist is looked for in one list instead of two."""
        return self.exclude(pk__in=_NOBODY_OR_GONE)

    def expecting_a_photo(self) -> "ArtistQuerySet":
        """Whom a photo is counted for: somebody on the shelf whom nobody has answered "no photo" for."""
        return self.exclude(pk__in=Artist.objects.expecting_no_photo())

    def expecting_no_photo(self) -> "ArtistQuerySet":
        """The others, who are few: sooner found than all but them."""
        groups = (_DECLINED, _NOBODY, _GONE)
        return self.filter(reduce(or_, (Q(pk__in=group) for group in groups))).order_by()

    def with_photo(self) -> "ArtistQuerySet":
        return self.filter(self._has_photo())

    def without_photo(self) -> "ArtistQuerySet":
        """Artists with no photo whom nobody has answered "no photo" for."""
        return self.real().filter(~self._has_photo()).exclude(photo_answer=PhotoDecision.NO_PHOTO)

    @staticmethod
    def credits_without_photo() -> models.QuerySet[AlbumArtist]:
        """Where an artist `without_photo` is credited: those few are looked up who are not."""
        pictured = Image.objects.artist_photos().values("artist")
        somebody = AlbumArtist.objects.exclude(artist__in=_NOBODY).exclude(artist__in=_DECLINED)
        return somebody.exclude(artist__in=pictured)

    @staticmethod
    def _has_photo() -> Exists:
        return Exists(Image.objects.filter(artist=OuterRef("pk"), image_type=ARTIST_PHOTO))


def _gone() -> models.QuerySet[AlbumArtist, int]:
    """Keys of the artists who have left the shelf: few albums have left, so it is their artists who are looked up, and
    only for those what else they made.
    """
    gone = apps.get_model("collection", "Album").objects.exclude(kept()).order_by()
    staying = AlbumArtist.objects.filter(kept("album__"), artist=OuterRef("artist"))
    leavers = AlbumArtist.objects.filter(album__in=gone.values("pk")).exclude(Exists(staying))
    return leavers.order_by().values_list("artist", flat=True)


_DECLINED = Written(lambda: Artist.objects.filter(photo_answer=PhotoDecision.NO_PHOTO).values("pk"))
# "Various" and the like: few names are looked up, not everybody's.
_NOBODY = Written(lambda: Artist.objects.filter(key__in=PLACEHOLDER_KEYS).values("pk"))
_GONE = Written(_gone)
_NOBODY_OR_GONE = Written(lambda: _NOBODY.rows().order_by().union(_gone(), all=True))


class Artist(Lockable):
    """One identity. `name` keeps a Discogs "(n)", which tells homonyms apart and is never shown nor sent on.

    Two rows may carry the same Spotify id ("AIR" and "Air"); a Discogs id is borne by one row at most.
    """

    name = models.CharField(_("name"), max_length=500)
    key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    discogs_artist_id = models.PositiveBigIntegerField(_("Discogs artist id"), null=True, blank=True, unique=True)
    spotify_id = models.CharField(_("Spotify id"), max_length=22, blank=True, db_index=True)
    name_variations = models.JSONField(_("name variations"), default=list, blank=True, editable=False)
    photo_answer = models.CharField(
        _("photo answer"), max_length=10, choices=PhotoDecision, default=PhotoDecision.NONE_YET, blank=True
    )
    photo_asked_at = models.DateTimeField(_("photo last asked for"), null=True, blank=True, editable=False)

    lockable: ClassVar[tuple[str, ...]] = ("name", "discogs_artist_id", "spotify_id", "photo")
    objects = ArtistQuerySet.as_manager()

    class Meta:
        verbose_name = _("artist")
        verbose_name_plural = _("artists")
        ordering = ["key", "pk"]
        indexes = [
            models.Index(fields=["id"], name="artist_declined", condition=Q(photo_answer=PhotoDecision.NO_PHOTO)),
            models.Index(fields=["id"], name="artist_renamed", condition=Q(former_names__isnull=False)),
            models.Index(fields=["photo_asked_at"], name="artist_asked", condition=Q(photo_asked_at__isnull=False)),
        ]
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
        self.key = self.key_of(self.name)
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "key"}
        super().save(*args, **kwargs)

    @staticmethod
    def key_of(name: str) -> str:
        """The identity key of `name`, cut to what the column holds: folding may lengthen a text."""
        return artist_key(name)[:KEY_LENGTH]

    @property
    def display_name(self) -> str:
        return base_form(self.name)

    @property
    def spotify_url(self) -> str:
        return f"https://open.spotify.com/artist/{self.spotify_id}" if self.spotify_id else ""

    @property
    def photo(self) -> Image | None:
        """The picture to show, the owner's own before a fetched one; none where they said so. Prefetch `images`."""
        if self.photo_answer == PhotoDecision.NO_PHOTO:
            return None
        photos = [image for image in self.images.all() if image.image_type == ARTIST_PHOTO]
        return min(photos, key=lambda image: (image.source != MANUAL, image.pk), default=None)
