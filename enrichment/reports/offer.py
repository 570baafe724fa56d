"""What a person decides on before a run: the number and the price, on one line with the language; and what one should
know before.
"""

from collections.abc import Iterator, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from enrichment.engine.ready_made import lacking_facts
from enrichment.engine.request import RunRequest
from enrichment.phases.registry import PHASES
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reports.estimate import Estimate


def offer_line(judged: Estimate, language: str = "") -> str:
    """`français · 5 descriptions, 4 photos · calls: 9 · about 0.0012 CHF`; the code of a `language` where
    none can be chosen beside it.
    """
    speaks = language and any(PHASES[phase.name].speaks for phase in judged.phases if not phase.setting)
    native = LANGUAGES[language].native if speaks else ""
    return " · ".join(part for part in (native, numbers(judged), calls(judged), price(judged)) if part)


def numbers(judged: Estimate) -> str:
    """What would be asked for, phase by phase, with what another edition's answer fills."""
    phases = [phase for phase in judged.phases if not phase.setting and phase.asked + phase.shared]
    return ", ".join(PHASES[phase.name].added_words(phase.asked + phase.shared) for phase in phases)


def calls(judged: Estimate) -> str:
    return _("calls: %(number)s") % {"number": number_format(judged.calls, force_grouping=True)}


def set_aside(names: Sequence[str], language: str = "") -> list[str]:
    """What is missing and not asked for of itself in `language`, phase by phase, and until when."""
    return [words for name in names if (words := PHASES[name].resting_words(language))]


def price(judged: Estimate) -> str:
    """In the owner's currency, or why there is no figure."""
    paid = [PHASES[phase.name].service for phase in judged.phases if phase.asked]
    if all(service.is_free for service in paid):
        return _("free of charge")
    if judged.cost is None:
        return _("at a price that nobody has set yet")
    return _("about %(cost)s CHF") % {"cost": judged.cost}


def missing_facts(request: RunRequest) -> Iterator[str]:
    """Texts are better with the original year and the tracklist: where Discogs was not asked yet, and how to."""
    if missing := lacking_facts(request):
        yield ngettext(
            "%(count)d album lacks its original year and tracklist. Fetch them first: %(command)s",
            "%(count)d albums lack their original year and tracklist. Fetch them first: %(command)s",
            missing,
        ) % {"count": missing, "command": typed("sync_discogs --facts-only")}
