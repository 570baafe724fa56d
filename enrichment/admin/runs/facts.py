"""What the page of a run tells about it: options, prompt version, what undoing would take back."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.models import Album, Artist, Image
from enrichment.models import EnrichmentRun, RunItem
from enrichment.phases.selection import locks
from enrichment.reports.progress.messages import phase_label


def facts(run: EnrichmentRun) -> dict[str, Any]:
    return {"options": options_in_words(run), "prompt_version": prompt_version(run), "took_back": revertible(run)}


def options_in_words(run: EnrichmentRun) -> list[str]:
    given, selection = run.options, run.selection
    albums, artists = len(selection.get("albums", ())), len(selection.get("artists", ()))
    limit, cap = given.get("limit") or 0, given.get("max_tokens") or 0
    words = [
        (given.get("only"), _("only %(name)s") % {"name": phase_label(given.get("only") or "").lower()}),
        (given.get("force"), _("replacing what is there")),
        (limit, ngettext("at most %(count)d album", "at most %(count)d albums", limit) % {"count": limit}),
        (given.get("language"), _("language %(code)s") % {"code": given.get("language")}),
        (cap, ngettext("at most %(count)d token", "at most %(count)d tokens", cap) % {"count": cap}),
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
    written = run.items.filter(phase__name="descriptions").exclude(after={}).values_list("after", flat=True).first()
    return str((written or {}).get("description_prompt_version", ""))


def revertible(run: EnrichmentRun) -> dict[str, int]:
    """How many changes of the run could be taken back, and how many somebody changed or locked since."""
    written = RunItem.objects.filter(run=run, undone_at__isnull=True).exclude(after={})
    own_photo = Image.objects.filter(artist=OuterRef("artist"), run_id=run.pk)
    locked_albums, locked_artists = Album.objects.filter(locks("ai_description")), Artist.objects.filter(locks("photo"))
    text_stands = Q(album__description_run_id=run.pk) & ~Q(album__in=locked_albums)
    photo_stands = Q(Exists(own_photo)) & Q(artist__photo_answer="") & ~Q(artist__in=locked_artists)
    standing = written.filter(text_stands | photo_stands).count()
    return {"standing": standing, "changed": written.count() - standing}
