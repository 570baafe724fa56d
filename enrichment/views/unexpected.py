"""What is answered when the site itself fails; Django has logged the rest by then."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from enrichment.reasons import sentence
from enrichment.views.replies import problem

FOR_PROGRAMS = ("services", "healthz")


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's `handler500`: JSON where programs call, Django's own page elsewhere. No details in either."""
    if request.path_info.strip("/").partition("/")[0] not in FOR_PROGRAMS:
        return defaults.server_error(request)
    response = problem(500, sentence("unexpected"))
    response.headers["Cache-Control"] = "no-store"
    return response
