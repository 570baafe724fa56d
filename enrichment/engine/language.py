"""In which language texts are written where nobody says it, and how that of existing ones is changed."""

from django.conf import settings
from django.utils.translation import get_language

from enrichment.engine.request import RunRequest
from enrichment.models import EnrichmentRun, Kind, Trigger
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.selection import albums_in_reach, locks
from enrichment.providers.texts.languages import LANGUAGES

BY_A_PERSON = (Trigger.ACTION, Trigger.BUTTON, Trigger.COMMAND)


def preset() -> str:
    """What is offered to whoever reads a page: the owner's `EURIA_LANGUAGE` where it is set, else the reader's own."""
    reader = (get_language() or "").split("-")[0]
    return reader if reader in LANGUAGES and not settings.EURIA_LANGUAGE_CHOSEN else str(settings.EURIA_LANGUAGE)


def usual() -> str:
    """For a run that starts by itself: `EURIA_LANGUAGE` where it is set, else what a person chose last."""
    if settings.EURIA_LANGUAGE_CHOSEN:
        return str(settings.EURIA_LANGUAGE)
    runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT, trigger__in=BY_A_PERSON).order_by("-pk")
    options = runs.values_list("options", flat=True).first() or {}
    chosen = str(options.get("language", ""))
    return chosen if chosen in LANGUAGES else str(settings.EURIA_LANGUAGE)


def changing(language: str) -> RunRequest | None:
    """The run that replaces the texts in other languages by texts in `language`; None where there are none. Locked ones
    stay, and those of which nobody knows the language.
    """
    others = albums_in_reach().described().exclude(description_language__in=("", language))
    albums = list(others.exclude(locks("ai_description")).order_by("pk").values_list("pk", flat=True))
    return (
        RunRequest(albums=albums, only=Descriptions.name, language=language, other_languages=True) if albums else None
    )
