"""The exit statuses of the commands that work at runs."""

from enrichment.engine.request import AlreadyActive, NothingConfigured, NotNow, RunRefused
from enrichment.models import State
from enrichment.reports.run_report import RunReport

SOME_FAILED, USAGE, NOT_CONFIGURED, ACTIVE, INTERRUPTED = 1, 2, 3, 4, 130


def exit_status(report: RunReport) -> int:
    """What the shell is told of a finished run."""
    if report.run.state == State.CANCELLED:
        return INTERRUPTED
    if report.nothing_configured:
        return NOT_CONFIGURED
    return 0 if report.is_whole else SOME_FAILED


def of_refusal(refusal: RunRefused) -> int:
    """What the shell is told of a run that was not started."""
    if isinstance(refusal, AlreadyActive):
        return ACTIVE
    return NOT_CONFIGURED if isinstance(refusal, NothingConfigured | NotNow) else USAGE
