"""An album: one owned edition, with what is known of the work behind it, and what was listened to of it, as Last.fm
tells.
"""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from collection.models.artist import AlbumArtist, Artist
from collection.models.decided import Lockable
from collection.models.decided import kept as kept  # beside the others that say what is shown
from collection.validators import https_address, list_of_texts, list_of_tracks, named_texts

_CALLED = {
    "Vinyl": _("Vinyl"),
    "Digital": _("Digital"),
    "Reel": _("Reel"),
    "8-Track": _("8-Track"),
    "Memory Stick": _("Memory Stick"),
    "Box Set": _("Box Set"),
}

DESCRIPTION_LENGTH = 2000
COUNTRY_LENGTH = 100
# The owner's own data, which a synchronisation and a file bring, and a person may change.
OWNERS = ("rating", "folder", "media_condition", "sleeve_condition", "notes", "purchased", "further")
# With the folder: what decides whether an album is on the shelf.
SHOWN_BY = ("source", "discogs_id", "removed_at")


class AlbumSource(models.TextChoices):
    """Where an album came from."""

    MANUAL = "manual", _("entered by hand")
    IMPORT = "import", _("an imported file")
    DISCOGS = "discogs", "Discogs"
    LASTFM = "lastfm", "Last.fm"


def support_label(support: str) -> str:
    """What a carrier is called in the reader's language; stored, chosen and exported is Discogs' own word.

    `Vinyle + CD` for "Vinyl + CD"; what has no other name keeps its own.
    """
    return " + ".join(str(_CALLED.get(carrier, carrier)) for carrier in support.split(" + "))


def heard_only(album: str = "") -> Q:
    """Listened to, and not owned as far as anybody told. `album` leads to it, as in "album__"."""
    return Q((f"{album}source", AlbumSource.LASTFM), (f"{album}discogs_id__isnull", True))


HEARD_ONLY = heard_only()


def on_the_shelf(album: str = "") -> Q:
    """What is owned now: neither gone, nor in a folder that is left out, nor only heard."""
    return kept(album) & ~heard_only(album)


class AlbumQuerySet(models.QuerySet["Album"]):
    def with_credits(self) -> "AlbumQuerySet":
        """Prefetch what `artist_credit` needs."""
        return self.prefetch_related(Prefetch("album_artists", AlbumArtist.in_order()))

    def with_names(self) -> "AlbumQuerySet":
        """The same, and nothing else of the artists, for lists of many albums."""
        columns = ("album_id", "position", "credited_as", "join_phrase", "artist__name")
        return self.prefetch_related(Prefetch("album_artists", AlbumArtist.in_order().only(*columns)))

    def on_the_shelf(self) -> "AlbumQuerySet":
        return self.filter(on_the_shelf())

    def kept(self) -> "AlbumQuerySet":
        return self.filter(kept())

    def owned(self) -> "AlbumQuerySet":
        return self.exclude(HEARD_ONLY)

    def heard_only(self) -> "AlbumQuerySet":
        return self.filter(HEARD_ONLY)

    def described(self) -> "AlbumQuerySet":
        return self.exclude(ai_description="")

    def without_description(self) -> "AlbumQuerySet":
        return self.filter(ai_description="")

    def without_facts(self) -> "AlbumQuerySet":
        """Discogs albums whose original year or tracklist was never fetched."""
        return self.filter(discogs_id__isnull=False, facts_at__isnull=True)


