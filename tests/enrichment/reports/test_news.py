"""What enrichment says on the home page, and to whom."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.urls import reverse
from django.utils.translation import override

from enrichment.models import Kind, Outcome, State
from enrichment.reports.news import news
from tests.builders import make_album
from tests.enrichment.reports.progress_rows import add_item, add_phase, make_run

pytestmark = pytest.mark.django_db


def reader(*, is_staff: bool = True, may_look: bool = True) -> User:
    user = User.objects.create_user("reader", is_staff=is_staff)
    if may_look:
        user.user_permissions.add(Permission.objects.get(codename="view_enrichmentrun"))
    return user


def questions(number: int) -> None:
    phase = add_phase(make_run(State.COMPLETED))
    for each in range(number):
        album = make_album(f"Album {each}", "Somebody")
        add_item(phase, album.title, album=album, outcome=Outcome.REVIEW, reason="cut")


def test_where_nothing_is_under_way_and_nothing_waits_nothing_is_said() -> None:
    make_run(State.COMPLETED)
    assert news(reader()) == []


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.PAUSED, State.CANCELLING])
def test_a_run_under_way_is_linked(state: State) -> None:
    run = make_run(state)
    (said,) = news(reader())
    assert said.text == "A run is under way: see how far it is"
    assert said.address == reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])


def test_of_several_runs_the_first_that_began_is_linked() -> None:
    first = make_run(kind=Kind.DISCOGS)
    make_run(kind=Kind.ENRICHMENT)
    assert [said.address for said in news(reader())] == [
        reverse("admin:enrichment_enrichmentrun_change", args=[first.pk])
    ]


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (1, "en", "1 question waits for an answer"),
        (2, "en", "2 questions wait for an answer"),
        (1, "fr", "1 question attend une réponse"),
        (2, "fr", "2 questions attendent une réponse"),
    ],
)
def test_questions_that_wait_are_counted_in_the_readers_language(number: int, language: str, words: str) -> None:
    questions(number)
    with override(language):
        (said,) = news(reader())
    assert (said.text, said.address) == (words, reverse("admin:enrichment_review_changelist"))


@pytest.mark.parametrize(
    "who", [{"is_staff": False}, {"may_look": False}], ids=["a visitor", "one who may not look after runs"]
)
def test_nobody_else_hears_of_it(who: dict[str, bool]) -> None:
    make_run()
    questions(1)
    assert news(reader(**who)) == []
    assert news(AnonymousUser()) == []
