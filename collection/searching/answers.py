"""Answers to a question, by what was found: artists, albums, labels, tracks and the owner's notes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import QuerySet, prefetch_related_objects

from collection.browsing.matching import ON_A_CARD, credits_and_covers
from collection.models import Album, AlbumText, Artist
from collection.searching.asking import ALBUM, EVERYTHING, WITH_TRACKS, Question, albums, artists
from collection.searching.texts import words
from collection.sleeve import heard

MOST = 12
LOOKED_AT = 200
TRACKS_SHOWN = 3


class Heard(NamedTuple):
    """An album and those of its tracks that answer."""

    album: Album
    titles: list[str]


@dataclass(frozen=True)
class Answers:
    """At most `MOST` of each; an album stands once, where its best words were found. `mended`: a word was mistyped."""

    artists: list[Artist] = field(default_factory=list)
    albums: list[Album] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    tracks: list[Heard] = field(default_factory=list)
    noted: list[Album] = field(default_factory=list)
    mended: bool = False

    def __bool__(self) -> bool:
        return bool(self.artists or self.albums or self.labels or self.tracks or self.noted)

    @property
    def all_albums(self) -> list[Album]:
        return [*self.albums, *(one.album for one in self.tracks), *self.noted]


def answers(text: str, *, with_notes: bool) -> Answers:
    """Whatever stands under `text`, or, where nothing does, under words that one typing error makes of its words."""
    question = Question.read(text)
    if not question:
        return Answers()
    found = _found(question, with_notes)
    return found or replace(_found(question.forgiving(), with_notes), mended=True)


def _found(question: Question, with_notes: bool) -> Answers:
    beyond = _kept(albums(question, WITH_TRACKS, but_not=ALBUM, most=LOOKED_AT)).only(*ON_A_CARD, "tracklist")
    noted = albums(question, EVERYTHING, but_not=WITH_TRACKS, most=LOOKED_AT)
    lists = _kept(albums(question, ("labels",), most=LOOKED_AT)).values_list("labels", flat=True)
    labels = dict.fromkeys(str(label) for on_album in lists for label in on_album)
    found = Answers(
        artists=_best(Artist.objects.real_on_the_shelf(), artists, question),
        albums=_best(Album.objects.kept().only(*ON_A_CARD, "search_text__key"), albums, question),
        labels=[one for one in labels if question.words_in(words([one])) == len(question)][:MOST],
        tracks=[Heard(album, _tracks(album, question)) for album in beyond[:MOST]],
        noted=list(_kept(noted).only(*ON_A_CARD)[:MOST]) if with_notes else [],
    )
    prefetch_related_objects(found.all_albums, *credits_and_covers())
    prefetch_related_objects(found.artists, "images")
    return found


def _kept(texts: QuerySet[AlbumText]) -> QuerySet[Album]:
    return Album.objects.kept().filter(pk__in=texts.values("pk")).order_by("-pk")


def _best(rows: QuerySet[Any], ask: Callable[..., QuerySet[Any]], question: Question) -> list[Any]:
    """Those of `rows` that are called so, then those that begin so, then others."""
    newest = rows.select_related("search_text").order_by("-pk")
    called = ask(question).model.objects.filter(key=question.key)
    same = list(newest.filter(pk__in=called.values("pk"))[:MOST]) if question.key else []
    found = newest.filter(pk__in=ask(question, most=LOOKED_AT).values("pk"))
    others = [row for row in found if row not in same]
    others.sort(key=lambda row: not row.search_text.key.startswith(question.key))
    return [*same, *others][:MOST]


def _tracks(album: Album, question: Question) -> list[str]:
    """The titles in which most of the words stand."""
    titles = [str(track.get("title", "")) for track in heard(album.tracklist)]
    counted = [(question.words_in(words([title])), title) for title in titles]
    most = max((count for count, _title in counted), default=0)
    return [title for count, title in counted if count == most > 0][:TRACKS_SHOWN]
