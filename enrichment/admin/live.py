"""A run as its live panel shows it; the script then keeps the same values up to date from the JSON."""

from datetime import datetime
from typing import Any, TypedDict, cast

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collection.models.album import AlbumSource
from enrichment.admin.pages import duration, duration_range
from enrichment.models import ACTIVE_STATES, State, WorkerHeartbeat
from enrichment.reports.progress import Progress, progress

# Services whose data may not be shown without a notice.
OWED = (AlbumSource.DISCOGS.value, AlbumSource.LASTFM.value)
SHOWN_COUNTS = ("enriched", "cached", "kept", "not_found", "review", "failed", "remaining")


class Count(TypedDict):
    name: str
    label: str
    value: int


def live_run(run_id: int | None = None) -> dict[str, Any]:
    """The template context of the panel: `live` is None where there is no run to show."""
    found = progress(run_id)
    if found is None or found["run_id"] is None:
        return {"live": None}
    return {
        "live": found,
        "live_active": is_active(found),
        "live_worker_seen": None if found["worker_alive"] else last_sign_of_life(),
        "live_alarm": found["status"] == "error",
        "live_counts": counts(found),
        "live_owed": owed(found),
        "live_time_left": time_left(found),
        "live_took": took(found),
        "live_tokens": number_format(tokens(found), force_grouping=True),
        "live_estimated": any(phase["estimated_tokens"] for phase in found["phases"]),
        "live_url": f"{reverse('enrichment:progress')}?run={found['run_id']}",
        "live_page": reverse("admin:enrichment_enrichmentrun_change", args=[found["run_id"]]),
        "live_can_cancel": found["state"] != State.CANCELLING and is_active(found),
        "live_can_retry": not is_active(found) and found["errors"] > 0,
        "live_can_resume": not is_active(found) and found["counts"]["remaining"] > 0,
    }


def is_active(found: Progress) -> bool:
    return found["state"] in (*ACTIVE_STATES, "interrupted")


def tokens(found: Progress) -> int:
    return sum(phase["tokens"] for phase in found["phases"])


def time_left(found: Progress) -> str:
    around = found["eta_range"]
    return duration_range(*around) if around and is_active(found) else ""


def last_sign_of_life() -> datetime | None:
    """Of any worker of this site."""
    latest = WorkerHeartbeat.objects.order_by("-beat_at").first()
    return latest.beat_at if latest else None


def owed(found: Progress) -> list[dict[str, Any]]:
    """Each notice, and whether one of the last results shows that service's data."""
    sources = {item["source"] for item in found["recent"]}
    return [{"source": source, "shown": source in sources} for source in OWED]


def took(found: Progress) -> str:
    if is_active(found) or not (found["started_at"] and found["finished_at"]):
        return ""
    return duration((found["finished_at"] - found["started_at"]).total_seconds())


def counts(found: Progress) -> list[Count]:
    words = {
        "enriched": _("enriched"),
        "cached": _("from the cache"),
        "kept": _("kept"),
        "not_found": _("not found"),
        "review": _("to review"),
        "failed": _("failed"),
        "remaining": _("remaining"),
    }
    values = cast("dict[str, int]", found["counts"])
    return [{"name": name, "label": words[name], "value": values[name]} for name in SHOWN_COUNTS]
