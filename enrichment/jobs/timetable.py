"""The owner's times as django-q2 writes them."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from enrichment.models import Job, Preferences


def of(job: str, preferences: Preferences) -> dict[str, Any]:
    """The fields of a `Schedule`: a cron line in the site's time zone, or a number of minutes."""
    from django_q.models import Schedule

    if job == Job.LASTFM:
        return {"schedule_type": Schedule.MINUTES, "minutes": 60 * preferences.lastfm_every_hours}
    moment, days = getattr(preferences, f"{job}_time"), getattr(preferences, f"{job}_days")
    return {"schedule_type": Schedule.CRON, "cron": cron(moment, days)}


def cron(moment: time, days: Sequence[int]) -> str:
    """`30 2 * * 1,3`: days count from Monday = 0 here, from Sunday = 0 there."""
    chosen = sorted({(day + 1) % 7 for day in days})
    return f"{moment.minute} {moment.hour} * * {'*' if len(chosen) == 7 else ','.join(map(str, chosen))}"
