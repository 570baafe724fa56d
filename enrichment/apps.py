from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EnrichmentConfig(AppConfig):
    name = "enrichment"
    verbose_name = _("Enrichment")

    def ready(self) -> None:
        from enrichment.jobs.schedules import follow_preferences

        post_migrate.connect(schedule_the_sweep, sender=self)
        follow_preferences()


def schedule_the_sweep(using: str, **_kwargs: Any) -> None:
    """A bare `manage.py qcluster` finds the sweep scheduled, too."""
    from enrichment.jobs.schedules import can_schedule, ensure_sweep

    if using == DEFAULT_DB_ALIAS and can_schedule():
        ensure_sweep()