class Album(Lockable):
    """One owned edition (a Discogs release). Never merged with another by title.

    `year` is this edition's; `original_year` the work's, null while unknown. `tracklist` is a list of
    `{"position", "title", "duration"}`; `labels`, `genres`, `styles` and `credits` are lists of strings.
    """

    title = models.CharField(_("title"), max_length=500)
    artists = models.ManyToManyField(Artist, through=AlbumArtist, related_name="albums", verbose_name=_("artists"))
    year = models.PositiveSmallIntegerField(_("year of this edition"), null=True, blank=True)
    original_year = models.PositiveSmallIntegerField(_("original year"), null=True, blank=True)
    discogs_id = models.PositiveBigIntegerField(_("Discogs release id"), null=True, blank=True, unique=True)
    discogs_master_id = models.PositiveBigIntegerField(_("Discogs master id"), null=True, blank=True, db_index=True)
    source = models.CharField(
        _("source"), max_length=20, choices=AlbumSource, default=AlbumSource.MANUAL, db_index=True
    )
    support = models.CharField(_("format"), max_length=50, blank=True, db_index=True)
    labels = models.JSONField(_("labels"), default=list, blank=True, validators=[list_of_texts])
    catalog_number = models.CharField(_("catalogue number"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=COUNTRY_LENGTH, blank=True)
    genres = models.JSONField(_("genres"), default=list, blank=True, validators=[list_of_texts])
    styles = models.JSONField(_("styles"), default=list, blank=True, validators=[list_of_texts])
    tracklist = models.JSONField(_("tracklist"), default=list, blank=True, validators=[list_of_tracks])
    credits = models.JSONField(_("credits"), default=list, blank=True, validators=[list_of_texts])
    discogs_url = models.URLField(_("Discogs page"), max_length=1000, blank=True, validators=[https_address])
    spotify_url = models.URLField(_("Spotify page"), max_length=1000, blank=True, validators=[https_address])
    image_url = models.URLField(_("cover"), max_length=1000, blank=True, validators=[https_address])
    added_at = models.DateTimeField(_("added to the collection"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), default=1)
    removed_at = models.DateTimeField(_("no longer in the Discogs collection since"), null=True, blank=True)
    # What the owner says of the first copy; of further ones in `more_copies`, a list of objects of the same names.
    rating = models.PositiveSmallIntegerField(
        _("rating"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    folder = models.CharField(_("folder"), max_length=200, blank=True, db_index=True)
    media_condition = models.CharField(_("condition of the record"), max_length=100, blank=True)
    sleeve_condition = models.CharField(_("condition of the sleeve"), max_length=100, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    purchased = models.CharField(_("bought on"), max_length=100, blank=True)
    further = models.JSONField(_("further columns"), default=dict, blank=True, validators=[named_texts])
    instance_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)  # Discogs' name of the copy
    more_copies = models.JSONField(_("further copies"), default=list, blank=True, editable=False)
    facts_at = models.DateTimeField(_("Discogs facts fetched"), null=True, blank=True, editable=False)
    # Where it stands, as `collection.shelving` says; `collection.searching.texts` keeps both right.
    shelfmark = models.BinaryField(null=True, editable=False)
    decade = models.PositiveSmallIntegerField(null=True, editable=False)

    ai_description = models.TextField(_("description"), max_length=DESCRIPTION_LENGTH, blank=True)
    description_provider = models.CharField(max_length=50, blank=True, editable=False)
    description_model = models.CharField(max_length=200, blank=True, editable=False)
    description_language = models.CharField(max_length=10, blank=True, editable=False)
    description_prompt_version = models.CharField(max_length=20, blank=True, editable=False)
    description_at = models.DateTimeField(_("description written"), null=True, blank=True, editable=False)
    description_run_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    lockable: ClassVar[tuple[str, ...]] = (
        *("title", "artists", "year", "original_year", "support", "copies", "labels", "catalog_number", "country"),
        *("genres", "styles", "tracklist", "credits", "discogs_url", "spotify_url", "image_url", "ai_description"),
        *OWNERS,
    )
    objects = AlbumQuerySet.as_manager()

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")
        ordering = ["title", "pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="album_by_title"),
            models.Index(fields=["id"], name="album_renamed", condition=Q(former_names__isnull=False)),
            models.Index(fields=["-added_at", "-id", "folder", *SHOWN_BY], name="album_by_adding"),
            models.Index(fields=["original_year", "id"], name="album_by_age"),
            # With all that says whether an album is shown, so that those passed over are never read themselves.
            models.Index(fields=["shelfmark", "id", "folder", *SHOWN_BY], name="album_by_shelfmark"),
            # Few lack something, where it matters: they are counted without reading the others, or themselves.
            models.Index(
                fields=["ai_description", "folder", *SHOWN_BY],
                name="album_without_text",
                condition=Q(ai_description=""),
            ),
            models.Index(
                fields=["facts_at", "folder", *SHOWN_BY], name="album_without_facts", condition=Q(facts_at__isnull=True)
            ),
            models.Index(
                fields=["image_url", "folder", *SHOWN_BY], name="album_without_cover", condition=Q(image_url="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_heard_only(self) -> bool:
        """Whether it was listened to and is not owned, as far as anybody told."""
        return self.source == AlbumSource.LASTFM and self.discogs_id is None

    @property
    def is_exact(self) -> bool:
        """Whether Discogs itself told this edition: an export's shorter words then change nothing of it."""
        return bool(self.discogs_id and (self.discogs_master_id or self.facts_at or self.genres))

    @property
    def is_generated(self) -> bool:
        """Whether a model wrote the text, which pages then say."""
        return bool(self.ai_description) and self.description_provider not in {"", "manual"}

    @property
    def each_copy(self) -> list[dict[str, Any]]:
        """What the owner says of each copy, by the names of the columns; moments of further ones are texts."""
        return [{name: getattr(self, name) for name in (*OWNERS, "added_at")}, *self.more_copies]

    @property
    def label(self) -> str:
        """What it is called where it stands alone: `Moon Safari — AIR`. Prefetch `album_artists`."""
        return f"{self.title} — {self.artist_credit}"

    @property
    def shown_support(self) -> str:
        return support_label(self.support)

    @property
    def shown_number(self) -> str:
        """The catalogue number; a "0" stands in exports where there is none, and is kept for the next one."""
        return self.catalog_number if self.catalog_number.strip("0") else ""

    @property
    def artist_credit(self) -> str:
        """The artists as credited on the sleeve, "(n)" left out: `Simon & Garfunkel`. Prefetch `album_artists`."""
        parts: list[str] = []
        for credit in self.album_artists.all():
            parts += [credit.shown_name, credit.joint]
        return "".join(parts[:-1])


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
