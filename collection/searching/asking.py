"""Questions in words, put to whichever database there is. The one place that knows how each of them finds words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet

from collection.models.search import AlbumText, ArtistText, SearchWord
from collection.naming import folded
from collection.searching.texts import is_symbol, spellings

MOST_WORDS = 8
FEW = 500
LONGEST = 200
ALBUM = ("name", "labels")
WITH_NOTES = (*ALBUM, "notes")
WITH_TRACKS = (*ALBUM, "tracks")
EVERYTHING = (*WITH_TRACKS, "notes")

SHORTEST = 4  # word that may be mistyped
MOST_NEAR = 12

Spelling = tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What was written, and for each of its words the spellings that answer it, each by the beginnings of words."""

    key: str
    words: tuple[tuple[Spelling, ...], ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Whatever people write is a question; signs between words are none of it."""
        text = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST])
        written = list(dict.fromkeys(text.split()))
        named = [one for one in written if not is_symbol(one)] or written
        read = (tuple(map(tuple, spellings(one))) for one in named[:MOST_WORDS])
        return cls(folded(text), tuple(one for one in read if one))

    def forgiving(self) -> Self:
        """The same question, each word also answered by those that one typing error makes of it."""
        single = [[spelling[0] for spelling in word if len(spelling) == 1] for word in self.words]
        near_ones = near({one for ones in single for one in ones})
        mended = [[(other,) for one in ones for other in near_ones.get(one, ())] for ones in single]
        return replace(self, words=tuple((*word, *more) for word, more in zip(self.words, mended, strict=True)))

    def words_in(self, text: str) -> int:
        """How many of its words stand in `text`, words as `texts.words` writes them."""
        there = text.split()
        return sum(
            any(all(any(one.startswith(part) for one in there) for part in spelling) for spelling in word)
            for word in self.words
        )

    def __len__(self) -> int:
        return len(self.words)


def albums(
    question: Question, scope: Sequence[str] = ALBUM, but_not: Sequence[str] = (), most: int = 0
) -> QuerySet[AlbumText]:
    """Texts of the albums in which every word stands, in whichever of the columns `scope`; see `Stands`."""
    stands = Stands(AlbumText, question, scope, but_not, most)
    return AlbumText.objects.filter(stands) if question else AlbumText.objects.none()


def artists(question: Question, most: int = 0) -> QuerySet[ArtistText]:
    stands = Stands(ArtistText, question, ArtistText.columns, (), most)
    return ArtistText.objects.filter(stands) if question else ArtistText.objects.none()


def matching_albums(text: str, scope: Sequence[str]) -> Q:
    """Albums that answer `text`; where none does, those that do after one typing error a word."""
    return _matching(text, lambda question: albums(question, scope))


def matching_artists(text: str) -> Q:
    return _matching(text, artists)


def _matching(text: str, ask: Callable[[Question], QuerySet[Any]]) -> Q:
    """Few are named by their keys, so that a page that asks of them again need not search again."""
    question = Question.read(text)
    keys = _first_keys(ask(question))
    if question and not keys:
        question = question.forgiving()
        keys = _first_keys(ask(question))
    return Q(pk__in=keys if len(keys) <= FEW else ask(question).values("pk"))


def _first_keys(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[: FEW + 1])


class Stands(Func):
    """Whether every word of a question stands in the columns of a text: SQLite's FTS5, PostgreSQL's tsvector.

    Not where all of them stand in the narrower columns `but_not` already. With `most`, only that many, the newest ones,
    need be found: SQLite reads its index backwards and stops there, however many there are.
    """

    output_field = BooleanField()

    def __init__(
        self, model: type[Model], question: Question, scope: Sequence[str], but_not: Sequence[str] = (), most: int = 0
    ) -> None:
        super().__init__(F("pk"), *map(F, (*scope, *but_not)))
        self._index, self._words = f"{model._meta.db_table}_words", question.words
        self._scope, self._but_not, self._most = scope, but_not, most

    def as_sqlite(self, compiler: Any, connection: Any, **_extra: Any) -> Any:
        key, parameters = compiler.compile(self.source_expressions[0])
        found = " AND ".join(_any(word, " OR ", " AND ", '"{}"*') for word in self._words)
        scopes = [f"({{{' '.join(scope)}}} : ({found}))" for scope in (self._scope, self._but_not) if scope]
        first = f"ORDER BY rowid DESC LIMIT {int(self._most)}" if self._most else ""
        index = f"SELECT rowid FROM {self._index} WHERE {self._index} MATCH %s {first}"  # noqa: S608 - a table's name
        return f"{key} IN ({index})", (*parameters, " NOT ".join(scopes))

    def as_postgresql(self, compiler: Any, connection: Any, **_extra: Any) -> Any:
        columns = [compiler.compile(column)[0] for column in self.source_expressions[1:]]
        asked = " & ".join(_any(word, " | ", " & ", "'{}':*") for word in self._words)
        scopes = [scope for scope in (columns[: len(self._scope)], columns[len(self._scope) :]) if scope]
        found = " AND NOT ".join(f"{tsvector(scope)} @@ %s::tsquery" for scope in scopes)
        return f"({found})", (asked,) * len(scopes)


def tsvector(columns: Sequence[str]) -> str:
    """The words of `columns` as PostgreSQL indexes them: already split, so that no parser and no language is asked."""
    joined = " || ' ' || ".join(columns)
    return f"array_to_tsvector(array_remove(string_to_array({joined}, ' '), ''))"


def _any(word: Sequence[Spelling], either: str, both: str, form: str) -> str:
    """Words are letters and digits alone: nothing in them needs quoting."""
    return f"({either.join(f'({both.join(form.format(part) for part in spelling)})' for spelling in word)})"


def near(words: Collection[str]) -> dict[str, list[str]]:
    """For each of `words` those near it that stand somewhere, from one query; shorter ones have none.

    Near is what one typing error makes of it: a letter too many, too few, another, or two that changed places.
    """
    longer = [word for word in words if len(word) >= SHORTEST]
    if not longer:
        return {}
    wanted = Q(pk__in=[])
    for word in longer:
        lengths = range(len(word) - 1, len(word) + 2)
        swapped = [word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(1, 3)]
        halves = (Q(start=word[:2], length=length) | Q(end=word[-2:], length=length) for length in lengths)
        wanted |= Q(pk__in=swapped)
        for half in halves:
            wanted |= half
    stored = list(SearchWord.objects.filter(wanted).order_by("word").values_list("word", flat=True))
    return {word: [other for other in stored if is_near(word, other)][:MOST_NEAR] for word in longer}


def is_near(one: str, other: str) -> bool:
    """Whether exactly one error lies between them."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    place = next((at for at, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    swapped = short[place + 1 : place + 2] + short[place : place + 1]
    return short[place + 1 :] == long[place + 1 :] or swapped + short[place + 2 :] == long[place:]
