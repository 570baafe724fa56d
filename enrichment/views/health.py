"""`/healthz`, for monitors and containers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from enrichment.jobs.overdue import overdue
from enrichment.jobs.waiting import waiting_tasks
from enrichment.reports import health
from enrichment.views.caller import caller_of
from enrichment.views.replies import problem
from enrichment.views.runs import MAY_VIEW


@csrf_exempt  # it changes nothing, and refuses whatever would
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `{"status": "ok"}` while the database answers, else 503; who may watch runs also sees the background work."""
    if request.method not in ("GET", "HEAD"):
        response = problem(405, _("This address only answers %(methods)s.") % {"methods": "GET, HEAD"})
        response.headers["Allow"] = "GET, HEAD"
        return response
    if not health.database_answers():
        return JsonResponse({"status": "unavailable"}, status=503)
    if not caller_of(request).may(MAY_VIEW):
        return JsonResponse({"status": "ok"})
    late = [{"name": each.name, "since": each.since, "why": each.why} for each in overdue()]
    return JsonResponse({"status": "ok", "queue_depth": waiting_tasks(), "overdue": late, **health.work()})
