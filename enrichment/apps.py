from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.signals import request_started
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _

from enrichment.env_file import Problem


class EnrichmentConfig(AppConfig):
    name = "enrichment"
    verbose_name = _("Enrichment")

    def ready(self) -> None:
        from collection.browsing import tell
        from enrichment.engine.env_changes import follow
        from enrichment.jobs.planning import follow_preferences
        from enrichment.jobs.schedules import take_over
        from enrichment.models import Preferences
        from enrichment.reports.news import news

        tell(news)
        checks.register(lines_of_the_env_file, "env_file")
        post_migrate.connect(schedule_the_sweep, sender=self)
        post_save.connect(follow_preferences, sender=Preferences)
        take_over()
        follow()
        request_started.connect(follow)


def schedule_the_sweep(using: str, **_kwargs: Any) -> None:
    """A bare `manage.py qcluster` finds the sweep scheduled, too."""
    from enrichment.jobs.planning import can_schedule, ensure_sweep

    if using == DEFAULT_DB_ALIAS and can_schedule():
        ensure_sweep()


def lines_of_the_env_file(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Names each line of `.env` that is left out, by its number alone: what stands there may be half a key."""
    wrong = {
        Problem.NO_SETTING: _("Line %(number)d of %(file)s is left out: it is no comment and not NAME=value."),
        Problem.OPEN_QUOTE: _("Line %(number)d of %(file)s is left out: its quote is not closed on that line."),
    }
    return [
        checks.Warning(wrong[problem] % {"number": number, "file": settings.ENV_FILE}, id="aime.W001")
        for number, problem in settings.ENV_PROBLEMS.items()
    ]
