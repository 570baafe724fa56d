"""What a run's state means, said to people in a sentence or two."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from enrichment.engine.lifecycle import NOT_CONFIGURED
from enrichment.engine.runs import is_interrupted
from enrichment.models import PhaseState, RunPhase, State
from enrichment.phases.registry import added_words, phase_label, service_label
from enrichment.reasons import clock_time, sentence
from enrichment.reports.snapshot import Snapshot, status, worker_alive


def phase_sentence(phase: RunPhase, snapshot: Snapshot) -> str:
    """Why a phase waits or stopped, and whom it goes on without; nothing of a pause that is over."""
    until = phase.resume_at if phase.resume_at and phase.resume_at > snapshot.now else None
    why = ""
    if phase.state != PhaseState.OPEN or until:
        service = service_label(phase.name, phase.reason)
        setting, refused = phase.setting, phase.stopped_after
        why = sentence(phase.reason, setting=setting, service=service, until=until, refused=refused)
    return " ".join(part for part in (why, gone_without(phase)) if part)


def gone_without(phase: RunPhase) -> str:
    """Which services refused while the others went on, and what to set."""
    return " ".join(
        _("%(why)s %(service)s is left out of this run.")
        % {
            "why": sentence(told["reason"], setting=told["setting"], service=service_label(phase.name, told["reason"])),
            "service": service_label(phase.name, f"@{name}"),
        }
        for name, told in phase.left_out.items()
    )


def message(snapshot: Snapshot) -> str:
    """The run's state first, then what each phase that waits, stopped or is not configured has to say."""
    reasons = [phase_sentence(phase, snapshot) for phase in snapshot.phases]
    return " ".join(part for part in (_headline(snapshot), *reasons) if part)


def _headline(snapshot: Snapshot) -> str:
    run = snapshot.run
    if is_interrupted(run, snapshot.now):
        return _(
            "Interrupted: the worker stopped at %(time)s. Another one takes over by itself; "
            "if none is active, start one with %(command)s."
        ) % {"time": clock_time(run.heartbeat_at), "command": typed("worker")}
    if not worker_alive(run, snapshot.now):
        return _("Waiting: no worker is active. Start one with %(command)s, and the run goes on by itself.") % {
            "command": typed("worker")
        }
    if run.state == State.RUNNING:
        parts = [
            _("%(phase)s: %(done)d of %(total)d.")
            % {"phase": phase_label(phase.name), "done": phase.done, "total": phase.total}
            for phase in snapshot.unfinished
            if phase.total
        ]
        return " ".join(parts) or _("Looking for what is missing.")
    if run.state == State.COMPLETED:
        return _completed(snapshot)
    if run.state == State.PAUSED and run.resume_at:
        return _("Paused until %(time)s.") % {"time": clock_time(run.resume_at)}
    words: dict[str, str] = {
        "": _("No run has been started yet."),
        State.QUEUED: _("The run is about to start."),
        State.PAUSED: _("Paused."),
        State.CANCELLING: _("Cancelling: what is under way is being finished."),
        State.STOPPED: _("Stopped: %(done)d done, %(remaining)d remaining."),
        State.CANCELLED: _("Cancelled: %(done)d done, %(remaining)d remaining."),
    }
    return words[run.state] % {"done": snapshot.sum("done"), "remaining": snapshot.sum("remaining")}


def _completed(snapshot: Snapshot) -> str:
    """What was added phase by phase, then what needs a look: `24 descriptions, 11 artist photos, 2 to review`."""
    if not snapshot.sum("total"):
        return _("Completed: nothing was missing.")
    phases = [phase for phase in snapshot.phases if phase.reason != NOT_CONFIGURED]
    added = [added_words(phase.name, phase.added) for phase in phases]
    review, not_found = snapshot.sum("review"), snapshot.sum("not_found")
    kept, failed = snapshot.sum("kept"), snapshot.sum("failed")
    rest = (
        (review, ngettext("%(number)d to review", "%(number)d to review", review)),
        (not_found, ngettext("%(number)d not found", "%(number)d not found", not_found)),
        (kept, ngettext("%(number)d kept", "%(number)d kept", kept)),
        (failed, ngettext("%(number)d failed", "%(number)d failed", failed)),
    )
    counts = ", ".join([*added, *(words % {"number": number} for number, words in rest if number)])
    if status(snapshot) == "error":
        return _("Failed: nothing was added. %(counts)s.") % {"counts": counts}
    return _("Completed: %(counts)s.") % {"counts": counts}
