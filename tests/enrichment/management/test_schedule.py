"""`manage.py schedule`: what starts by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from enrichment.jobs import planning
from enrichment.management.commands.schedule import MOMENT
from enrichment.models import Preferences, StartResult
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)


def test_all_are_off_at_first(shell: Shell) -> None:
    assert shell("schedule").out.split("\n")[:3] == ["night: off", "discogs: off", "lastfm: off"]


def test_the_night_is_switched_on_with_its_caps_and_off_again(shell: Shell) -> None:
    done = shell("schedule", "night", "--on", "--time", "3:30", "--days", "mon,Tuesday", "--max-items", "50")
    assert done.status == 0
    assert "night: 03:30 mon,tue, at most 50 albums" in done.out
    assert "next: " in done.out
    planned = timezone.localtime(Schedule.objects.get(name="night").next_run)
    assert (planned.hour, planned.minute, planned.weekday() in (0, 1)) == (3, 30, True)
    assert planned.strftime(MOMENT) in done.out

    shell("schedule", "night", "--max-items", "none", "--days", "all")
    assert Preferences.load().night_max_items is None
    assert Schedule.objects.get(name="night").next_run - timezone.now() < timedelta(days=1, hours=1)

    shell("schedule", "night", "--off")
    assert not Schedule.objects.filter(name="night").exists()


def test_what_became_of_the_last_start_is_shown(shell: Shell) -> None:
    planning.note("lastfm", StartResult.SKIPPED)
    assert "skipped: a run was active" in shell("schedule", "lastfm", "--show").out


@pytest.mark.parametrize(
    "words",
    [
        ("--on",),
        ("night", "--every-hours", "3"),
        ("lastfm", "--time", "02:00"),
        ("lastfm", "--every-hours", "25"),
        ("discogs", "--max-items", "3"),
        ("night", "--time", "25:00"),
        ("night", "--time", "noon"),
        ("night", "--days", "someday"),
        ("night", "--days", ","),
        ("night", "--max-items", "0"),
        ("night", "--on", "--off"),
        ("never",),
    ],
)
def test_what_makes_no_sense_changes_nothing(shell: Shell, words: tuple[str, ...]) -> None:
    before = Preferences.load()
    assert shell("schedule", *words).status == 2
    assert vars(Preferences.load()).items() >= {k: v for k, v in vars(before).items() if k != "_state"}.items()
