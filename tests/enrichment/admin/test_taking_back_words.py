"""When to ask again for what is taken back, and how it is told; and when the night is offered to a run that waits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone, translation
from pytest_django import Settings

from enrichment.admin import run_acts
from enrichment.admin.run_acts import DAY, LONG, NAMED, NEVER, NIGHT, RestForm, offer_tonight, tell_undone
from enrichment.engine.undo import Rest, UndoReport
from enrichment.models import EnrichmentRun, Kind, Preferences, State
from tests.enrichment.admin.people import make_run

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Told(BaseStorage):
    """What is said in this one request."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: list[Any], response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def request() -> HttpRequest:
    found = RequestFactory().post("/")
    found._messages = Told(found)  # type: ignore[attr-defined]
    return found


def said(report: UndoReport) -> list[str]:
    asked = request()
    tell_undone(asked, report)
    return [str(message) for message in get_messages(asked)]


@pytest.mark.parametrize(
    ("restored", "words"),
    [
        (0, "0 changes were taken back."),
        (1, "1 change was taken back."),
        (2, "2 changes were taken back."),
    ],
)
def test_how_much_was_taken_back_is_counted(restored: int, words: str) -> None:
    assert said(UndoReport(restored=restored)) == [words]


@pytest.mark.parametrize(
    ("left", "last"),
    [
        (1, "Album 0: It is locked."),
        (NAMED, f"Album {NAMED - 1}: It is locked."),
        (NAMED + 1, "1 more was left as it is."),
        (NAMED + 7, "7 more were left as they are."),
    ],
)
def test_the_first_that_were_left_are_named_with_the_reason_and_the_rest_counted(left: int, last: str) -> None:
    lines = said(UndoReport(left_alone=[(f"Album {number}", "It is locked.") for number in range(left)]))
    assert lines[1 : min(left, NAMED) + 1] == [f"Album {number}: It is locked." for number in range(min(left, NAMED))]
    assert lines[-1] == last
    assert len(lines) == 1 + min(left, NAMED) + (left > NAMED)


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("values", "until"),
    [
        ({"again": NEVER}, None),
        ({"again": NEVER, "day": "2027-01-01"}, None),
        ({"again": NIGHT}, NOON),
        ({"again": DAY, "day": "2026-12-24"}, datetime(2026, 12, 24, tzinfo=UTC)),
    ],
    ids=["never", "never, whatever the day", "by night", "a day"],
)
def test_the_choice_says_from_when_on_it_is_asked_again(
    values: dict[str, str], until: datetime | None, settings: Settings
) -> None:
    settings.TIME_ZONE = "UTC"
    with timezone.override("UTC"):
        form = RestForm(values)
        assert form.is_valid()
        assert form.rest() == Rest(until)


def test_a_day_begins_where_the_owner_lives() -> None:
    with timezone.override("Europe/Zurich"):
        form = RestForm({"again": DAY, "day": "2026-12-24"})
        assert form.is_valid()
        until = form.rest().until
    assert until is not None
    assert until.astimezone(UTC) == datetime(2026, 12, 23, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({"again": DAY}, "day", "Say from which day on."),
        ({"again": DAY, "day": ""}, "day", "Say from which day on."),
        ({"again": DAY, "day": "soon"}, "day", "Enter a valid date."),
        ({"again": "someday"}, "again", "Select a valid choice. someday is not one of the available choices."),
        ({}, "again", "This field is required."),
    ],
    ids=["no day", "an empty day", "no date", "no choice of ours", "nothing"],
)
def test_a_choice_that_says_nothing_is_asked_for_again_in_one_sentence(
    values: dict[str, str], field: str, why: str
) -> None:
    form = RestForm(values)
    assert not form.is_valid()
    assert form.errors == {field: [why]}


@time_machine.travel(NOON, tick=False)
def test_a_month_from_now_is_what_stands_there(settings: Settings) -> None:
    settings.AIME_ASK_AGAIN_DAYS = 30
    with timezone.override("UTC"):
        form = RestForm()
    assert (form.fields["again"].initial, form.fields["day"].initial) == (DAY, date(2026, 12, 30))


def test_a_synchronisation_has_no_such_day() -> None:
    form = RestForm(has_day=False)
    assert list(form.fields) == ["again"]
    assert [value for value, _words in form.fields["again"].choices] == [NIGHT, NEVER]  # type: ignore[attr-defined]
    assert form.fields["again"].initial == NIGHT
    assert not RestForm({"again": DAY, "day": "2026-12-24"}, has_day=False).is_valid()
    assert RestForm({"again": NEVER}, has_day=False).is_valid()


def test_the_choices_stay_for_the_next_page() -> None:
    RestForm(has_day=False)
    assert [value for value, _words in RestForm().fields["again"].choices] == [NIGHT, DAY, NEVER]  # type: ignore[attr-defined]


def test_the_choices_speak_french() -> None:
    with translation.override("fr"):
        words = [str(label) for _value, label in RestForm().fields["again"].choices]  # type: ignore[attr-defined]
    assert not [label for label in words if "night" in label or "never" in label]


@pytest.fixture
def night(db: None, settings: Settings) -> None:
    """It fills what is missing at two, every day, in English."""
    settings.EURIA_LANGUAGE, settings.EURIA_LANGUAGE_CHOSEN = "en", True
    Preferences.objects.create(night_enabled=True)


def paused(seconds: float) -> EnrichmentRun:
    return make_run(State.PAUSED, resume_at=timezone.now() + timedelta(seconds=seconds))


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("seconds", "is_long"), [(LONG.total_seconds(), False), (LONG.total_seconds() + 1, True), (-60, False)]
)
def test_only_a_wait_of_more_than_a_quarter_of_an_hour_is_long(night: None, seconds: float, is_long: bool) -> None:
    offer = offer_tonight(paused(seconds))
    assert offer["tonight_shown"] is is_long
    assert offer["tonight_after"] == 900
    assert offer["tonight"] > timezone.now()


def test_a_run_that_does_not_wait_is_not_offered_the_night_at_once(night: None) -> None:
    assert offer_tonight(make_run(State.RUNNING))["tonight_shown"] is False


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.COMPLETED, State.STOPPED, State.CANCELLED])
def test_a_run_that_is_over_has_nothing_to_leave(state: State) -> None:
    assert offer_tonight(make_run(state)) == {}
    assert offer_tonight(None) == {}


@pytest.mark.parametrize(
    ("fields", "does"),
    [
        ({}, True),
        ({"options": {"force": False, "language": "en"}}, True),
        ({"options": {"language": "fr"}}, False),
        ({"options": {"force": True}}, False),
        ({"kind": Kind.DISCOGS}, False),
        ({"kind": Kind.LASTFM}, False),
    ],
    ids=["a plain run", "in the night's language", "in another", "one that replaces", "Discogs", "Last.fm"],
)
def test_the_night_takes_over_only_what_it_would_do_itself(night: None, fields: dict[str, Any], does: bool) -> None:
    assert (run_acts.next_night(make_run(State.PAUSED, **fields)) is not None) is does


@pytest.mark.django_db
def test_a_night_that_is_switched_off_takes_over_nothing() -> None:
    assert run_acts.next_night(paused(3600)) is None
    assert not Preferences.objects.exists(), "looking writes no row"
