"""When the reading of pages ends, and what a list that was read says of ownership."""

import pytest

from collection.models import Album
from enrichment.models import Kind, Outcome, RunItem
from enrichment.phases.discogs.collection import DiscogsCollection, ToldPage
from enrichment.phases.discogs.ownership import Missing, PageRead, compare
from enrichment.phases.discogs.records import records_of
from enrichment.providers.discogs import CollectionPage, Credit, DiscogsClient, ReleaseFacts
from enrichment.providers.http import Unlimited
from tests.enrichment.running import start

pytestmark = pytest.mark.django_db(transaction=True)
NEXT = "https://api.discogs.com/users/me/collection?page=3"


def row(number: int, instance: int | None = None) -> ReleaseFacts:
    return ReleaseFacts(number, f"Title {number}", artists=(Credit(7, "Slint"),), instance_id=instance or 100 + number)


def page(number: int, *rows: ReleaseFacts, next_url: str = "", total: int | None = None) -> CollectionPage:
    return CollectionPage(rows, page=number, pages=9, total=len(rows) if total is None else total, next_url=next_url)


@pytest.fixture
def item(sandbox: object) -> RunItem:
    """The second page of a run that is under way."""
    run = start(kind=Kind.DISCOGS)
    payload = {"page": 2, "url": "https://api.discogs.com/users/me/collection?page=2", "previous": 101}
    return RunItem.objects.create(
        run=run, phase=run.phases.get(name=DiscogsCollection.name), work_key="page:2", payload=payload
    )


@pytest.fixture
def phase() -> DiscogsCollection:
    return DiscogsCollection(DiscogsClient(token="", username="me", limiter=Unlimited()))


@pytest.mark.parametrize(
    ("answer", "repeats"),
    [
        (page(2, row(5), next_url=NEXT), False),
        (page(2, row(5)), False),
        (page(2, next_url=NEXT), False),
        (page(1, row(5), next_url=NEXT), True),
        (page(2, row(5), next_url=NEXT.replace("3", "2")), True),
        (page(2, row(1), next_url=NEXT), True),
    ],
    ids=["further", "last", "empty", "earlier number", "its own next", "earlier rows"],
)
def test_a_page_that_repeats_is_recognised(
    item: RunItem, phase: DiscogsCollection, answer: CollectionPage, repeats: bool
) -> None:
    told = ToldPage(answer, records_of(answer))
    (result,) = phase.store(item.run, [(item, told)])
    assert (result.reason == "repeating_page") is repeats
    following = phase.discovered_targets(item.run, [(item, told)])
    assert [target.payload["page"] for target in following] == ([3] if answer.next_url and not repeats else [])


def gone(*known: int) -> list[Album]:
    return [Album.objects.create(title=str(number), source="discogs", discogs_id=number) for number in known]


def read(instances: list[tuple[int, int]], total: int, unreadable: int = 0) -> PageRead:
    return {"instances": instances, "total": total, "unreadable": unreadable, "username": "me"}


def test_what_is_not_on_the_list_is_missing(item: RunItem) -> None:
    _kept, lost = gone(1, 2)
    assert compare(item, read([(1, 101)], total=1)) == Missing([lost], asks=False)


@pytest.mark.parametrize(
    ("instances", "total", "unreadable"),
    [([], 0, 0), ([(1, 101)], 2, 0), ([(1, 101)], 1, 1)],
    ids=["nothing came", "fewer than announced", "an unreadable row"],
)
def test_a_list_that_may_be_incomplete_marks_nothing(
    item: RunItem, instances: list[tuple[int, int]], total: int, unreadable: int
) -> None:
    gone(1, 2)
    assert compare(item, read(instances, total, unreadable)).albums == []


def test_earlier_pages_of_the_run_count(item: RunItem) -> None:
    gone(1, 2)
    earlier = {"instances": [[1, 101], [1, 102]], "unreadable": 0}
    RunItem.objects.create(
        run=item.run, phase=item.phase, work_key="page:1", after=earlier, outcome=Outcome.ENRICHED, leads=True
    )
    assert compare(item, read([(2, 103)], total=3)).albums == []
    assert list(Album.objects.order_by("pk").values_list("copies", flat=True)) == [2, 1]
