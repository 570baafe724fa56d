"""What only a person can decide: which of several artists it is, and whether a doubtful text is good.

Each answer stores the choice, locks it against everything automatic, and settles the open items about it.
"""

import logging
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from collection.addresses import is_https_address
from collection.models import Album, Artist, Image
from collection.models.album import DESCRIPTION_LENGTH
from collection.models.artist import PhotoDecision
from collection.models.image import ARTIST_PHOTO, MANUAL
from collection.models.sql import Written
from collection.pictures import checked_picture
from collection.pictures import choose_photo as choose_owners_photo
from enrichment.models import Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.artist_images import photo
from enrichment.phases.descriptions.text import DESCRIPTION_FIELDS, PROVIDER, DescriptionText, describe, description_of
from enrichment.providers.shapes import SPOTIFY_ID
from enrichment.providers.texts.writing import paragraphs, without_unwanted

SUPERSEDING = (Outcome.ENRICHED, Outcome.CACHED, Outcome.REVIEW)

logger = logging.getLogger("enrichment.runs")


class ReviewError(ValueError):
    """An answer that cannot be taken; `str()` of it is for people."""


def pending() -> QuerySet[RunItem]:
    """Open questions, the latest for each album and each artist; none about what a person has decided on since, nor
    one whose candidates have no photo.
    """
    items = RunItem.objects.filter(pk__in=Written(_pending))
    return items.select_related("album", "artist", "phase").order_by("pk")


def number_pending() -> int:
    return Written(_pending).number()


def _pending() -> QuerySet[RunItem, int]:
    later = RunItem.objects.filter(
        pk__gt=OuterRef("pk"), phase__name=OuterRef("phase__name"), outcome__in=SUPERSEDING, undone_at__isnull=True
    )
    items = RunItem.objects.filter(outcome=Outcome.REVIEW, answered_at__isnull=True)
    texts = Q(album__isnull=False) & ~Exists(later.filter(album=OuterRef("album")))
    # The list is written by AIME alone, so its text form is known on every database.
    to_choose = Q(candidates__icontains='"image_url": "https:')
    faces = Q(artist__isnull=False) & to_choose & ~Exists(later.filter(artist=OuterRef("artist")))
    decided_texts = Album.objects.filter(selection.locks("ai_description"), pk=OuterRef("album"))
    decided_faces = Artist.objects.filter(
        selection.locks("photo") | ~Q(photo_answer=PhotoDecision.NONE_YET), pk=OuterRef("artist")
    )
    opened = items.filter(texts & ~Exists(decided_texts) | faces & ~Exists(decided_faces))
    return opened.order_by().values_list("pk", flat=True)


def latest_proposals(artist: Artist) -> RunItem | None:
    """The latest item that proposes somebody for the artist, settled or not."""
    return artist.run_items.select_related("phase", "run").exclude(candidates=[]).order_by("-pk").first()


@transaction.atomic
def choose_photo(subject: RunItem | Artist, candidate_id: str, user: Any = None) -> Artist:
    """Take the candidate's photo and Spotify id, and lock the photo. Raises `ReviewError`."""
    artist, item = _artist_and_item(subject)
    candidate = next((row for row in item.candidates if row.get("id") == candidate_id), None) if item else None
    if candidate is None:
        raise ReviewError(_("There is no such candidate."))
    if not is_https_address(candidate.get("image_url")):
        raise ReviewError(_("This candidate has no photo."))
    # The photo keeps its source, which owes a mark and a link. One that the owner gave before would hide it.
    artist.images.filter(image_type=ARTIST_PHOTO, source=MANUAL).delete()
    source = photo.source_of(candidate.get("url"))
    artist.images.filter(image_type=ARTIST_PHOTO, source__in=photo.FETCHED).exclude(source=source).delete()
    Image.objects.update_or_create(
        artist=artist,
        image_type=ARTIST_PHOTO,
        source=source,
        defaults={
            "url": candidate["image_url"],
            "page": candidate["url"] if source != photo.SOURCE else "",
            "fetched_at": timezone.now(),
            "basis": "",
            "run_id": item.run_id if item else None,
        },
    )
    artist.spotify_id = candidate_id if SPOTIFY_ID.fullmatch(candidate_id) else ""
    return _decided(artist, PhotoDecision.CHOSEN, user)


