"""Descriptions on their way between the collection, the cache and the provider.

An album's text and where it came from are written and read as one value.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple, TypedDict, cast

from django.utils import timezone

from collection.models import Album
from enrichment.caches import Entry, digest
from enrichment.providers.euria.provider import Description, DescriptionRequest
from enrichment.providers.texts import AlbumFacts, Fault
from enrichment.providers.texts.gate import Verdict, judge
from enrichment.providers.texts.writing import one_line

PROVIDER = "euria"


class Tokens(TypedDict):
    prompt_tokens: int
    completion_tokens: int
    estimated_tokens: int


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
    return as_cached(entry, verdict, request.language)


def as_cached(entry: Entry, verdict: Verdict, language: str) -> DescriptionText:
    """The judged text of a cache file with the provenance that is told there, as far as it fits into the columns."""
    return DescriptionText(
        text=verdict.text,
        language=language,
        model=str(entry.get("model") or "")[:200],
        prompt_version=str(entry.get("prompt_version") or "")[:20],
        provider=str(entry.get("provider") or PROVIDER)[:50],
        faults=verdict.faults,
        from_cache=True,
    )


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


class DescriptionFields(TypedDict):
    """A text and its provenance, by the columns of an album, as JSON keeps them; the moment is in ISO 8601."""

    ai_description: str
    description_provider: str
    description_model: str
    description_language: str
    description_prompt_version: str
    description_at: str | None
    description_run_id: int | None


DESCRIPTION_FIELDS = list(DescriptionFields.__annotations__)


def describe(album: Album, written: DescriptionText, *, run_id: int | None, now: datetime) -> None:
    """Put the text and its provenance on the album; the caller saves `DESCRIPTION_FIELDS`."""
    album.ai_description = written.text
    album.description_provider = written.provider
    album.description_model = written.model
    album.description_language = written.language
    album.description_prompt_version = written.prompt_version
    album.description_at = now
    album.description_run_id = run_id


def description_of(album: Album) -> DescriptionFields:
    """The text with its provenance, as JSON keeps it."""
    fields = {name: getattr(album, name) for name in DESCRIPTION_FIELDS}
    fields["description_at"] = album.description_at.isoformat() if album.description_at else None
    return cast("DescriptionFields", fields)


def restore_description(album: Album, value: DescriptionFields) -> None:
    """The inverse of `description_of`; the caller saves `DESCRIPTION_FIELDS`."""
    for name, kept in value.items():
        setattr(album, name, kept)
    written_at = value["description_at"]
    album.description_at = datetime.fromisoformat(written_at) if written_at else None


def description_names(album: Album, credit: str, language: str) -> list[str]:
    """Of its cache files, by what an answer is about: Discogs master, else release, else source, artists and title.
    They are read in this order; the first is the one to write.
    """
    names = [f"master-{album.discogs_master_id}"] if album.discogs_master_id else []
    names += [f"release-{album.discogs_id}"] if album.discogs_id else []
    names.append(f"title-{digest(album.source, credit.casefold(), album.title.casefold())}")
    return [f"{name}.{language}" for name in names]
