"""Artist photos on their way between the collection, the cache and the provider."""

from datetime import datetime, timedelta
from typing import NamedTuple, NotRequired, TypedDict

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from collection.addresses import is_https_address
from collection.models import Artist, Image
from collection.models.image import ARTIST_PHOTO
from enrichment.caches import Entry, digest
from enrichment.providers.discogs import ArtistPage
from enrichment.providers.matching import Candidate, CandidateRow, Decision
from enrichment.providers.shapes import SPOTIFY_ID

SOURCE = "spotify"
DEEZER = "deezer"
FETCHED = (SOURCE, DEEZER)
# What a photo rests on, by the reason why it was taken; the first two are evidence.
TITLES, IDENTITY, NAME = "titles", "identity", "name"
PROVED = (TITLES, IDENTITY)
BASES = {"shared_titles": TITLES, "identified": IDENTITY, "only_bearer": NAME, "best_name": NAME}


class PhotoFields(TypedDict):
    """A fetched photo with its provenance, as JSON keeps it: `url` is "" for none, the moment is in ISO 8601. Spotify's
    have no `source` and `page`, rows of earlier versions no `basis` either.
    """

    spotify_id: str
    url: str
    fetched_at: str | None
    run_id: int | None
    basis: NotRequired[str]
    source: NotRequired[str]
    page: NotRequired[str]


class PhotoResult(NamedTuple):
    """What is known of one artist's photo; `image_url` is empty unless it may be shown."""

    status: str
    reason: str
    spotify_id: str = ""
    image_url: str = ""
    candidates: tuple[Candidate, ...] = ()
    from_cache: bool = False
    basis: str = ""
    source: str = SOURCE
    page: str = ""  # of the artist there; Spotify's follows from its id
    discogs: ArtistPage | None = None  # where that was read for it

    @property
    def known_id(self) -> str:
        """By which the source knows the artist."""
        return self.page.rpartition("/")[2] if self.page else self.spotify_id

    @property
    def is_nobody(self) -> bool:
        """Whether another source may be asked: an artist who is known here without a photo is no such case."""
        return self.status == "not_found" and self.reason == "nobody"

    def candidate_rows(self) -> list[CandidateRow]:
        return [candidate.row for candidate in self.candidates]


def from_decision(decision: Decision, source: str) -> PhotoResult:
    """What matching made of the candidates of a source."""
    chosen = decision.candidate
    if chosen is None:
        return PhotoResult(decision.status, decision.reason, candidates=decision.candidates, source=source)
    return _of(chosen, decision.reason, decision.candidates, BASES.get(decision.reason, ""), source)


def source_of(page: object) -> str:
    """Whose page an address of an artist is."""
    return DEEZER if str(page).startswith("https://www.deezer.com/") else SOURCE


def from_candidate(candidate: Candidate, basis: str, source: str) -> PhotoResult:
    """The photo of an artist who was found earlier, on the basis that it had then."""
    if not candidate.image_url:
        return PhotoResult("not_found", "no_usable_image", candidates=(candidate,), source=source)
    return _of(candidate, "known_artist", (candidate,), basis, source)


def _of(chosen: Candidate, reason: str, candidates: tuple[Candidate, ...], basis: str, source: str) -> PhotoResult:
    spotify_id, page = (chosen.id, "") if source == SOURCE else ("", chosen.url)
    return PhotoResult("matched", reason, spotify_id, chosen.image_url, candidates, False, basis, source, page)


def with_former(found: PhotoResult, artist: Artist, image: Image) -> PhotoResult:
    """What was not found again, put before a person with the photo that was shown until now."""
    page = image.page or artist.spotify_url
    former = Candidate(page.rpartition("/")[2] or "former", artist.display_name, page, image.url)
    known = {candidate.id for candidate in found.candidates}
    candidates = found.candidates if former.id in known else (*found.candidates, former)
    reason = found.reason if found.status == "review" else "unproved"
    return PhotoResult("review", reason, candidates=candidates)


def to_entry(found: PhotoResult, artist_name: str) -> Entry:
    """What a cache file holds."""
    return {
        "about": {"artist": artist_name},
        "spotify_id": found.spotify_id,
        "image_url": found.image_url,
        "page": found.page,
        "provider": found.source,
        "basis": found.basis,
        "fetched_at": timezone.now().isoformat(timespec="seconds"),
    }


def from_entry(entry: Entry) -> PhotoResult | None:
    """The cached photo, None when the entry names no usable HTTPS address."""
    url, spotify_id = entry.get("image_url"), str(entry.get("spotify_id") or "")
    if not is_https_address(url):
        return None
    basis = str(entry.get("basis") or "")[:20]
    spotify_id = spotify_id if SPOTIFY_ID.fullmatch(spotify_id) else ""
    page = str(entry.get("page") or "")
    page = page if is_https_address(page) else ""
    return PhotoResult(
        "matched", "cached", spotify_id, str(url), from_cache=True, basis=basis, source=source_of(page), page=page
    )


def is_fresh(entry: Entry) -> bool:
    """Spotify wants its data refreshed (Developer Terms, IV.3.a): after thirty days a photo is looked at again."""
    try:
        fetched = datetime.fromisoformat(str(entry.get("fetched_at")))
        age = timezone.now() - (fetched if fetched.tzinfo else fetched.astimezone())
    except (ValueError, OverflowError):
        return False
    return abs(age) < timedelta(days=settings.AIME_ASK_AGAIN_DAYS)


def fetched() -> QuerySet[Image]:
    """The photos of artists that came from a source, and not from the owner."""
    return Image.objects.artist_photos().filter(source__in=FETCHED)


def put(found: PhotoResult, artist: Artist, image: Image | None, *, run_id: int, at: datetime) -> Image:
    """The artist's fetched photo, `image` where there is one, as it was `found`; neither is saved yet."""
    image = image or Image(artist=artist, image_type=ARTIST_PHOTO)
    image.url, image.source, image.page, image.basis = found.image_url, found.source, found.page, found.basis
    image.fetched_at, image.run_id = at, run_id
    artist.spotify_id = found.spotify_id or artist.spotify_id
    return image


def photo_of(artist: Artist, image: Image | None) -> PhotoFields:
    """The fetched photo with its provenance, as JSON keeps it."""
    fetched = image.fetched_at if image else None
    fields: PhotoFields = {
        "spotify_id": artist.spotify_id,
        "url": image.url if image else "",
        "fetched_at": fetched.isoformat() if fetched else None,
        "run_id": image.run_id if image else None,
        "basis": image.basis if image else "",
    }
    if image and image.source != SOURCE:
        fields["source"], fields["page"] = image.source, image.page
    return fields


def photo_names(artist: Artist) -> list[str]:
    """Of its cache files: Discogs artist id, else the identity key of the name. They are read in this order; the first
    is the one to write.
    """
    names = [f"artist-{artist.discogs_artist_id}"] if artist.discogs_artist_id else []
    return [*names, f"name-{digest(artist.key)}"]
