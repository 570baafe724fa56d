"""What the page of a run tells about it: options, prompt version, what undoing would take back."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrichment.engine.undo import outlook, written_by
from enrichment.models import EnrichmentRun
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.registry import phase_label
from enrichment.reports.source_summary import SEEMS_GONE


def facts(run: EnrichmentRun) -> dict[str, Any]:
    return {
        "seems_gone": run.items.filter(reason=SEEMS_GONE).count(),
        "options": options_in_words(run),
        "prompt_version": prompt_version(run),
        "took_back": outlook(written_by(run)),
    }


def options_in_words(run: EnrichmentRun) -> list[str]:
    given, selection = run.options, run.selection
    albums, artists = len(selection.get("albums", ())), len(selection.get("artists", ()))
    limit, cap = given.get("limit") or 0, given.get("max_tokens") or 0
    words = [
        (given.get("only"), _("only %(name)s") % {"name": phase_label(given.get("only") or "").lower()}),
        (given.get("force"), _("replacing what is there")),
        (limit, ngettext("at most %(count)d album", "at most %(count)d albums", limit) % {"count": limit}),
        (given.get("language"), _("language %(code)s") % {"code": given.get("language")}),
        (cap, ngettext("at most %(count)d word piece", "at most %(count)d word pieces", cap) % {"count": cap}),
        (
            "albums" in selection,
            ngettext("%(count)d album selected", "%(count)d albums selected", albums) % {"count": albums},
        ),
        (
            "artists" in selection,
            ngettext("%(count)d artist selected", "%(count)d artists selected", artists) % {"count": artists},
        ),
    ]
    return [sentence for holds, sentence in words if holds]


def prompt_version(run: EnrichmentRun) -> str:
    """Of the texts that the run wrote; empty where it wrote none."""
    written = run.items.filter(phase__name=Descriptions.name).exclude(after={}).values_list("after", flat=True).first()
    return str((written or {}).get("description_prompt_version", ""))
