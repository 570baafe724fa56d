"""What a refresh or an import did, as lines for people."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from enrichment.console.words import named, printable
from enrichment.engine.import_earlier import ImportReport
from enrichment.engine.refresh import FILL, LOCKED, REFUSED, REPLACE, Change, RefreshReport
from enrichment.phases.registry import phase_name
from enrichment.reasons import sentence


def change_line(change: Change) -> str:
    words = {
        FILL: _("to fill"),
        REPLACE: _("to replace"),
        LOCKED: _("locked, left alone"),
        REFUSED: _("refused"),
    }
    faults = " ".join(sentence(line.partition(":")[0]) for line in change.detail.splitlines())
    what = named(printable(change.label), " · ".join(filter(None, (words[change.kind], faults))))
    return named(phase_name(change.phase), what)


def refresh_summary(report: RefreshReport) -> str:
    return _("%(filled)d to fill, %(replaced)d to replace, %(locked)d locked, %(refused)d refused.") % vars(report)


def refresh_done(report: RefreshReport) -> str:
    return _("%(filled)d filled, %(replaced)d replaced, %(locked)d locked, %(refused)d refused.") % vars(report)


def import_lines(report: ImportReport) -> Iterator[str]:
    refusals = defaultdict(list)
    for refusal in report.refusals:
        refusals[refusal.reason].append(refusal)
    for reason in sorted(refusals):
        yield f"{len(refusals[reason])} × {sentence(reason)}"
        for refusal in refusals[reason]:
            others = [line.partition(":")[0] for line in refusal.detail.splitlines()][1:]
            yield "    " + " · ".join([printable(refusal.key), *map(sentence, dict.fromkeys(others))])
    yield _("%(texts)d texts taken over, %(photos)d photos to review, %(kept)d not needed, %(refused)d refused.") % {
        "texts": report.texts,
        "photos": report.photos,
        "kept": report.kept,
        "refused": len(report.refusals),
    }
