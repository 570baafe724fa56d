"""Descriptions on their way between the collection, the cache and the provider."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, TypedDict

from django.utils import timezone

from collection.models import Album
from collection.naming import strip_disambiguation
from collection.sleeve import by_importance, headings, heard
from enrichment.caches import Entry
from enrichment.phases.descriptions.surroundings import NOTHING_KNOWN, Surroundings
from enrichment.providers.euria.provider import Description, DescriptionRequest
from enrichment.providers.texts.facts import AlbumFacts, Track
from enrichment.providers.texts.faults import Fault
from enrichment.providers.texts.gate import Verdict, judge
from enrichment.providers.texts.writing import one_line

PROVIDER = "euria"


class Tokens(TypedDict):
    prompt_tokens: int
    completion_tokens: int
    estimated_tokens: int


NO_TOKENS: Tokens = {"prompt_tokens": 0, "completion_tokens": 0, "estimated_tokens": 0}


class DescriptionText(NamedTuple):
    """A text and where it comes from; with faults it is a draft that nobody but its reviewer sees."""

    text: str
    language: str
    model: str = ""
    prompt_version: str = ""
    provider: str = PROVIDER
    faults: tuple[Fault, ...] = ()
    from_cache: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated_tokens: int = 0

    @property
    def tokens(self) -> Tokens:
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "estimated_tokens": self.estimated_tokens,
        }


MOST_CREDITS = 20


def facts_of(album: Album, around: Surroundings = NOTHING_KNOWN) -> AlbumFacts:
    """What the owner and Discogs say of the work, with what is known `around` it; a pressing's year is left behind."""
    return AlbumFacts(
        title=album.title,
        artists=album.artist_credit,
        original_year=album.original_year,
        labels=tuple(dict.fromkeys(map(strip_disambiguation, album.labels))),
        catalogue_number=album.shown_number,
        format=album.support,
        genres=tuple(album.genres),
        styles=tuple(album.styles),
        tracklist=tuple(
            Track(*(str(track.get(name) or "") for name in ("title", "position", "duration", "artists")))
            for track in heard(album.tracklist)
        ),
        credits=tuple(by_importance(album.credits)[:MOST_CREDITS]),
        country=album.country,
        headings=tuple(headings(album.tracklist)),
        acts=around.acts,
        neighbours=around.neighbours,
    )


def from_provider(description: Description) -> DescriptionText:
    return DescriptionText(
        text=description.text or description.draft,
        language=description.language,
        model=description.model,
        prompt_version=description.prompt_version,
        faults=description.faults,
        prompt_tokens=description.prompt_tokens,
        completion_tokens=description.completion_tokens,
        estimated_tokens=description.estimated_tokens,
    )


def to_entry(written: DescriptionText, about: dict[str, str]) -> Entry:
    """What a cache file holds. The digest tells a text that a person edited in the file from one we wrote."""
    return {
        "about": about,
        "text": written.text,
        "language": written.language,
        "provider": written.provider,
        "model": written.model,
        "prompt_version": written.prompt_version,
        "written_at": timezone.now().isoformat(timespec="seconds"),
        "digest": _digest(written.text),
    }


def judge_work(raw: str, facts: Iterable[AlbumFacts], language: str | None) -> Verdict:
    """The text of a work held against the `facts` of its editions, of which one was its source; without any that it is
    true of, the verdict by the first.
    """
    verdicts = (judge(raw, each, language) for each in facts)
    first = next(verdicts)
    return first if first.accepted else next((verdict for verdict in verdicts if verdict.accepted), first)


def from_entry(entry: Entry, request: DescriptionRequest, others: Sequence[AlbumFacts] = ()) -> DescriptionText | None:
    """The cached text if it passes the gate; `others` are the facts of further editions. One of ours that no longer
    passes is asked for again; one that a person edited comes back with its faults, for review.
    """
    raw = entry.get("text")
    if not isinstance(raw, str) or not raw.strip():
        return None
    verdict = judge_work(raw, (request.facts, *others), request.language)
    if verdict.faults and entry.get("digest") == _digest(raw):
        return None
    return DescriptionText(
        text=verdict.text,
        language=request.language,
        model=str(entry.get("model") or "")[:200],
        prompt_version=str(entry.get("prompt_version") or "")[:20],
        provider=str(entry.get("provider") or PROVIDER)[:50],
        faults=verdict.faults,
        from_cache=True,
    )


def other_editions(albums: Iterable[Album]) -> dict[int, list[Album]]:
    """By primary key the further editions of the same work, in one query; they may hold the facts of its text."""
    mine = list(albums)
    masters = {album.discogs_master_id for album in mine if album.discogs_master_id}
    editions: dict[int, list[Album]] = defaultdict(list)
    for edition in Album.objects.with_credits().filter(discogs_master_id__in=masters).order_by("pk"):
        editions[edition.discogs_master_id or 0].append(edition)
    return {
        album.pk: [edition for edition in editions[album.discogs_master_id] if edition.pk != album.pk]
        for album in mine
        if album.discogs_master_id
    }


def known_texts(albums: Iterable[Album], language: str, *, of_run: int | None = None) -> dict[int, DescriptionText]:
    """For each Discogs master the text that another edition of it already has, or was given by the run `of_run`."""
    masters = {album.discogs_master_id for album in albums if album.discogs_master_id}
    siblings = Album.objects.described().filter(
        discogs_master_id__in=masters, description_provider=PROVIDER, description_language=language
    )
    if of_run is not None:
        siblings = siblings.filter(description_run_id=of_run)
    return {
        sibling.discogs_master_id: DescriptionText(
            text=sibling.ai_description,
            language=language,
            model=sibling.description_model,
            prompt_version=sibling.description_prompt_version,
            from_cache=True,
        )
        for sibling in siblings
        if sibling.discogs_master_id
    }


def fault_words(faults: Sequence[Fault]) -> str:
    """The faults in their stable words, one a line: `cut: …the last of the`."""
    return "\n".join(f"{fault.code}: {one_line(fault.detail)}" if fault.detail else fault.code for fault in faults)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
