"""The JSON that every door answers with."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enrichment.models import EnrichmentRun
from enrichment.outages import Outage

AGAIN = {"Retry-After": "60", "Cache-Control": "no-store"}


def problem(status: int, detail: str, **more: object) -> JsonResponse:
    """One sentence for a person, and what a program needs to go on."""
    response = JsonResponse({"detail": detail, **more}, status=status)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def unavailable(outage: Outage) -> JsonResponse:
    """503: neither the caller's fault nor for ever."""
    return JsonResponse({"status": "unavailable", "detail": outage.sentence}, status=503, headers=AGAIN)


def not_found() -> JsonResponse:
    return problem(404, _("There is nothing at this address."))


def place_of(run: EnrichmentRun) -> dict[str, object]:
    return {"run_id": run.pk, "progress_url": f"{reverse('enrichment:progress')}?run={run.pk}"}
