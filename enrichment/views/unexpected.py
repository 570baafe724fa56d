"""What is answered when the site itself fails; Django has logged the rest by then."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from enrichment.outages import outage_of
from enrichment.reasons import sentence
from enrichment.views.replies import AGAIN, problem, unavailable

FOR_PROGRAMS = ("services", "healthz")


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's `handler500`: JSON where programs call, a page elsewhere. No details in either, but what is wrong with
    the disk or the database is said.
    """
    outage = outage_of(sys.exception())  # Django calls this while it handles the error
    if request.path_info.strip("/").partition("/")[0] in FOR_PROGRAMS:
        response: HttpResponse = unavailable(outage) if outage else problem(500, sentence("unexpected"))
        response.headers["Cache-Control"] = "no-store"
        return response
    if outage is None:
        return defaults.server_error(request)
    # This page needs no database, nor anything else that may be missing with it.
    page = render_to_string("enrichment/unavailable.html", {"sentence": outage.sentence})
    return HttpResponse(page, status=503, headers=AGAIN)
