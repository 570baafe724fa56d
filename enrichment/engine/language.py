"""In which language texts are written where nobody says it."""

from django.conf import settings
from django.utils.translation import get_language

from enrichment.models import EnrichmentRun, Kind, Trigger
from enrichment.providers.texts.languages import LANGUAGES

BY_A_PERSON = (Trigger.ACTION, Trigger.BUTTON, Trigger.COMMAND)


def preset() -> str:
    """What is offered to whoever reads a page: the owner's `EURIA_LANGUAGE` where it is set, else the reader's own."""
    reader = (get_language() or "").split("-")[0]
    return reader if reader in LANGUAGES and not settings.EURIA_LANGUAGE_CHOSEN else str(settings.EURIA_LANGUAGE)


def usual() -> str:
    """For a run that starts by itself: `EURIA_LANGUAGE` where it is set, else what a person chose last."""
    return str(settings.EURIA_LANGUAGE) if settings.EURIA_LANGUAGE_CHOSEN else _chosen_last() or settings.EURIA_LANGUAGE


def _chosen_last() -> str:
    runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT, trigger__in=BY_A_PERSON).order_by("-pk")
    options = runs.values_list("options", flat=True).first() or {}
    return str(options.get("language", "")) if options.get("language") in LANGUAGES else ""
