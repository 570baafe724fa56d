"""Which albums fit a visitor's choices, and in which order."""

from typing import Any

from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from collection.browsing.choices import Choices
from collection.models import Album, AlbumArtist, Artist
from collection.searching.asking import ALBUM, WITH_NOTES, matching_albums

RELEASED = Coalesce("original_year", "year")


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
    """The albums of the words, artist, style and label; genre, decade, format and folder still to be chosen."""
    albums = Album.objects.kept().heard_only() if choices.heard else owned()
    if choices.text:
        albums = albums.filter(matching_albums(choices.text, ALBUM if choices.public else WITH_NOTES))
    if choices.artist:
        albums = albums.filter(pk__in=_credited(Q(artist=choices.artist)))
    if choices.style:
        albums = albums.filter(Lists(F("styles"), Value(choices.style)))
    if choices.label:
        albums = albums.filter(Lists(F("labels"), Value(choices.label)))
    return albums


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
    return _ordered(albums, choices.sort)


def _credited(condition: Q) -> QuerySet[Any, int]:
    """Keys of albums. Asked once, where an EXISTS would be asked for each album."""
    return AlbumArtist.objects.filter(condition).values_list("album", flat=True)


def _ordered(albums: QuerySet[Album], sort: str) -> QuerySet[Album]:
    if sort == "added":
        return albums.order_by(F("added_at").desc(nulls_last=True), "-pk")
    if sort == "year":
        return albums.order_by(RELEASED.asc(nulls_last=True), Lower("title"), "pk")
    if sort == "title":
        return albums.order_by(Lower("title"), "pk")
    first = Artist.objects.filter(album_artists__album=OuterRef("pk")).order_by("album_artists__position")
    return albums.order_by(
        Subquery(first.values("key")[:1]).asc(nulls_last=True), RELEASED.asc(nulls_last=True), Lower("title"), "pk"
    )
