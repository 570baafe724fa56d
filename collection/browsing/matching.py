"""Which albums fit a visitor's choices, and in which order."""

from collections.abc import Callable
from typing import Any

from django.db.models import BooleanField, Count, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

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
        albums = albums.filter(pk__in=_credited(Q(artist=choices.artist)))
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
        albums = albums.filter(_played(choices.played))
    return albums.filter(_LACKING[choices.lacking]()) if choices.lacking else albums


def chosen(choices: Choices) -> QuerySet[Album]:
    """The albums that fit every choice, in the chosen order."""
    albums = found(choices)
    if choices.genre:
        albums = albums.filter(Lists(F("genres"), Value(choices.genre)))
    if choices.support:
        albums = albums.filter(support=choices.support)
    if choices.folder:
        albums = albums.filter(folder=choices.folder)
    if choices.decade:
        last = choices.decade + 9
        albums = albums.annotate(released=RELEASED).filter(released__gte=choices.decade, released__lte=last)
    return _ordered(albums, choices.sort, choices.seed)


def _played(choice: str) -> Q:
    plays = Scrobble.objects.filter(album__isnull=False).order_by().values("album")
    if choice == NEVER:
        return ~Q(pk__in=plays)
    begin, end = spans.month(choice)
    return Q(pk__in=plays.filter(played_at__gte=begin, played_at__lt=end))


_LACKING: dict[str, Callable[[], Q]] = {
    "text": lambda: Q(ai_description=""),
    "cover": lambda: Q(image_url=""),
    "photo": lambda: Q(pk__in=_credited(Q(artist__in=Artist.objects.without_photo().order_by()))),
}


def _credited(condition: Q) -> QuerySet[Any, int]:
    """Keys of albums. Asked once, where an EXISTS would be asked for each album."""
    return AlbumArtist.objects.filter(condition).values_list("album", flat=True)


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
        return albums.order_by(BY_NAME["title"], "pk")
    return albums.order_by(BY_NAME["artist"].asc(nulls_last=True), RELEASED.asc(nulls_last=True), Lower("title"), "pk")


def count_before(choices: Choices, letter: str) -> int:
    """How many of the chosen albums stand before those that begin with `letter`, where names order them."""
    if choices.sort not in BY_NAME:
        return 0
    return chosen(choices).order_by().alias(called=BY_NAME[choices.sort]).filter(called__lt=letter).count()


_FIRST_ARTIST = Artist.objects.filter(album_artists__album=OuterRef("pk")).order_by("album_artists__position")
BY_NAME: dict[str, Any] = {"artist": Subquery(_FIRST_ARTIST.values("key")[:1]), "title": Lower("title")}
