"""The first step of a Discogs synchronisation: the owner's collection, one item for each of its pages.

An album that was on no page is asked for by itself before it is marked as gone.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy

from collection.importing import ReleaseRecord, save_releases
from collection.importing.records import problem
from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases.base import Phase, Result, Target, Targets
from enrichment.phases.discogs import ownership
from enrichment.phases.discogs.ownership import PageRead, compare, mark_gone
from enrichment.phases.discogs.records import records_of, with_artists
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.services import Service, Words
from enrichment.providers.discogs import CollectionPage, DiscogsClient


class ToldPage(NamedTuple):
    """A page of the collection, and what it says of each release on it."""

    page: CollectionPage
    records: Sequence[ReleaseRecord]


Answers = Sequence[tuple[RunItem, ToldPage | bool]]


class DiscogsCollection(Phase[str | int, ToldPage | bool]):
    name: ClassVar[str] = "discogs_collection"
    kind: ClassVar[str] = Kind.DISCOGS
    service: ClassVar[Service[Any]] = DISCOGS
    subject: ClassVar[type[Album] | type[Artist] | None] = None
    label: ClassVar[Words] = gettext_lazy("Collection at Discogs")
    essential: ClassVar[bool] = True
    undoable: ClassVar[bool] = True
    _client: DiscogsClient

    take_back = staticmethod(ownership.take_back)
    count_standing = staticmethod(ownership.count_standing)

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        """The first page, also when a run is taken up again: only the whole list tells what is gone from it."""
        return Targets([_page(1)], None)

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, str | int | Result]:
        return {item.pk: item.payload.get("release") or item.payload["url"] for item in items}

    def ask(self, question: str | int) -> ToldPage | bool:
        """A page by its address; whether a release is in the collection by its number."""
        if isinstance(question, int):
            return self._client.owns(question)
        page = self._client.collection_page(question)
        return ToldPage(page, records_of(page))

    def store(self, run: EnrichmentRun, answers: Answers) -> list[Result]:
        results = []
        for item, told in answers:
            if not isinstance(told, bool):
                results.append(_stored(item, told))
            elif told:
                results.append(Result(Outcome.KEPT, "still_there"))
            elif item.album_id and mark_gone(item.album_id):
                results.append(Result(Outcome.KEPT, "removed", before={"removed": False}, after={"removed": True}))
            else:
                results.append(Result(Outcome.KEPT, "deleted"))
        return results

    def discovered_targets(self, run: EnrichmentRun, answers: Answers) -> Sequence[Target]:
        """The next page; after the last one, the albums that seem to be gone. A row that cannot be stored is named."""
        targets: list[Target] = []
        for item, told in answers:
            if isinstance(told, bool) or _repeats(item, told.page):
                continue
            page = told.page
            targets += [
                Target(
                    label=f"{record.title[:80]} [r{record.discogs_id}]".lstrip(),
                    work_key=f"release:{record.discogs_id}",
                    outcome=Outcome.FAILED,
                    reason="unusable_release",
                )
                for record in _records(told)
                if problem(record)
            ]
            if page.next_url:
                targets.append(_page(item.payload["page"] + 1, page.next_url, _first_instance(page)))
            else:
                missing = compare(item, _read(page))
                asks = missing.asks and not run.options.get("confirmed")
                targets += [_missing(album, asks=asks) for album in missing.albums]
        return targets


def _read(page: CollectionPage) -> PageRead:
    return {
        "instances": [(row.id, row.instance_id or 0) for row in page.items],
        "total": page.total,
        "unreadable": page.unreadable,
        "username": str(settings.DISCOGS_USERNAME),
    }


def _records(told: ToldPage) -> list[ReleaseRecord]:
    nameless = [record.discogs_id for record in told.records if not record.artists]
    known = Album.objects.in_bulk(nameless, field_name="discogs_id")
    return [with_artists(record, known.get(record.discogs_id)) for record in told.records]


def _stored(item: RunItem, told: ToldPage) -> Result:
    if _repeats(item, told.page):
        return Result(Outcome.FAILED, "repeating_page")
    report = save_releases(_records(told))
    changed = report.created + report.updated
    counts = {name: getattr(report, name) for name in ("created", "updated", "unchanged", "left_out")}
    return Result(
        Outcome.ENRICHED if changed else Outcome.KEPT,
        "" if changed else "unchanged",
        "\n".join(str(refusal) for refusal in report.refusals),
        after={**counts, **_read(told.page)},
    )


def _repeats(item: RunItem, page: CollectionPage) -> bool:
    """The service sent an earlier page again, or names this one as the next: without end, that would go on."""
    first = _first_instance(page)
    return (
        page.page < item.payload["page"]
        or bool(page.next_url and page.next_url == item.payload["url"])
        or bool(first and first == item.payload["previous"])
    )


def _first_instance(page: CollectionPage) -> int:
    return next((row.instance_id for row in page.items if row.instance_id), 0)


def _page(number: int, url: str = "", previous: int = 0) -> Target:
    """`url` is "" for the first, `previous` the first instance of the page before."""
    payload = {"page": number, "url": url, "previous": previous}
    return Target(label=f"page {number}", work_key=f"page:{number}", payload=payload)


def _missing(album: Album, *, asks: bool) -> Target:
    """To be looked at again; with `asks` a person is to be asked first, and nothing is."""
    return Target(
        label=album.label,
        work_key=f"gone:{album.pk}",
        album_id=album.pk,
        payload={"release": album.discogs_id},
        outcome=Outcome.KEPT if asks else Outcome.PENDING,
        reason="seems_gone" if asks else "",
    )
