"""The descriptions phase: one text for each work, from the cache or from Euria, through the quality gate."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, ClassVar, NamedTuple, Self

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from collection.models import Album, AlbumQuerySet
from collection.models.sql import Told, Written
from enrichment.caches import JsonCache
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.base import LimiterOf, Missing, Phase, Result, Target, Targets
from enrichment.phases.descriptions import afterwards, text
from enrichment.phases.descriptions.facts import facts_of, other_editions, surroundings
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.results import Coverage, Suspect
from enrichment.phases.services import Service, Words
from enrichment.providers.euria.provider import DescriptionRequest, EuriaProvider
from enrichment.providers.texts import CLAIMS, AlbumFacts


class Question(NamedTuple):
    """What is asked for one work. `about` goes into the cache file for its reader; `known` a sibling edition's text,
    `others` the facts of such editions.
    """

    request: DescriptionRequest
    names: tuple[str, ...]
    about: dict[str, str]
    read_cache: bool
    known: text.DescriptionText | None = None
    others: tuple[AlbumFacts, ...] = ()


class Descriptions(Phase[Question, text.DescriptionText]):
    name: ClassVar[str] = "descriptions"
    label: ClassVar[Words] = _("Descriptions")
    noun: ClassVar[Words] = _("descriptions")
    added: ClassVar[Words] = ngettext_lazy("%(number)s description", "%(number)s descriptions", "count")
    lacks: ClassVar[Words] = ngettext_lazy(
        "%(number)s description is missing.", "%(number)s descriptions are missing.", "count"
    )
    kind: ClassVar[str] = Kind.ENRICHMENT
    after: ClassVar[str] = "identities"  # which tell more of the artists, where they are asked for
    service: ClassVar[Service[Any]] = EURIA
    most_calls: ClassVar[float] = 2.0  # a text may be refused once
    # The prompt with its facts, and 170 to 230 words in the wordiest language.
    first_tokens: ClassVar[tuple[int, int]] = (700, 450)
    speaks: ClassVar[bool] = True
    undoable: ClassVar[bool] = True

    def __init__(self, provider: EuriaProvider, cache: JsonCache) -> None:
        self._provider = provider
        self._cache = cache

    @classmethod
    def connect(cls, limiter_of: LimiterOf) -> Self:
        return cls(EuriaProvider(EURIA.client(limiter_of(EURIA))), EURIA.cache())

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        albums, following = cls._albums(run, cursor, size)
        targets = []
        for album in albums:
            kept = cls._reason_to_keep(run, album)
            target = Target(
                label=album.label,
                work_key=f"master:{album.discogs_master_id}" if album.discogs_master_id else f"album:{album.pk}",
                album_id=album.pk,
                outcome=Outcome.KEPT if kept else Outcome.PENDING,
                reason=kept,
            )
            targets.append(target)
        return Targets(targets, following)

    @classmethod
    def _albums(cls, run: EnrichmentRun, cursor: int, size: int) -> tuple[list[Album], int | None]:
        everything = _for_targets(Album.objects.all())
        if "outcomes" in run.selection:
            items, following = selection.next_chunk(
                selection.parent_items(run, cls.name).filter(album__isnull=False), cursor, size
            )
            return list(everything.filter(pk__in=[item.album_id for item in items]).order_by("pk")), following
        missing_only = run.options.get("missing_only")
        wanted = _for_targets(selection.albums_to_describe(run.options["language"])) if missing_only else everything
        if "albums" in run.selection:
            return selection.selected_chunk(wanted, run.selection["albums"], cursor, size)
        if "artists" in run.selection:
            return [], None
        return selection.next_chunk(selection.albums_in_reach(wanted), cursor, size)

    @staticmethod
    def _reason_to_keep(run: EnrichmentRun, album: Album) -> str:
        if album.is_locked("ai_description"):
            return "locked"
        if not album.ai_description or run.options.get("force"):
            return ""
        is_to_change = run.options.get("other_languages") and album.description_language
        return "" if is_to_change and album.description_language != run.options["language"] else "already_there"

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, Question | Result]:
        albums = Album.objects.with_credits().in_bulk([item.album_id for item in items if item.album_id])
        force, language = bool(run.options.get("force")), run.options["language"]
        known = text.known_texts(albums.values(), language, of_run=run.pk if force else None)
        around, editions = surroundings(albums.values()), other_editions(albums.values())
        questions: dict[int, Question | Result] = {}
        for item in items:
            album = albums.get(item.album_id or 0)
            if album is None:
                questions[item.pk] = Result(Outcome.KEPT, "deleted")
            elif reason := self._reason_to_keep(run, album):
                questions[item.pk] = Result(Outcome.KEPT, reason)
            else:
                facts = facts_of(album, around[album.pk])
                questions[item.pk] = Question(
                    request=DescriptionRequest(facts, language),
                    names=tuple(text.description_names(album, facts.artists, language)),
                    about={"title": album.title, "artists": facts.artists},
                    read_cache=not force,
                    known=known.get(album.discogs_master_id or 0),
                    others=tuple(facts_of(each, around[album.pk]) for each in editions.get(album.pk, ())),
                )
        return questions

    def cached_answer(self, question: Question) -> text.DescriptionText | None:
        """The text of a sibling edition, or of the cache."""
        if question.known:
            return question.known
        entry = self._cache.read(question.names) if question.read_cache else None
        return text.from_entry(entry, question.request, question.others) if entry is not None else None

    def ask(self, question: Question) -> text.DescriptionText:
        """The text at hand, or a new one, which is cached before it is handed over."""
        if cached_answer := self.cached_answer(question):
            return cached_answer
        description = self._provider.describe(question.request)
        written = text.from_provider(description)
        if description.accepted:
            self._cache.write(question.names[0], text.to_entry(written, question.about))
        return written

    def refusal(self, answer: text.DescriptionText) -> str | None:
        if answer.from_cache:
            return None
        claims = any(fault.code in CLAIMS for fault in answer.faults)
        return ("model_invents" if claims else "model_unfit") if answer.faults else ""

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, text.DescriptionText]]) -> list[Result]:
        rows = Album.objects.select_for_update().only("locked_fields", *text.DESCRIPTION_FIELDS)
        albums = rows.in_bulk([item.album_id for item, _ in answers if item.album_id])
        results, changed = [], []
        for item, written in answers:
            album = albums.get(item.album_id or 0)
            result = self._result(run, item, album, written)
            results.append(result._replace(**written.tokens) if item.leads else result)
            changed += [album] if album and result.after else []
        Album.objects.bulk_update(changed, text.DESCRIPTION_FIELDS)
        return results

    def _result(self, run: EnrichmentRun, item: RunItem, album: Album | None, written: text.DescriptionText) -> Result:
        if album is None:
            return Result(Outcome.KEPT, "deleted")
        if reason := self._reason_to_keep(run, album):
            return Result(Outcome.KEPT, "edited_meanwhile" if reason == "already_there" else reason)
        if written.faults:
            faults = text.fault_words(written.faults)
            return Result(Outcome.REVIEW, written.faults[0].code, faults, draft=written.text)
        before = text.description_of(album)
        text.describe(album, written, run_id=run.pk, now=timezone.now())
        return Result(
            Outcome.CACHED if written.from_cache or not item.leads else Outcome.ENRICHED,
            before=before,
            after=text.description_of(album),
        )

    @classmethod
    def lacking(cls, language: str = "") -> Q:
        return Q(pk__in=selection.albums_to_describe(language).values("pk"))

    @classmethod
    def missing(cls, language: str = "") -> Missing:
        """Editions of one work are asked about once."""
        what = "COUNT(*), COUNT(discogs_master_id), COUNT(DISTINCT discogs_master_id)"
        rows = _MASTERS_TO_DESCRIBE_IN if language else _MASTERS_TO_DESCRIBE
        albums, with_master, masters = rows.answer(what, **selection.told(language))
        works = albums - with_master + masters
        return Missing(works, shared=albums - works)

    resting = staticmethod(afterwards.resting)
    set_aside = staticmethod(afterwards.set_aside)
    take_back = staticmethod(afterwards.take_back)
    count_standing = staticmethod(afterwards.count_standing)
    refresh = staticmethod(afterwards.refresh_texts)

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        shelf = selection.albums_in_reach()
        return (Coverage(cls.name, cls.noun, shelf.described().count(), shelf.count(), expected=True),)

    @classmethod
    def suspects(cls) -> Iterator[Suspect]:
        return chain(afterwards.faulty_texts(), afterwards.same_texts(), afterwards.different_texts())

    @classmethod
    def refreshed(cls) -> AlbumQuerySet:
        return Album.objects.with_credits()


def _for_targets(albums: AlbumQuerySet) -> AlbumQuerySet:
    """What tells whether an album is asked about, without the facts that only its question needs."""
    return albums.with_credits().defer("labels", "genres", "styles", "tracklist", "credits")


def _masters_to_describe(language: str | Told = "") -> QuerySet[Album, Any]:
    return selection.albums_to_describe(language, selection.NOW, selection.BEFORE).values("discogs_master_id")


_MASTERS_TO_DESCRIBE = Written(_masters_to_describe)
_MASTERS_TO_DESCRIBE_IN = Written(lambda: _masters_to_describe(selection.LANGUAGE))
