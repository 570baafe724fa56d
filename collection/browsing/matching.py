"""Which albums fit a visitor's choices, and in which order."""

from collections.abc import Callable
from typing import Any

from django.db.models import BooleanField, Count, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.db.models.lookups import LessThan

from collection.browsing import spans
from collection.browsing.choices import NEVER, Choices
from collection.models import Album, AlbumArtist, Artist, Scrobble
from collection.searching.asking import ALBUM, WITH_NOTES, matching_albums

RELEASED = Coalesce("original_year", "year")
_PRIME = 1_000_003


class Lists(Func):
    """Whether a JSON list of texts holds one: `Lists(F("genres"), Value("Jazz"))`. `contains` knows no SQLite."""

    template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s))"
    arg_joiner = ") WHERE value = ("
    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="jsonb_exists(%(expressions)s)", arg_joiner=", ", **extra)


def owned() -> QuerySet[Album]:
    """What is on the shelf now: albums that left the collection, or were only ever heard, are not on the wall."""
    return Album.objects.on_the_shelf()


def found(choices: Choices) -> QuerySet[Album]:
    """The albums that fit all but genre, decade, format and folder, which are still to be chosen."""
    albums = Album.objects.kept().heard_only() if choices.heard else owned()
    if choices.text:
        albums = albums.filter(matching_albums(choices.text, ALBUM if choices.public else WITH_NOTES))
    if choices.artist:
        # Asked once, where an EXISTS would be asked for each album.
        albums = albums.filter(pk__in=AlbumArtist.objects.filter(artist=choices.artist).values("album"))
    if choices.style:
        albums = albums.filter(Lists(F("styles"), Value(choices.style)))
    if choices.label:
        albums = albums.filter(Lists(F("labels"), Value(choices.label)))
    if choices.country:
        albums = albums.filter(country=choices.country)
    if choices.added:
        begin, end = spans.year(choices.added)
        albums = albums.filter(added_at__gte=begin, added_at__lt=end)
    if choices.played:
        plays = Scrobble.objects.filter(album__isnull=False).order_by().values("album")
        if choices.played == NEVER:
            albums = albums.exclude(pk__in=plays)
        else:
            begin, end = spans.month(choices.played)
            albums = albums.filter(pk__in=plays.filter(played_at__gte=begin, played_at__lt=end))
    return albums.filter(_LACKING[choices.lacking]()) if choices.lacking else albums


def chosen(choices: Choices, among: QuerySet[Album] | None = None) -> QuerySet[Album]:
    """The albums that fit every choice, in the chosen order; `among` those that `found` has found already."""
    albums = found(choices) if among is None else among
    if choices.genre:
        albums = albums.filter(Lists(F("genres"), Value(choices.genre)))
    if choices.support:
        albums = albums.filter(support=choices.support)
    if choices.folder:
        albums = albums.filter(folder=choices.folder)
    if choices.decade:
        albums = albums.filter(decade=choices.decade)
    return _ordered(albums, choices.sort, choices.seed)


_LACKING: dict[str, Callable[[], Q]] = {
    "text": lambda: Q(ai_description=""),
    "cover": lambda: Q(image_url=""),
    "photo": lambda: Q(pk__in=Artist.objects.credits_without_photo().values("album")),
}


def _ordered(albums: QuerySet[Album], sort: str, seed: int) -> QuerySet[Album]:
    if sort == "random":
        return albums.order_by(F("pk") * (7_919 * seed + 104_729) % _PRIME, "pk")  # in no order that anybody sees
    if sort == "plays":
        plays = Scrobble.objects.filter(album=OuterRef("pk")).order_by().values("album").annotate(plays=Count("pk"))
        return albums.order_by(Coalesce(Subquery(plays.values("plays")), 0).desc(), Lower("title"), "pk")
    if sort == "added":
        return albums.order_by(F("added_at").desc(nulls_last=True), "-pk")
    if sort == "year":
        return albums.order_by(RELEASED.asc(nulls_last=True), Lower("title"), "pk")
    if sort == "title":
        return albums.order_by(Lower("title"), "pk")
    return albums.order_by("shelfmark", "pk")


def count_before(choices: Choices, letter: str) -> int:
    """How many of the chosen albums stand before those that begin with `letter`, where names order them."""
    before = BY_NAME.get(choices.sort)
    return chosen(choices).order_by().filter(before(letter)).count() if before else 0


BY_NAME: dict[str, Callable[[str], Any]] = {
    "artist": lambda letter: Q(shelfmark__lt=letter.encode()),
    "title": lambda letter: LessThan(Lower("title"), Value(letter)),
}
