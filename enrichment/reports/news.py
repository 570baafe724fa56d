"""What enrichment says on the home page: a run under way, and questions that wait for an answer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.browsing import News
from enrichment.models import EnrichmentRun
from enrichment.models.run import ACTIVE_STATES
from enrichment.phases import review


def news(reader: Any) -> list[News]:
    """For those of the staff who may look after runs."""
    if not (reader.is_staff and reader.has_perm("enrichment.view_enrichmentrun")):
        return []
    said = []
    if run := EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).order_by("pk").first():
        address = reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])
        said.append(News(_("A run is under way: see how far it is"), address))
    if waiting := review.number_pending():
        words = ngettext("%(count)d question waits for an answer", "%(count)d questions wait for an answer", waiting)
        said.append(News(words % {"count": waiting}, reverse("admin:enrichment_review_changelist")))
    return said
