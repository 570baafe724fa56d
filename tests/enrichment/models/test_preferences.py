"""The owner's preferences: one row, off and harmless until they say otherwise."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from enrichment.models import MailWhen, Preferences

pytestmark = pytest.mark.django_db


def test_there_is_one_row_whoever_makes_it() -> None:
    Preferences(lastfm_threshold=4).save()
    Preferences(lastfm_threshold=5).save()
    assert Preferences.objects.count() == 1
    assert Preferences.load().lastfm_threshold == 5


def test_nothing_starts_by_itself_and_nobody_is_mailed_at_first() -> None:
    first = Preferences.load()
    assert [first.night_enabled, first.discogs_enabled, first.lastfm_enabled] == [False] * 3
    assert (first.night_time, first.night_days, first.mail_when) == (time(2), [0, 1, 2, 3, 4, 5, 6], MailWhen.NEVER)
    assert (first.lastfm_threshold, first.night_max_items, first.price_in) == (3, None, None)
    first.full_clean()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("night_days", []),
        ("night_days", [7]),
        ("night_days", ["mon"]),
        ("discogs_days", "0,1"),
        ("night_max_items", 0),
        ("night_max_tokens", 0),
        ("lastfm_every_hours", 0),
        ("lastfm_every_hours", 25),
        ("lastfm_threshold", 0),
        ("mail_when", "sometimes"),
        ("mail_when", MailWhen.ALWAYS),  # to nobody
        ("mail_to", "nobody"),
        ("price_in", Decimal(-1)),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, value: Any) -> None:
    preferences = Preferences.load()
    setattr(preferences, field, value)
    with pytest.raises(ValidationError):
        preferences.full_clean()
