"""`/healthz`, for monitors; `?part=site` for the container of the site alone; `?format=prometheus` for Prometheus."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from enrichment.jobs.planning import overdue
from enrichment.jobs.queue import waiting_tasks
from enrichment.outages import obstacle
from enrichment.reports import health
from enrichment.views.access import caller_of, problem
from enrichment.views.runs import MAY_VIEW


@csrf_exempt  # it changes nothing, and refuses whatever would
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `{"status": "ok"}` while AIME can work and no work waits for want of a worker, else 503 and why; who may see
    runs also sees the background work. Of the site alone (`part=site`): a worker that is missing is no fault of it.
    """
    if request.method not in ("GET", "HEAD"):
        response = problem(405, _("This address only answers %(methods)s.") % {"methods": "GET, HEAD"})
        response.headers["Allow"] = "GET, HEAD"
        return response
    if why := obstacle():
        return _answer(request, {"status": "unavailable", "detail": why.sentence})
    if request.GET.get("part") == "site":
        return _answer(request, {"status": "ok"})
    late = [{"name": each.name, "since": each.since, "why": each.why} for each in overdue()]
    found: dict[str, Any] = {"queue_depth": waiting_tasks(), "overdue": late, **health.work()}
    status = {"status": "no_worker" if health.lacks_worker(**found) else "ok"}
    return _answer(request, {**status, **found} if caller_of(request).may(MAY_VIEW) else status)


def _answer(request: HttpRequest, found: dict[str, Any]) -> HttpResponse:
    if request.GET.get("format") == "prometheus":  # which reads nothing but 200
        return HttpResponse(health.as_prometheus(found), content_type=health.PROMETHEUS_TYPE)
    return JsonResponse(found, status=200 if found["status"] == "ok" else 503)
