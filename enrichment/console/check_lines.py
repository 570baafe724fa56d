"""The checks of the services as lines for people, and what the shell is told of them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from enrichment.console import statuses
from enrichment.engine.runs import missing_settings
from enrichment.models import Kind
from enrichment.phases.registry import phases_of
from enrichment.reports.connection_checks import Check, CheckState


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    marks = {
        CheckState.WORKS: _("works"),
        CheckState.NOT_SET: _("not set"),
        CheckState.INCOMPLETE: _("incomplete"),
        CheckState.REFUSED: _("refused"),
        CheckState.FAILED: _("no answer"),
    }
    width = max(9, *(len(check.label) for check in checks))
    for check in checks:
        words = "" if check.works else check.sentence
        yield f"{check.label:<{width}} {marks[check.state]:<11} {words}".rstrip()


def check_status(checks: Sequence[Check]) -> int:
    """0 when all that is configured works, 3 when a setting is to be changed, 1 when a service did not answer."""
    states, phases = {check.state for check in checks}, phases_of(Kind.ENRICHMENT)
    nothing_to_enrich_with = len(missing_settings(phases)) == len(phases)
    if nothing_to_enrich_with or {CheckState.REFUSED, CheckState.INCOMPLETE} & states:
        return statuses.NOT_CONFIGURED
    return statuses.SOME_FAILED if CheckState.FAILED in states else 0
