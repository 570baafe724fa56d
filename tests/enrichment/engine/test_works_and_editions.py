"""One work, one text: however many editions of it are owned, and whatever becomes of the first of them."""

import pytest

from collection.models import Album
from enrichment.engine import items
from enrichment.engine.items import prepare_chunk
from enrichment.models import EnrichmentRun
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, finish, outcomes, start, while_asking

pytestmark = pytest.mark.django_db(transaction=True)


def edition(number: int, master: int | None = 77, title: str = "Giant Steps", **fields: object) -> Album:
    return make_album(title, "John Coltrane", discogs_id=number, discogs_master_id=master, source="discogs", **fields)


def texts() -> list[str]:
    return list(Album.objects.order_by("pk").values_list("ai_description", flat=True))


def describe(**options: object) -> EnrichmentRun:
    return enrich(only="descriptions", **options)


def test_two_editions_of_one_work_cost_one_call_and_share_the_text(sandbox: Sandbox) -> None:
    edition(1)
    edition(2)
    run = describe()
    first, second = texts()
    assert first == second != ""
    assert sandbox.record.count("euria") == 1
    assert outcomes(run) == {"enriched": 1, "cached": 1}


def test_the_tokens_of_a_shared_call_are_counted_once(sandbox: Sandbox) -> None:
    edition(1)
    edition(2)
    run = describe()
    assert sorted(item.completion_tokens > 0 for item in run.items.all()) == [False, True]


def test_works_of_the_same_title_get_texts_of_their_own(sandbox: Sandbox) -> None:
    edition(1, master=10, title="Peter Gabriel", original_year=1977)
    edition(2, master=11, title="Peter Gabriel", original_year=1978)
    edition(3, master=None, title="Peter Gabriel", original_year=1980)
    run = describe()
    assert len(set(texts())) == 3
    assert sandbox.record.count("euria") == 3
    assert outcomes(run) == {"enriched": 3}


@pytest.mark.parametrize("text", ["", "A text that its owner wrote."])
def test_when_the_first_edition_is_locked_the_second_one_is_asked(sandbox: Sandbox, text: str) -> None:
    edition(1, locked_fields=["ai_description"], ai_description=text)
    second = edition(2)
    third = edition(3)
    run = describe(albums=list(Album.objects.values_list("pk", flat=True)))
    second.refresh_from_db()
    third.refresh_from_db()
    assert texts()[0] == text
    assert second.ai_description == third.ai_description != text
    assert outcomes(run) == {"kept": 1, "enriched": 1, "cached": 1}


def test_an_edition_in_a_later_chunk_does_not_wait_for_one_that_was_kept(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "CHUNK", 1)
    edition(1, locked_fields=["ai_description"])
    edition(2)
    run = describe(albums=list(Album.objects.values_list("pk", flat=True)))
    assert outcomes(run) == {"kept": 1, "enriched": 1}


@pytest.mark.parametrize("force", mostly_slow([False, True], once=False))
def test_an_edition_that_is_prepared_after_the_first_was_answered_still_gets_its_text(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    monkeypatch.setattr(items, "CHUNK", 1)
    edition(1)
    for number in range(2, 12):
        edition(number, master=number * 100, title=f"Other {number}")
    edition(12)
    run = start(only="descriptions", force=force)
    made = prepare_chunk(run, run.phases.get().pk, Descriptions)
    assert made.total == 1
    # The first is answered before the rest of the items exist.
    monkeypatch.setattr("enrichment.engine.slice.Slice._can_prepare", lambda self, worker: False)
    from enrichment.engine.slice import Slice

    Slice(run).work()
    monkeypatch.undo()
    finish(run)
    assert texts()[0] == texts()[-1] != ""
    assert sandbox.record.count("euria") == 11
    assert outcomes(run) == {"enriched": 11, "cached": 1}


def test_when_the_first_edition_is_locked_after_the_run_began_the_second_takes_its_place(sandbox: Sandbox) -> None:
    first, _second = edition(1), edition(2)
    run = start(only="descriptions")
    prepare_chunk(run, run.phases.get().pk, Descriptions)
    first.lock(["ai_description"])
    first.save()
    finish(run)
    assert [bool(text) for text in texts()] == [False, True]
    assert outcomes(run) == {"kept": 1, "enriched": 1}


def test_when_the_first_edition_is_deleted_after_the_run_began_the_second_takes_its_place(sandbox: Sandbox) -> None:
    first, second = edition(1), edition(2)
    run = start(only="descriptions")
    prepare_chunk(run, run.phases.get().pk, Descriptions)
    first.delete()
    finish(run)
    second.refresh_from_db()
    assert second.ai_description
    assert outcomes(run) == {"kept": 1, "enriched": 1}
    assert run.items.get(outcome="kept").label.startswith("Giant Steps")


def test_the_answer_to_a_first_edition_deleted_meanwhile_still_serves_the_second(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = edition(1), edition(2)
    while_asking(monkeypatch, Descriptions, lambda question: Album.objects.filter(pk=first.pk).delete())
    run = describe()
    second.refresh_from_db()
    assert second.ai_description
    assert sandbox.record.count("euria") == 1
    assert outcomes(run) == {"kept": 1, "cached": 1}


def test_when_the_first_edition_fails_the_others_fail_with_it_and_are_not_asked(sandbox: Sandbox) -> None:
    edition(1)
    edition(2)
    sandbox.faults.set(["wrong_shape:euria"])
    run = describe()
    assert outcomes(run) == {"failed": 2}
    assert sandbox.record.count("euria") == 1


def test_a_new_edition_takes_the_text_that_its_work_already_has(sandbox: Sandbox) -> None:
    edition(1)
    describe()
    edition(2)
    run = describe()
    assert len(set(texts())) == 1
    assert sandbox.record.count("euria") == 1
    assert outcomes(run) == {"cached": 1}
