"""The artist images phase: one photo for each artist, from the cache or from Spotify, or none at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from collection.models import Album, Artist, Image
from collection.models.artist import PhotoDecision
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.artist_images import doubt, of_artists, photo, sources, undo, verify
from enrichment.phases.artist_images.of_artists import Question
from enrichment.phases.artist_images.pages import ArtistPages, keep_pages, with_page
from enrichment.phases.artist_images.refresh import refresh_photos
from enrichment.phases.artist_images.sources import Source
from enrichment.phases.artist_images.spotify import SPOTIFY
from enrichment.phases.base import LimiterOf, Missing, Phase, Resting, Result, Target, Targets
from enrichment.phases.changes import Change
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.findings import Coverage, Suspect
from enrichment.phases.recorded import Record
from enrichment.phases.services import Service, Words
from enrichment.providers.errors import NotAsked, ProviderError, Refused

IMAGE_FIELDS = ["url", "source", "page", "fetched_at", "run_id", "basis"]
# Deezer answers by the country of whoever asks: that it has nobody is no news for long.
NOBODY_AT_DEEZER_DAYS = 7


class ArtistImages(Phase[Question, photo.PhotoResult]):
    name: ClassVar[str] = "artist_images"
    label: ClassVar[Words] = _("Artist photos")
    noun: ClassVar[Words] = _("artist images")
    added: ClassVar[Words] = ngettext_lazy("%(number)d artist photo", "%(number)d artist photos", "number")
    lacks: ClassVar[Words] = ngettext_lazy(
        "%(number)s artist photo is missing.", "%(number)s artist photos are missing.", "count"
    )
    kind: ClassVar[str] = Kind.ENRICHMENT
    after: ClassVar[str] = "identities"
    subject: ClassVar[type[Album] | type[Artist] | None] = Artist
    most_calls: ClassVar[float] = 4.0  # a second search, and a look at albums
    undoable: ClassVar[bool] = True

    def __init__(self, asked: Sequence[Source], pages: ArtistPages) -> None:
        self._sources = asked
        self._pages = pages
        self._refused: dict[str, Refused] = {}
        self._left_out: set[str] = set()  # those who refused this run already, whoever found out

    @classproperty
    def service(cls) -> Service[Any]:  # noqa: N805
        """The source that is asked first, by whose pace a run goes."""
        return next((source.service for source in sources.configured()), SPOTIFY)

    @classmethod
    def connect(cls, limiter_of: LimiterOf) -> Self:
        pages = ArtistPages(DISCOGS.client(limiter_of(DISCOGS)))
        return cls([source(limiter_of) for source in sources.configured()], pages)

    @classmethod
    def missing_settings(cls) -> list[str]:
        return sources.missing_settings()

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        artists, following = cls._artists(run, cursor, size)
        pictured = of_artists.pictured(artists)
        return Targets([cls._target(run, artist, artist.pk in pictured) for artist in artists], following)

    @classmethod
    def _artists(cls, run: EnrichmentRun, cursor: int, size: int) -> tuple[list[Artist], int | None]:
        rows = selection.artists_to_picture() if run.options.get("missing_only") else Artist.objects.real()
        if "outcomes" in run.selection:
            items, following = selection.next_chunk(
                selection.parent_items(run, cls.name).filter(artist__isnull=False), cursor, size
            )
            return list(Artist.objects.filter(pk__in=[item.artist_id for item in items]).order_by("pk")), following
        if "artists" in run.selection:
            return selection.selected_chunk(rows, run.selection["artists"], cursor, size)
        if "albums" not in run.selection:
            return selection.next_chunk(rows.on_the_shelf(), cursor, size)
        wanted = run.selection["albums"][cursor : cursor + size]
        following = cursor + size if cursor + size < len(run.selection["albums"]) else None
        credited = rows.filter(albums__in=wanted).exclude(run_items__phase__run=run)
        return list(credited.distinct().order_by("pk")), following

    @classmethod
    def _target(cls, run: EnrichmentRun, artist: Artist, pictured: bool) -> Target:
        kept = cls._reason_to_keep(run, artist, pictured)
        return Target(
            label=artist.display_name,
            work_key=f"artist:{artist.pk}",
            artist_id=artist.pk,
            outcome=Outcome.KEPT if kept else Outcome.PENDING,
            reason=kept,
        )

    @staticmethod
    def _reason_to_keep(run: EnrichmentRun, artist: Artist, pictured: bool) -> str:
        """`pictured`: has a photo that is not due for a new look."""
        if artist.is_locked("photo") or artist.photo_answer:
            return "locked"
        return "already_there" if pictured and not run.options.get("force") else ""

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, Question | Result]:
        self._left_out |= {name for row in run.phases.filter(name=self.name) for name in row.left_out}
        artists = Artist.objects.in_bulk([item.artist_id for item in items if item.artist_id])
        pictured, again = of_artists.pictured(artists.values()), bool(run.options.get("force"))
        asked = of_artists.questions(artists, again)
        return {item.pk: self._question(run, artists.get(item.artist_id or 0), pictured, asked) for item in items}

    def _question(
        self, run: EnrichmentRun, artist: Artist | None, pictured: set[int], asked: Mapping[int, Question]
    ) -> Question | Result:
        if artist is None:
            return Result(Outcome.KEPT, "deleted")
        if reason := self._reason_to_keep(run, artist, artist.pk in pictured):
            return Result(Outcome.KEPT, reason)
        return asked[artist.pk]

    def cached_answer(self, question: Question) -> photo.PhotoResult | None:
        """The cached photo while it is fresh."""
        for source in self._sources_for(question):
            cached, fresh = self._cached(source, question)
            if fresh:
                return cached
        return None

    def _sources_for(self, question: Question) -> Sequence[Source]:
        """Where a person has said who the artist is on Spotify, a search elsewhere might say another."""
        return [source for source in self._sources if source.service is SPOTIFY or not question.locked]

    @property
    def _asked_still(self) -> Sequence[Source]:
        return [source for source in self._sources if source.service.name not in self._left_out | self._refused.keys()]

    def refusals(self) -> Sequence[ProviderError]:
        """Without the last one when nobody is left: for that one the phase stops."""
        refused: list[ProviderError] = list(self._refused.values())
        refused = refused if self._asked_still else refused[:-1]
        return [*refused, self._pages.trouble] if self._pages.trouble else refused

    def _cached(self, source: Source, question: Question) -> tuple[photo.PhotoResult | None, bool]:
        """The cached photo, and whether it may be used without a new look."""
        entry = source.cache.read(question.names) if question.read_cache else None
        cached = photo.from_entry(entry) if entry else None
        if cached and question.locked and cached.spotify_id != question.spotify_id:
            return None, False  # of the artist whom a person said it is not
        if cached and question.locked:
            cached = replace(cached, basis=photo.IDENTITY)  # a person has said who it is
        if cached and not cached.basis:
            return None, False  # from before photos rested on anything
        return cached, bool(entry and cached and photo.is_fresh(entry))

    def ask(self, question: Question) -> photo.PhotoResult:
        """Of each source in turn, until one knows the artist: the cached photo while it is fresh; the known artist as
        it is shown there today; else the search.
        """
        found: photo.PhotoResult | None = None
        for source in self._sources_for(question):
            try:
                found = self._asked(source, question) if source in self._asked_still else found
            except Refused as refusal:
                self._refused[source.service.name] = refusal
            if found and not found.is_nobody:
                break
        return found or self._nobody_to_ask(question)

    def _nobody_to_ask(self, question: Question) -> photo.PhotoResult:
        """Every source that may be asked has refused: the end of this phase, or of this question alone."""
        name = self._sources_for(question)[-1].service.name
        refusal = self._refused.get(name) or NotAsked(name, "refused_before")
        if isinstance(refusal, Refused) and self._asked_still:
            raise NotAsked(name, refusal.code, refusal.detail)
        raise refusal

    def _asked(self, source: Source, question: Question) -> photo.PhotoResult:
        cached, fresh = self._cached(source, question)
        if cached and fresh:
            return cached
        found = self._look_up(source, question, cached if cached and cached.basis in photo.PROVED else None)
        if found.image_url:
            source.cache.write(question.names[0], photo.to_entry(found, question.query.name))
        else:
            source.cache.drop(question.names)
        return found

    def _look_up(self, source: Source, question: Question, cached: photo.PhotoResult | None) -> photo.PhotoResult:
        page = question.page if photo.source_of(question.page) == source.service.name else ""
        known = question.spotify_id if source.service is SPOTIFY else page.rpartition("/")[2]
        known_id, basis = (cached and cached.known_id) or known, question.basis
        if cached and cached.known_id:
            basis = cached.basis
        if question.locked:
            basis = photo.IDENTITY
        found = source.recheck(known_id, basis) if known_id else None
        if found:
            return found
        if question.locked:
            return photo.PhotoResult("not_found", "nobody")
        found = source.find(question.query, question.identities.get(source.service.name, ""))
        return found if found.basis in photo.PROVED else self._by_its_page(source, question, found)

    def _by_its_page(self, source: Source, question: Question, found: photo.PhotoResult) -> photo.PhotoResult:
        """What follows once Discogs' page of the artist is read, where nothing else has proved who is meant."""
        is_asked = found.reason != "placeholder" and self._pages.name not in self._left_out
        page = self._pages.of(question.discogs_id) if is_asked else None
        return with_page(source, question.query, found, page, question.identities) if page else found

    def refusal(self, answer: photo.PhotoResult) -> str | None:
        return None if answer.from_cache else ""

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, photo.PhotoResult]]) -> list[Result]:
        artists = Artist.objects.select_for_update().in_bulk([item.artist_id for item, _ in answers if item.artist_id])
        images = {image.artist_id: image for image in of_artists.fetched(artists).select_for_update()}
        doubted = doubt.doubted(artists, images.values() if run.options.get("force") else ())
        told = [(item.artist_id or 0, doubt.without_name(found, item.artist_id, doubted)) for item, found in answers]
        keep_pages((artists.get(item.artist_id or 0), found) for item, found in answers)
        results = [self._result(run, artists.get(pk), images, found) for pk, found in told]
        changed = [image for image in images.values() if image.run_id == run.pk]
        Image.objects.bulk_update([image for image in changed if image.pk], IMAGE_FIELDS)
        Image.objects.bulk_create([image for image in changed if image.pk is None])
        Artist.objects.bulk_update(artists.values(), ["spotify_id", "photo_asked_at", "name_variations"])
        return results

    def _result(
        self, run: EnrichmentRun, artist: Artist | None, images: dict[int | None, Image], found: photo.PhotoResult
    ) -> Result:
        if artist is None:
            return Result(Outcome.KEPT, "deleted")
        if reason := self._reason_to_keep(run, artist, pictured=False):
            return Result(Outcome.KEPT, reason)
        if artist.is_locked("spotify_id") and found.spotify_id not in ("", artist.spotify_id):
            return Result(Outcome.KEPT, "edited_meanwhile")
        artist.photo_asked_at = _asked_at(found, bool(self._left_out or self.refusals()))
        image = images.get(artist.pk)
        if not found.image_url:
            if image and image.basis not in photo.PROVED:
                return self._taken_back(artist, images.pop(artist.pk), found)
            outcome = Outcome.REVIEW if found.status == "review" else Outcome.NOT_FOUND
            return Result(outcome, found.reason, candidates=found.candidate_rows())
        before = photo.photo_of(artist, image)
        image = image or Image(artist=artist, image_type=photo.TYPE)
        image.source, image.page = found.source, found.page
        image.url, image.fetched_at, image.run_id = found.image_url, timezone.now(), run.pk
        image.basis = found.basis
        images[artist.pk] = image
        artist.spotify_id = found.spotify_id or artist.spotify_id
        return Result(
            Outcome.CACHED if found.from_cache else Outcome.ENRICHED,
            found.reason,
            before=before,
            after=photo.photo_of(artist, image),
            candidates=found.candidate_rows(),
        )

    @staticmethod
    def _taken_back(artist: Artist, image: Image, found: photo.PhotoResult) -> Result:
        """A photo that nothing speaks for is shown no longer; a person may choose it."""
        before, asked = photo.photo_of(artist, image), photo.with_former(found, artist, image)
        image.delete()
        artist.spotify_id = artist.spotify_id if artist.is_locked("spotify_id") else ""
        after = photo.photo_of(artist, None)
        return Result(Outcome.REVIEW, asked.reason, before=before, after=after, candidates=asked.candidate_rows())

    @classmethod
    def lacking(cls, language: str = "") -> Q:
        return Q(artists__in=selection.artists_to_picture())

    @classmethod
    def missing(cls, language: str = "") -> Missing:
        return Missing(selection.artists_to_picture().count())

    @classmethod
    def resting(cls, language: str = "") -> Resting:
        return undo.resting()

    @classmethod
    def set_aside(cls, item: RunItem, until: datetime | None) -> None:
        undo.set_aside(item, until)

    @classmethod
    def take_back(cls, item: RunItem) -> str:
        return undo.take_back(item)

    @classmethod
    def count_standing(cls, items: QuerySet[RunItem]) -> int:
        return undo.count_standing(items)

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        """Who was answered "no photo" for misses nothing."""
        artists = Artist.objects.on_the_shelf().real().exclude(photo_answer=PhotoDecision.NO_PHOTO)
        return (Coverage("photos", _("artist photos"), artists.with_photo().count(), artists.count(), expected=True),)

    @classmethod
    def suspects(cls) -> Iterator[Suspect]:
        people = chain(verify.shared_photos(), verify.shared_artists(), verify.unproved_photos())
        return chain(people, verify.old_photos(), verify.album_covers(), verify.different_photos())

    @classmethod
    def refreshed(cls) -> QuerySet[Artist]:
        return Artist.objects.real()

    @classmethod
    def refresh(cls, rows: Sequence[Artist], language: str, record: Record | None) -> Iterator[Change]:
        return refresh_photos(rows, record)


def _asked_at(found: photo.PhotoResult, in_part: bool) -> datetime:
    """When it counts as asked: earlier than now where it is to be asked again sooner than usual; `in_part` when not
    every source could be asked.
    """
    sooner = settings.AIME_ASK_AGAIN_DAYS - NOBODY_AT_DEEZER_DAYS
    is_news_for_less = not found.image_url and (in_part or (found.is_nobody and found.source == photo.DEEZER))
    return timezone.now() - timedelta(days=max(sooner, 0) if is_news_for_less else 0)
