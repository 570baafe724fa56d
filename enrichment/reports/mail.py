"""The mail at the end of a run: counts and a link, nothing of the collection."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from enrichment.models import ACTIVE_STATES, EnrichmentRun, MailWhen, Preferences
from enrichment.reports.run_report import RunReport, report_of

logger = logging.getLogger(__name__)


def report(run: EnrichmentRun) -> None:
    """Mail the report of a finished run, once, if the owner wants it. A mail that cannot be sent is only logged."""
    # The first to see the run's end takes its report.
    finished = EnrichmentRun.objects.filter(pk=run.pk, reported_at__isnull=True).exclude(state__in=ACTIVE_STATES)
    if not finished.update(reported_at=timezone.now()):
        return
    preferences, found = Preferences.load(), report_of(run)
    when = preferences.mail_when
    is_wanted = when == MailWhen.ALWAYS or (when == MailWhen.FAILURES and not found.is_whole)
    if preferences.mail_to and is_wanted:
        try:
            with override(settings.LANGUAGE_CODE):  # not that of whoever cancelled the run in a browser
                send_mail(*_letter(found), None, [preferences.mail_to])
        except Exception:
            logger.exception("run %s: its report could not be mailed", run.pk)


def _letter(found: RunReport) -> tuple[str, str]:
    """Subject and body."""
    subject = _("AIME: %(kind)s, run %(number)d: %(state)s, %(failed)d failed") % {
        "kind": found.run.get_kind_display(),
        "number": found.run.pk,
        "state": found.run.get_state_display(),
        "failed": found.counts["failed"],
    }
    names = {
        "enriched": _("Enriched"),
        "cached": _("From the cache"),
        "kept": _("Kept"),
        "not_found": _("Not found"),
        "review": _("To review"),
        "failed": _("Failed"),
        "remaining": _("Remaining"),
    }
    lines = [_("%(name)s: %(count)d") % {"name": names[name], "count": count} for name, count in found.counts.items()]
    return subject, "\n".join([*lines, "", link_to(found.run)])


def link_to(run: EnrichmentRun) -> str:
    """A run's page at the site's public address: the first trusted origin, else where `serve` listens by default."""
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    try:
        path = reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])
    except NoReverseMatch:
        path = reverse("admin:index")
    return (origins[0] if origins else "http://127.0.0.1:8000") + path
