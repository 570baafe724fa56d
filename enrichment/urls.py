"""The addresses that programs and pages rely on."""

from django.urls import path, re_path

from enrichment.views import api

app_name = "enrichment"
urlpatterns = [
    path("healthz", api.healthz, name="healthz"),
    path("services/discogs/enrich", api.start, name="start"),
    path("services/discogs/enrich/progress", api.progress, name="progress"),
    path("services/discogs/enrich/estimate", api.estimate, name="estimate"),
    path("services/discogs/enrich/cancel", api.cancel, name="cancel"),
    path("services/discogs/enrich/retry", api.retry, name="retry"),
    path("services/discogs/enrich/resume", api.resume, name="resume"),
    re_path(r"^services(?:/[\s\S]*)?$", api.nowhere),
]