@transaction.atomic
def no_photo(subject: RunItem | Artist, user: Any = None) -> Artist:
    """ "None of these" is an answer: nothing is shown for the artist, and nobody is asked again."""
    return _decided(_artist_and_item(subject)[0], PhotoDecision.NO_PHOTO, user)


@transaction.atomic
def upload_photo(subject: RunItem | Artist, file: "File[bytes]", user: Any = None) -> Artist:
    """Keep the uploaded picture. Raises Django's `ValidationError`, with a sentence, when it cannot be decoded."""
    artist, _item = _artist_and_item(subject)
    choose_owners_photo(artist, file=checked_picture(file))
    return _decided(artist, PhotoDecision.CHOSEN, user)


@transaction.atomic
def accept_text(item: RunItem, text: str, user: Any = None) -> list[Album]:
    """Publish `text`, as it was written or as the person corrected it, on the item's album and on the editions of the
    same work that await the same answer; lock it there. Raises `ReviewError`.
    """
    text = paragraphs(without_unwanted(text))
    if not text or len(text) > DESCRIPTION_LENGTH:
        raise ReviewError(_("A description has 1 to %(most)d characters.") % {"most": DESCRIPTION_LENGTH})
    alike = RunItem.objects.filter(
        phase_id=item.phase_id, work_key=item.work_key, outcome=Outcome.REVIEW, answered_at__isnull=True
    )
    items = {one.album_id: one for one in alike | RunItem.objects.filter(pk=item.pk) if one.album_id}
    albums = list(Album.objects.select_for_update().filter(pk__in=items))
    for album in albums:
        if album.pk != item.album_id and album.is_locked("ai_description"):
            continue
        # A draft taken as it stands is still the model's; a corrected one has a person for its author.
        one = items[album.pk]
        is_own, one.before = text != one.draft, description_of(album)
        language = "" if is_own else str(one.run.options.get("language", ""))
        written = DescriptionText(text, language, provider=MANUAL if is_own else PROVIDER)
        describe(album, written, run_id=None if is_own else one.run_id, now=timezone.now())
        album.lock(["ai_description"])
        album.save(update_fields=[*DESCRIPTION_FIELDS, "locked_fields"])
        one.after, one.answered_at = description_of(album), timezone.now()
        one.save(update_fields=["before", "after", "answered_at"])
    if not albums:
        raise ReviewError(_("The album was deleted."))
    _log(user, "accepted a text for", item.label)
    return albums


@transaction.atomic
def keep_text(item: RunItem, user: Any = None) -> None:
    """Drop the draft: the album's own text stays, locked; an album without one may be asked about again."""
    album = Album.objects.select_for_update().filter(pk=item.album_id or 0).first()
    if album and album.ai_description:
        album.lock(["ai_description"])
        album.save(update_fields=["locked_fields"])
    _answer(RunItem.objects.filter(pk=item.pk))
    _log(user, "dropped the draft for", item.label)


def _artist_and_item(subject: RunItem | Artist) -> tuple[Artist, RunItem | None]:
    """The artist under the row's lock, with the latest item that proposes somebody."""
    pk = subject.pk if isinstance(subject, Artist) else subject.artist_id
    artist = Artist.objects.select_for_update().filter(pk=pk or 0).first()
    if artist is None:
        raise ReviewError(_("The artist was deleted."))
    if isinstance(subject, RunItem):
        return artist, subject
    return artist, latest_proposals(artist)


def _decided(artist: Artist, answer: PhotoDecision, user: Any) -> Artist:
    artist.photo_answer = answer
    artist.lock(["photo"])
    artist.save(update_fields=["spotify_id", "photo_answer", "locked_fields"])
    _answer(RunItem.objects.filter(artist=artist, outcome=Outcome.REVIEW, answered_at__isnull=True))
    _log(user, f"photo {answer.value} for", str(artist))
    return artist


def _answer(items: QuerySet[RunItem]) -> None:
    items.update(answered_at=timezone.now())


def _log(user: Any, what: str, label: str) -> None:
    logger.info("review: %s %s %r", user or "somebody", what, label)
