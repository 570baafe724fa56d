"""The site's addresses, and the trivial view that others are compared with."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path

from enrichment.views.access import Caller, door
from enrichment.views.api import MAY_VIEW


@door(MAY_VIEW, "GET")
def trivial(request: HttpRequest, caller: Caller) -> JsonResponse:
    return JsonResponse({})


urlpatterns = [path("trivial", trivial), path("", include("aime_site.urls"))]
