"""The addresses that programs and pages rely on."""

from django.urls import path, re_path

from enrichment.views import health, runs

app_name = "enrichment"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("services/discogs/enrich", runs.start, name="start"),
    path("services/discogs/enrich/progress", runs.progress, name="progress"),
    path("services/discogs/enrich/estimate", runs.estimate, name="estimate"),
    path("services/discogs/enrich/cancel", runs.cancel, name="cancel"),
    path("services/discogs/enrich/retry", runs.retry, name="retry"),
    path("services/discogs/enrich/resume", runs.resume, name="resume"),
    re_path(r"^services(?:/[\s\S]*)?$", runs.nowhere),
]
