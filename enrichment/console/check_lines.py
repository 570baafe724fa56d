"""The checks of the services as lines for people, and what the shell is told of them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from enrichment.console import statuses
from enrichment.reports.connection_checks import Check, CheckState

# Without both there is nothing to enrich with; Discogs and Last.fm are extras.
ENRICHING = ("euria", "spotify")


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    marks = {
        CheckState.WORKS: _("works"),
        CheckState.NOT_SET: _("not set"),
        CheckState.INCOMPLETE: _("incomplete"),
        CheckState.REFUSED: _("refused"),
        CheckState.FAILED: _("no answer"),
    }
    for check in checks:
        words = "" if check.works else check.sentence
        yield f"{check.label:<9} {marks[check.state]:<11} {words}".rstrip()


def check_status(checks: Sequence[Check]) -> int:
    """0 when all that is configured works, 3 when a setting is to be changed, 1 when a service did not answer."""
    states = {check.service: check.state for check in checks}
    unset = all(states[name] == CheckState.NOT_SET for name in ENRICHING)
    if unset or {CheckState.REFUSED, CheckState.INCOMPLETE} & set(states.values()):
        return statuses.NOT_CONFIGURED
    return statuses.SOME_FAILED if CheckState.FAILED in states.values() else 0
