"""The artist images phase: one photo for each artist, from the cache or from Spotify, or none at all."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from collection.models import Album, Artist, Image
from collection.models.sql import Written
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.artist_images import afterwards, of_artists, photo, services
from enrichment.phases.artist_images.asking import ArtistPages, Asking, keep_pages
from enrichment.phases.artist_images.of_artists import Question, without_name
from enrichment.phases.artist_images.services import SPOTIFY
from enrichment.phases.base import LimiterOf, Missing, Phase, Result, Target, Targets
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.results import Coverage, Suspect
from enrichment.phases.services import Service, Words
from enrichment.providers.errors import ProviderError

IMAGE_FIELDS = ["url", "source", "page", "fetched_at", "run_id", "basis"]
# Deezer answers by the country of whoever asks: that it has nobody is no news for long.
NOBODY_AT_DEEZER_DAYS = 7


class ArtistImages(Phase[Question, photo.PhotoResult]):
    name: ClassVar[str] = "artist_images"
    label: ClassVar[Words] = _("Artist photos")
    noun: ClassVar[Words] = _("artist images")
    added: ClassVar[Words] = ngettext_lazy("%(number)s artist photo", "%(number)s artist photos", "count")
    lacks: ClassVar[Words] = ngettext_lazy(
        "%(number)s artist photo is missing.", "%(number)s artist photos are missing.", "count"
    )
    kind: ClassVar[str] = Kind.ENRICHMENT
    after: ClassVar[str] = "identities"
    subject: ClassVar[type[Album] | type[Artist] | None] = Artist
    most_calls: ClassVar[float] = 4.0  # a second search, and a look at albums
    undoable: ClassVar[bool] = True

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    @classproperty
    def service(cls) -> Service[Any]:  # noqa: N805
        """The source that is asked first, by whose pace a run goes."""
        return next((source.service for source in services.configured()), SPOTIFY)

    @classmethod
    def connect(cls, limiter_of: LimiterOf) -> Self:
        pages = ArtistPages(DISCOGS.client(limiter_of(DISCOGS)))
        return cls(Asking([source(limiter_of) for source in services.configured()], pages))

    @classmethod
    def missing_settings(cls) -> list[str]:
        return services.missing_settings()

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        artists, following = cls._artists(run, cursor, size)
        pictured = of_artists.pictured(artists)
        targets = []
        for artist in artists:
            kept = cls._reason_to_keep(run, artist, artist.pk in pictured)
            target = Target(
                label=artist.display_name,
                work_key=f"artist:{artist.pk}",
                artist_id=artist.pk,
                outcome=Outcome.KEPT if kept else Outcome.PENDING,
                reason=kept,
            )
            targets.append(target)
        return Targets(targets, following)

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

    @staticmethod
    def _reason_to_keep(run: EnrichmentRun, artist: Artist, pictured: bool) -> str:
        """`pictured`: has a photo that is not due for a new look."""
        if artist.is_locked("photo") or artist.photo_answer:
            return "locked"
        return "already_there" if pictured and not run.options.get("force") else ""

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, Question | Result]:
        self._asking.leave_out({name for row in run.phases.filter(name=self.name) for name in row.left_out})
        artists = Artist.objects.in_bulk([item.artist_id for item in items if item.artist_id])
        pictured, again = of_artists.pictured(artists.values()), bool(run.options.get("force"))
        asked = of_artists.questions(artists, again)
        questions: dict[int, Question | Result] = {}
        for item in items:
            artist = artists.get(item.artist_id or 0)
            if artist is None:
                questions[item.pk] = Result(Outcome.KEPT, "deleted")
            elif reason := self._reason_to_keep(run, artist, artist.pk in pictured):
                questions[item.pk] = Result(Outcome.KEPT, reason)
            else:
                questions[item.pk] = asked[artist.pk]
        return questions

    def cached_answer(self, question: Question) -> photo.PhotoResult | None:
        return self._asking.cached_answer(question)

    def ask(self, question: Question) -> photo.PhotoResult:
        return self._asking.ask(question)

    def refusals(self) -> Sequence[ProviderError]:
        return self._asking.refusals()

    def refusal(self, answer: photo.PhotoResult) -> str | None:
        return None if answer.from_cache else ""

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, photo.PhotoResult]]) -> list[Result]:
        artists = Artist.objects.select_for_update().in_bulk([item.artist_id for item, _ in answers if item.artist_id])
        images = {image.artist_id: image for image in photo.fetched().filter(artist__in=artists).select_for_update()}
        doubted = of_artists.doubted(artists, images.values() if run.options.get("force") else ())
        told = [(item.artist_id or 0, without_name(found, item.artist_id, doubted)) for item, found in answers]
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
        # It counts as asked earlier where it is to be asked again sooner than usual, as when a source could not be.
        is_nobody_at_deezer = found.is_nobody and found.source == photo.DEEZER
        is_news_for_less = not found.image_url and (self._asking.in_part or is_nobody_at_deezer)
        sooner = max(settings.AIME_ASK_AGAIN_DAYS - NOBODY_AT_DEEZER_DAYS, 0) if is_news_for_less else 0
        artist.photo_asked_at = timezone.now() - timedelta(days=sooner)
        image = images.get(artist.pk)
        if not found.image_url:
            if image and image.basis not in photo.PROVED:
                return self._taken_back(artist, images.pop(artist.pk), found)
            outcome = Outcome.REVIEW if found.status == "review" else Outcome.NOT_FOUND
            return Result(outcome, found.reason, candidates=found.candidate_rows())
        before = photo.photo_of(artist, image)
        images[artist.pk] = image = photo.put(found, artist, image, run_id=run.pk, at=timezone.now())
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
        return Missing(_TO_PICTURE.number(**selection.told()))

    resting = staticmethod(afterwards.resting)
    set_aside = staticmethod(afterwards.set_aside)
    take_back = staticmethod(afterwards.take_back)
    count_standing = staticmethod(afterwards.count_standing)
    refresh = staticmethod(afterwards.refresh_photos)

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        """Who was answered "no photo" for misses nothing."""
        artists = Artist.objects.expecting_a_photo()
        return (Coverage("photos", _("artist photos"), artists.with_photo().count(), artists.count(), expected=True),)

    @classmethod
    def suspects(cls) -> Iterator[Suspect]:
        people = chain(afterwards.shared_photos(), afterwards.shared_artists(), afterwards.unproved_photos())
        return chain(people, afterwards.old_photos(), afterwards.album_covers(), afterwards.different_photos())

    @classmethod
    def refreshed(cls) -> QuerySet[Artist]:
        return Artist.objects.real()


_TO_PICTURE = Written(lambda: selection.artists_to_picture(selection.BEFORE))
