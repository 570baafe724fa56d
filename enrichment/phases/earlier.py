"""The earlier version's two cache files, `{"data": {key: value}}`, and what becomes of their entries.

Its texts are keyed by title alone: one is taken where the title is one work's and the gate lets it in. Its photos are
taken by nobody but a person, so each becomes a candidate in the review queue.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from collection.commands import in_words
from collection.models import Album, Artist
from collection.models.image import ARTIST_PHOTO
from collection.naming import artist_key, is_placeholder, literal
from enrichment.models import Outcome
from enrichment.phases import review
from enrichment.phases.base import Result
from enrichment.phases.descriptions import text as texts
from enrichment.phases.descriptions.facts import facts_of
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.results import Record
from enrichment.providers.matching import Candidate
from enrichment.providers.spotify.provider import is_album_art, is_usable
from enrichment.providers.texts.gate import judge

TEXTS, PHOTOS = "euria_descriptions.json", "artist_images.json"
LARGEST = 50_000_000


class Refusal(NamedTuple):
    """One entry that was not taken: its key, a reason code, and for a text its faults, one a line."""

    key: str
    reason: str
    detail: str = ""


@dataclass
class ImportReport:
    """`texts` counts albums that got a text, `photos` artists that got a candidate to review, `kept` entries that were
    not needed: there is a value already, or a person has decided. `run_id` is None where nothing was written.
    """

    texts: int = 0
    photos: int = 0
    kept: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    run_id: int | None = None

    def refuse(self, key: str, reason: str, detail: str = "") -> None:
        self.refusals.append(Refusal(key, reason, detail))


def is_template(value: str) -> bool:
    """ "[Fill in the description of …]": a template that nobody filled in."""
    return value.lstrip().startswith("[")


class UnusableFolderError(ValueError):
    """Neither file can be read; `str()` of it is for people."""


def read_folder(folder: Path) -> tuple[dict[str, object], dict[str, object]]:
    """The entries of both files, a missing one being empty. Raises `UnusableFolderError`."""
    present = [name for name in (TEXTS, PHOTOS) if (folder / name).is_file()]
    if not present:
        raise UnusableFolderError(
            _("%(folder)s holds neither %(texts)s nor %(photos)s.")
            % {"folder": folder, "texts": TEXTS, "photos": PHOTOS}
        )
    texts, photos = (_read(folder / name) if name in present else {} for name in (TEXTS, PHOTOS))
    return texts, photos


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = _("%(file)s cannot be read: %(why)s.") % {"file": path, "why": in_words(error)}
        raise UnusableFolderError(message) from None
    except (ValueError, RecursionError):
        raise UnusableFolderError(_("%(file)s is not a JSON file.") % {"file": path}) from None
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict):
        raise UnusableFolderError(_('%(file)s does not hold {"data": {key: value}}.') % {"file": path})
    return data


def import_texts(entries: Mapping[str, object], language: str, record: Record | None, report: ImportReport) -> None:
    """Fill albums without a text. Keys are compared without regard to case and to the look of quotes and dashes."""
    wanted = {literal(key) for key in entries}
    albums: dict[str, list[int]] = defaultdict(list)
    for pk, title in Album.objects.order_by("pk").values_list("pk", "title").iterator():
        if (literal_title := literal(title)) in wanted:
            albums[literal_title].append(pk)
    for key, value in entries.items():
        if not isinstance(value, str) or not value.strip():
            report.refuse(key, "empty")
        elif is_template(value):
            report.refuse(key, "placeholder_value")
        else:
            _import(key, value, albums.get(literal(key), []), language, record, report)


@transaction.atomic
def _import(key: str, text: str, pks: list[int], language: str, record: Record | None, report: ImportReport) -> None:
    albums = list(Album.objects.select_for_update().with_credits().filter(pk__in=pks).order_by("pk"))
    masters = {album.discogs_master_id for album in albums if album.discogs_master_id}
    artists = {tuple(credit.artist_id for credit in album.album_artists.all()) for album in albums}
    if not albums:
        report.refuse(key, "no_album")
    elif len(masters) > 1 or len(artists) > 1:
        report.refuse(key, "ambiguous_title")
    else:
        for album in albums:
            _give(key, text, album, language, record, report)


def _give(key: str, text: str, album: Album, language: str, record: Record | None, report: ImportReport) -> None:
    if album.ai_description or album.is_locked("ai_description"):
        report.kept += 1
        return
    verdict = judge(text, facts_of(album), language)
    if verdict.faults:
        report.refuse(key, verdict.faults[0].code, texts.fault_words(verdict.faults))
        return
    report.texts += 1
    if record is None:
        return

    written = texts.DescriptionText(text=verdict.text, language=language)
    before, credit = texts.description_of(album), album.artist_credit
    texts.describe(album, written, run_id=record.open().pk, now=timezone.now())
    album.save(update_fields=texts.DESCRIPTION_FIELDS)
    result = Result(Outcome.CACHED, "imported", before=before, after=texts.description_of(album))
    record.add("descriptions", [(album, album.label, result)])
    # Where the cache has no text of this work yet, this one is it.
    cache, names = EURIA.cache(), texts.description_names(album, credit, language)
    if cache.read(names) is None:
        cache.write(names[0], texts.to_entry(written, {"title": album.title, "artists": credit}))


# Stands where a Spotify id would: the earlier version kept none.
EARLIER = "earlier-version"


def import_photos(entries: Mapping[str, object], record: Record | None, report: ImportReport) -> None:
    bearers: dict[object, set[str]] = defaultdict(set)
    for key, value in entries.items():
        if isinstance(value, str):
            bearers[value].add(artist_key(key))
    # Addresses given to artists of different names: one of them at least is wrong, and nothing tells which.
    shared = {url for url, keys in bearers.items() if len(keys) > 1}
    # Artists whose photo somebody is asked about already; those of this file come along.
    waiting = set(review.pending().filter(artist__isnull=False).values_list("artist_id", flat=True))
    for key, value in entries.items():
        if reason := _reason_to_refuse(key, value, shared):
            report.refuse(key, reason)
        else:
            _propose(key, str(value), waiting, record, report)


def _reason_to_refuse(key: str, value: object, shared: set[object]) -> str:
    if is_placeholder(key):
        return "placeholder"
    if not isinstance(value, str) or not value.strip() or is_template(value):
        return "placeholder_value"
    if is_album_art(value):
        return "album_cover"
    if not is_usable(value):
        return "no_usable_image"
    return "shared_photo" if value in shared else ""


def _propose(key: str, url: str, waiting: set[int], record: Record | None, report: ImportReport) -> None:
    artists = list(Artist.objects.filter(key=Artist.key_of(key))[:2])
    if len(artists) != 1:
        report.refuse(key, "ambiguous_artist" if artists else "no_artist")
        return
    artist = artists[0]
    has_photo = artist.images.filter(image_type=ARTIST_PHOTO).exists()
    is_answered = bool(artist.photo_answer) or artist.is_locked("photo")
    if artist.pk in waiting or has_photo or is_answered:
        report.kept += 1
        return
    waiting.add(artist.pk)
    report.photos += 1
    if record:
        candidate = Candidate(id=EARLIER, name=key, url="", image_url=url).row
        record.add(
            "artist_images", [(artist, artist.display_name, Result(Outcome.REVIEW, "imported", candidates=[candidate]))]
        )
