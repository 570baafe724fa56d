"""What seems to be gone from Discogs: looked at again, asked about where it is much, and taken back."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from collection.models import Album
from enrichment.engine.undo import undo_run
from enrichment.models import EnrichmentRun, Outcome, State
from enrichment.phases.discogs.collection import DiscogsCollection
from enrichment.providers.discogs import CollectionPage, DiscogsClient
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.conftest import Play
from tests.enrichment.admin.people import visitor
from tests.enrichment.phases.playing import FIRST_ID, many, read_pages
from tests.enrichment.reports.progress_rows import add_item, add_phase, make_run

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = "discogs_collection"


def gone() -> int:
    return Album.objects.filter(removed_at__isnull=False).count()


def told(run: EnrichmentRun) -> set[str]:
    return set(run.items.filter(work_key__startswith="gone:").values_list("reason", flat=True))


@pytest.fixture
def between_pages(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Have something happen at Discogs once the first page was read."""
    read = DiscogsClient.collection_page

    def arrange(happen: Callable[[], object]) -> None:
        pending = [happen]

        def page(client: DiscogsClient, url: str = "") -> CollectionPage:
            answer = read(client, url)
            if pending:
                pending.pop()()
            return answer

        monkeypatch.setattr(DiscogsClient, "collection_page", page)

    return arrange


@pytest.mark.parametrize("sold", mostly_slow([120, 0], once=False))
def test_a_collection_that_changes_while_it_is_paged_marks_nothing(
    play: Play, between_pages: Callable[[Callable[[], object]], None], sold: int
) -> None:
    """What is sold moves all that follows to an earlier place, so that one is on no page at all."""
    sandbox = play(Sandbox(many(150)))
    read_pages()
    left = tuple(copy for place, copy in enumerate(sandbox.collection.releases) if place != sold)
    between_pages(lambda: setattr(sandbox.collection, "releases", left))
    assert told(read_pages()) == set()
    assert gone() == 0
    assert read_pages().items.filter(reason="removed").count() == gone() == 1


@pytest.mark.slow
def test_one_that_is_sold_while_another_is_bought_is_not_taken_for_a_third(
    play: Play, between_pages: Callable[[Callable[[], object]], None]
) -> None:
    """As many as before, and yet one was on no page: it is asked for by itself."""
    sandbox = play(Sandbox(many(150)))
    read_pages()
    first, *others = sandbox.collection.releases
    between_pages(lambda: setattr(sandbox.collection, "releases", (*others, first)))
    run = read_pages()
    assert told(run) <= {"still_there"}
    assert gone() == 0


@pytest.mark.slow
def test_what_is_gone_was_looked_at_by_itself(play: Play) -> None:
    play(Sandbox(many(3)))
    read_pages()
    sandbox = play(Sandbox(many(2)))
    assert told(read_pages()) == {"removed"}
    assert sandbox.record.count("discogs", "copies") == 1


def test_a_look_that_fails_marks_nothing(play: Play) -> None:
    play(Sandbox(many(3)))
    read_pages()
    sandbox = play(Sandbox(many(2)))
    sandbox.faults.add("garbage:discogs:after=1")
    run = read_pages()
    assert run.items.filter(work_key__startswith="gone:").get().outcome == Outcome.FAILED
    assert gone() == 0


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    mostly_slow([(100, 89, True), (10, 0, False), (100, 90, False), (200, 185, False)], quick=2, once=False),
)
def test_a_tenth_and_more_than_ten_are_asked_about_first(play: Play, before: int, after: int, asks: bool) -> None:
    play(Sandbox(many(before)))
    read_pages()
    sandbox = play(Sandbox(many(after)))
    run = read_pages()
    assert told(run) == ({"seems_gone"} if asks else {"removed"} if after else set())
    assert gone() == (0 if asks or not after else before - after)
    assert sandbox.record.count("discogs", "copies") == (0 if asks else gone())


@pytest.mark.slow
def test_the_page_of_the_run_has_the_list_and_a_button(play: Play) -> None:
    play(Sandbox(many(100)))
    read_pages()
    play(Sandbox(many(80)))
    run = read_pages()
    page = reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])
    rights = ("enrichment.add_enrichmentrun", "enrichment.change_enrichmentrun")
    assert "20 albums seem to be gone" in visitor(*rights).get(page).content.decode()
    listed = visitor().get(f"{page}?reason=seems_gone").content.decode()
    assert "Title 1090" in listed

    address = reverse("admin:enrichment_enrichmentrun_mark_gone", args=[run.pk])
    assert visitor().post(address).status_code == 403
    visitor(*rights).post(address)
    asked = EnrichmentRun.objects.latest("pk")
    assert (asked.kind, asked.options["confirmed"]) == ("discogs", True)


def test_an_album_whose_number_was_taken_away_by_hand_is_not_looked_for(play: Play) -> None:
    play(Sandbox(many(2)))
    read_pages()
    Album.objects.filter(discogs_id=FIRST_ID).update(discogs_id=None, locked_fields=["discogs_id"])
    assert told(read_pages()) == set()
    assert gone() == 0


def test_another_users_collection_is_asked_about_however_small(play: Play) -> None:
    play(Sandbox(many(5)))
    run = read_pages()
    item = run.items.get(work_key="page:1")
    item.after["username"] = "somebody-else"
    item.save()
    play(Sandbox(many(4)))
    assert told(read_pages()) == {"seems_gone"}
    assert gone() == 0


@pytest.mark.slow
def test_the_run_is_taken_back(play: Play) -> None:
    play(Sandbox(many(12)))
    read_pages()
    play(Sandbox(many(9)))
    run = read_pages()
    assert gone() == 3
    page = reverse("admin:enrichment_enrichmentrun_undo", args=[run.pk])
    shown = visitor("enrichment.change_enrichmentrun").get(page).content.decode()
    assert "3 changes will be taken back" in shown
    assert "edited or locked since" not in shown
    assert undo_run(run).restored == 3
    assert gone() == 0


def test_an_album_that_was_marked_as_gone_comes_back_once() -> None:
    other, album = make_album("Debut", "Björk"), make_album("Dummy", "Portishead")
    Album.objects.update(removed_at=timezone.now())
    phase = add_phase(make_run(State.COMPLETED, kind="discogs"), PAGES)
    item = add_item(phase, str(album), album=album, outcome="kept", reason="removed", after={"removed": True})
    assert DiscogsCollection.count_standing(phase.items.all()) == 1
    assert DiscogsCollection.take_back(item) == ""
    assert list(Album.objects.filter(removed_at__isnull=False)) == [other]
    assert DiscogsCollection.count_standing(phase.items.all()) == 0
    assert DiscogsCollection.take_back(item) == "It is back already, or was deleted since."
