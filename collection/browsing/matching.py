"""Which albums fit a visitor's choices, in which order, and what of them a card shows; pages of ordered rows, and where
a letter or an album stands in them.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, F, Func, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.db.models.lookups import LessThan
from django.utils import timezone

from collection.browsing.choices import NEVER, Choices, number
from collection.models import Album, AlbumArtist, Artist, Scrobble
from collection.searching.asking import ALBUM, WITH_NOTES, matching_albums

RELEASED = Coalesce("original_year", "year")
_PRIME = 1_000_003
_LACKING: dict[str, Callable[[], Q]] = {
    "text": lambda: Q(ai_description=""),
    "cover": lambda: Q(image_url=""),
    "photo": lambda: Q(pk__in=Artist.objects.credits_without_photo().values("album")),
}
BY_NAME: dict[str, Callable[[str], Any]] = {
    "artist": lambda letter: Q(shelfmark__lt=letter.encode()),
    "title": lambda letter: LessThan(Lower("title"), Value(letter)),
}

LARGEST_PLACE = 10_000_000
ON_A_CARD = ("title", "year", "original_year", "support", "image_url", "discogs_id", "source")
MOST_YEARS = 80


class Lists(Func):
    """Whether a JSON list of texts holds one: `Lists(F("genres"), Value("Jazz"))`. `contains` knows no SQLite."""

    template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s))"
    arg_joiner = ") WHERE value = ("
    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="jsonb_exists(%(expressions)s)", arg_joiner=", ", **extra)


def found(choices: Choices) -> QuerySet[Album]:
    """The albums that fit all but genre, decade, format and folder, which are still to be chosen."""
    # Albums that left the collection are not on the wall, nor those that were only ever heard, but where asked for.
    albums = Album.objects.kept().heard_only() if choices.heard else Album.objects.on_the_shelf()
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
        begin, end = span_of_year(choices.added)
        albums = albums.filter(added_at__gte=begin, added_at__lt=end)
    if choices.played:
        plays = Scrobble.objects.filter(album__isnull=False).order_by().values("album")
        if choices.played == NEVER:
            albums = albums.exclude(pk__in=plays)
        else:
            begin, end = span_of_month(choices.played)
            albums = albums.filter(pk__in=plays.filter(played_at__gte=begin, played_at__lt=end))
    return albums.filter(_LACKING[choices.lacking]()) if choices.lacking else albums


def chosen(choices: Choices, among: QuerySet[Album] | None = None) -> QuerySet[Album]:
    """The albums that fit every choice, in the chosen order; `among` those that `found` has found already."""
    albums = found(choices) if among is None else among
    if choices.genre:
        albums = albums.filter(Lists(F("genres"), Value(choices.genre)))
    columns = {name: value for name in ("support", "folder", "decade") if (value := getattr(choices, name))}
    albums = albums.filter(**columns)
    return _ordered(albums, choices.sort, choices.seed)


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


class Place(NamedTuple):
    """A page of a list as an address asks for it, and the row on it at which the asked letter begins."""

    page: str | int
    row: int | None = None


class Neighbour(NamedTuple):
    key: int
    title: str
    place: int


class Around(NamedTuple):
    """What stands before and after an album in the order that somebody came from."""

    before: Neighbour | None
    after: Neighbour | None
    query: str
    page: int


def asked_place(query: Mapping[str, str], size: int, before: Callable[[str], int]) -> Place:
    """`before` counts what comes before a letter; pages hold `size` rows."""
    letter = query.get("letter", "")[:1].lower()
    if not (letter.isascii() and letter.isalpha()):
        return Place(query.get("page", ""))
    page, row = divmod(before(letter), size)
    return Place(page + 1, row)


def around(choices: Choices, asked: str, key: int, size: int) -> Around | None:
    """None where the album of this `key` does not stand at the `asked` place, from 1, of what was chosen."""
    place = number(asked, LARGEST_PLACE)
    first = max(place - 1, 1)
    rows = chosen(choices).values_list("pk", "title")[first - 1 : place + 1] if place else []
    found = {first + count: Neighbour(*row, first + count) for count, row in enumerate(rows)}
    if place not in found or found[place].key != key:
        return None
    return Around(found.get(place - 1), found.get(place + 1), choices.query(), (place - 1) // size + 1)


def page_of(rows: QuerySet[Any], count: int, size: int, asked: int | str) -> "Page[Any]":
    """The page that is `asked` for, or one that exists, of `rows` that somebody counted already.

    The last costs no more than the first: it is read backwards.
    """
    page: Page[Any] = Paginator(range(count), size).get_page(asked)
    first, last = max(page.start_index() - 1, 0), page.end_index()
    if last <= count - first:
        page.object_list = list(rows[first:last])
    else:
        page.object_list = list(rows.reverse()[count - last : count - first])[::-1]
    return page


def for_cards(albums: QuerySet[Album]) -> QuerySet[Album]:
    return albums.only(*ON_A_CARD).prefetch_related(*credits_and_covers())


def other_editions(album: Album) -> list[Album]:
    """The owner's other editions of the same work."""
    if album.discogs_master_id is None:
        return []
    same = Album.objects.on_the_shelf().filter(discogs_master_id=album.discogs_master_id).exclude(pk=album.pk)
    return list(for_cards(same.order_by("year", "pk"))[:24])


def credits_and_covers() -> tuple[Prefetch, str]:  # type: ignore[type-arg]
    """To be prefetched."""
    return Prefetch("album_artists", AlbumArtist.in_order()), "images"


class Span(NamedTuple):
    """From `begin` until just before `end`."""

    begin: datetime
    end: datetime


def span_of_year(number: int) -> Span:
    return Span(_first_of(number, 1), _first_of(number + 1, 1))


def span_of_month(name: str) -> Span:
    """Of a month such as "2026-10"."""
    number = int(name[:4]) * 12 + int(name[5:]) - 1
    return Span(_first_of(number // 12, number % 12 + 1), _first_of((number + 1) // 12, (number + 1) % 12 + 1))


def spans_of_years(first: datetime | None, last: datetime | None) -> dict[int, Span]:
    """Every year from that of `first` to that of `last`, a lifetime at most."""
    if first is None or last is None:
        return {}
    newest = timezone.localtime(last).year
    oldest = max(timezone.localtime(first).year, newest - MOST_YEARS + 1)
    return {number: span_of_year(number) for number in range(oldest, newest + 1)}


def spans_of_months(last: date, count: int) -> dict[str, Span]:
    """The `count` months up to that of `last`, by their names."""
    newest = last.year * 12 + last.month - 1
    names = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(newest - count + 1, newest + 1)]
    return {name: span_of_month(name) for name in names}


def _first_of(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime(year, month, 1))  # noqa: DTZ001 - the site's own time zone is put to it
