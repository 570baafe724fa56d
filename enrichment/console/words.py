"""The words that commands share. Whatever came from outside is made harmless for a terminal."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from enrichment.models import EnrichmentRun, Outcome, RunPhase
from enrichment.phases.registry import service_label
from enrichment.providers.texts.writing import without_unwanted
from enrichment.reasons import sentence


def printable(text: str) -> str:
    """Without control characters: a title could otherwise move the cursor or recolour the screen."""
    return without_unwanted(text.replace("\r", ""))


def reason_of(phase: str, code: str) -> str:
    """A reason code as a sentence that names the service of `phase`."""
    return sentence(code, service=service_label(phase, code))


def why_it_stopped(row: RunPhase) -> str:
    return sentence(
        row.reason,
        setting=row.setting,
        service=service_label(row.name, row.reason),
        until=row.resume_at,
        refused=row.stopped_after,
    )


def waits_for_a_worker(run: EnrichmentRun) -> str:
    return _("Run %(number)s waits for the background worker: start `%(serve)s`, or `%(worker)s`, unless one runs.") % {
        "number": run.pk,
        "serve": typed("serve"),
        "worker": typed("worker"),
    }


def named(name: str, words: str) -> str:
    return _("%(name)s: %(words)s") % {"name": name, "words": words}


def outcome_words(row: RunPhase) -> str:
    """`20 enriched, 2 from the cache, 1 failed`: what there is of each, in the order of the outcomes."""
    counts = ((outcome, getattr(row, outcome.value)) for outcome in Outcome if outcome)
    texts = [
        _("%(count)d %(outcome)s") % {"count": count, "outcome": outcome.label} for outcome, count in counts if count
    ]
    return ", ".join(texts)


def note(row: RunPhase) -> str:
    """What has come of a phase so far, and why it stopped."""
    return " · ".join(part for part in (outcome_words(row), why_it_stopped(row)) if part)


def duration(seconds: float) -> str:
    """`8 s`, `3 min 12 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return _("%(seconds)d s") % {"seconds": whole}
    if whole < 3600:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": whole // 60, "seconds": whole % 60}
    return _("%(hours)d h %(minutes)d min") % {"hours": whole // 3600, "minutes": whole % 3600 // 60}


def and_more(count: int) -> str:
    return ngettext("and %(count)d more", "and %(count)d more", count) % {"count": count}
