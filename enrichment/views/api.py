"""What programs ask for: starting, watching and cancelling an enrichment, and `/healthz`."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from enrichment import jobs
from enrichment.engine import lifecycle
from enrichment.engine.request import BadOption, parse
from enrichment.engine.runs import active_run
from enrichment.jobs.planning import overdue
from enrichment.jobs.queue import waiting_tasks
from enrichment.models import EnrichmentRun, State
from enrichment.outages import obstacle
from enrichment.reports import health
from enrichment.reports.estimate import estimate as estimate_of
from enrichment.reports.estimate import missing_facts
from enrichment.reports.progress import progress_text
from enrichment.views.access import Caller, NotFound, caller_of, door, not_found, place_of, problem, wrong_method

MAY_START = "enrichment.add_enrichmentrun"
MAY_CHANGE = "enrichment.change_enrichmentrun"
MAY_VIEW = "enrichment.view_enrichmentrun"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LOOKING = ("GET", "HEAD")
LARGEST = 10**18


@door(MAY_START, "POST")
def start(request: HttpRequest, caller: Caller) -> JsonResponse:
    """`POST /services/discogs/enrich`: 202 with the new run, 409 with the one under way, 400 for a bad option."""
    wanted = parse(options_of(request))
    if wanted.force and wanted.is_whole_collection:
        raise BadOption(_("force replaces what is there: name the albums, or set a limit."))
    return _started(jobs.launch(wanted, caller.trigger, caller.user), *missing_facts(wanted))


@door(MAY_CHANGE, "POST")
def retry(request: HttpRequest, caller: Caller) -> JsonResponse:
    """A new run for what failed in `run`."""
    return _started(jobs.retry(_parent(request), caller.trigger, caller.user))


@door(MAY_CHANGE, "POST")
def resume(request: HttpRequest, caller: Caller) -> JsonResponse:
    """A new run for what `run` left."""
    return _started(jobs.resume(_parent(request), caller.trigger, caller.user))


@door(MAY_CHANGE, "POST")
def cancel(request: HttpRequest, caller: Caller) -> JsonResponse:
    """Cancel the active enrichment, or the run named by `run`; 409 when that one is not active."""
    number = only_run(options_of(request))
    run = active_run() if number is None else _run(number)
    if run is None:
        return problem(409, _("No run is active."))
    was_active, run = run.is_active, lifecycle.cancel(run)
    if not was_active or run.state not in (State.CANCELLING, State.CANCELLED):
        return problem(409, _("Run %(number)s is over.") % {"number": run.pk}, **place_of(run))
    return JsonResponse({"status": run.state, **place_of(run)}, status=202)


@door(MAY_VIEW, *LOOKING)
def progress(request: HttpRequest, caller: Caller) -> HttpResponse:
    """`GET /services/discogs/enrich/progress[?run=ID]`: the latest enrichment, or the run of that number."""
    number = run_number(request.GET["run"]) if "run" in request.GET else None
    found = progress_text(number)
    if found is None:
        raise _no_run(number)
    return HttpResponse(found, content_type="application/json")


@door(MAY_VIEW, *LOOKING)
def estimate(request: HttpRequest, caller: Caller) -> JsonResponse:
    """`GET /services/discogs/enrich/estimate`: what a run with these options would take. No call, nothing written."""
    return JsonResponse(estimate_of(parse(request.GET.dict())).as_dict())


@csrf_exempt  # it changes nothing, and a refusal by Django would be a page
def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address under /services/: programs call here, so the answer is theirs."""
    return not_found()


def _started(run: EnrichmentRun, *hints: str) -> JsonResponse:
    """`hints` is there only where there is something to know."""
    return JsonResponse({"status": "started", **place_of(run), **({"hints": hints} if hints else {})}, status=202)


def _parent(request: HttpRequest) -> EnrichmentRun:
    number = only_run(options_of(request))
    if number is None:
        raise BadOption(_("run must be the number of a run."))
    return _run(number)


def _run(number: int) -> EnrichmentRun:
    run = EnrichmentRun.objects.filter(pk=number).first()
    if run is None:
        raise _no_run(number)
    return run


def _no_run(number: int | None) -> NotFound:
    return NotFound(_("There is no run %(number)s.") % {"number": number})


def options_of(request: HttpRequest) -> dict[str, Any]:
    """The options that a body holds, as form fields or a JSON object.

    Raises `BadOption`; options in the address are refused rather than overlooked.
    """
    if request.GET:
        raise BadOption(_("Options go into the body, as form fields or JSON, not into the address."))
    if request.content_type == "application/json":
        try:
            value = json.loads(request.body) if request.body.strip() else {}
        except (ValueError, RecursionError):
            raise BadOption(_("The body is not JSON that can be read.")) from None
        if not isinstance(value, dict):
            raise BadOption(_("The body must be a JSON object."))
        return value
    if request.content_type in FORMS:
        # A field that is given several times counts as a list, as ticked boxes send it.
        return {name: ",".join(values) for name, values in request.POST.lists() if isinstance(name, str)}
    if request.body:
        raise BadOption(_("Send the options as form fields or as JSON (Content-Type: application/json)."))
    return {}


def run_number(value: object) -> int:
    """The number of a run, as a form, an address or JSON gives it."""
    text = str(value).strip()
    if isinstance(value, int | str) and not isinstance(value, bool) and text.isascii() and text.isdigit():
        number = int(text) if len(text) < 19 else LARGEST
        if 0 < number < LARGEST:
            return number
    raise BadOption(_("run must be the number of a run."))


def only_run(options: dict[str, Any]) -> int | None:
    """The `run` of options that may hold nothing else; None when it is not given."""
    for name in options:
        if name not in ("run", "csrfmiddlewaretoken"):
            raise BadOption(_("There is no option %(name)s.") % {"name": name[:40]})
    return run_number(options["run"]) if "run" in options else None


@csrf_exempt  # it changes nothing, and refuses whatever would
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `{"status": "ok"}` while AIME can work and no work waits for want of a worker, else 503 and why; who may see
    runs also sees the background work. Of the site alone (`part=site`): a worker that is missing is no fault of it.
    """
    if request.method not in LOOKING:
        return wrong_method(LOOKING)
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
