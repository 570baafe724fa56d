"""What the pages of the admin share: who may see them and what stands on each, starting a run and saying what came of
it, a run as the live panel shows it, the choice of a language beside the button, states and times in words.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collection.models import Album, Artist
from collection.models.album import AlbumSource
from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest, preset_language
from enrichment.jobs import launch
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, Review, Settings, State, WorkerHeartbeat
from enrichment.phases.registry import PHASES
from enrichment.phases.services import Words
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reports.progress import Progress, progress

# Django's admin classes take type parameters for mypy only; at run time they are not subscriptable.
if TYPE_CHECKING:
    from typing import TypeAlias

    AnyPage: TypeAlias = admin.ModelAdmin[Any]
    AlbumPage: TypeAlias = admin.ModelAdmin[Album]
    ArtistPage: TypeAlias = admin.ModelAdmin[Artist]
    RunModelAdmin: TypeAlias = admin.ModelAdmin[EnrichmentRun]
    SettingsModelAdmin: TypeAlias = admin.ModelAdmin[Settings]
    ReviewModelAdmin: TypeAlias = admin.ModelAdmin[Review]
else:
    AnyPage = AlbumPage = ArtistPage = object
    RunModelAdmin = SettingsModelAdmin = ReviewModelAdmin = admin.ModelAdmin


START = "enrichment.add_enrichmentrun"
CHANGE = "enrichment.change_enrichmentrun"
VIEW = "enrichment.view_enrichmentrun"
CHOSEN = "enrichment_language"  # in the session: what this reader chose last
MINUTE = 60
HOUR = 60 * MINUTE
FEW_HOURS = 3 * HOUR


def require(request: HttpRequest, permission: str) -> None:
    """Raises `PermissionDenied` where the reader lacks `permission`."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def show(
    page: AnyPage, request: HttpRequest, template: str, title: Words, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of ours in the admin's frame; each knows what its reader may do."""
    frame = {
        **page.admin_site.each_context(request),
        "title": title,
        "opts": page.opts,
        "may_start": request.user.has_perm(START),
        "may_change": request.user.has_perm(CHANGE),
    }
    return TemplateResponse(request, f"enrichment/admin/{template}.html", {**frame, **context}, status=status)


class NothingEdited(AnyPage):
    """For a ModelAdmin: nobody adds a row or edits one."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PageForAList(NothingEdited):
    """For a ModelAdmin with a page of its own in the place of the list: whoever may see runs may see it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(VIEW)


def run_page(run: EnrichmentRun) -> str:
    return reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])


def start_run(request: HttpRequest, options: RunRequest, trigger: str) -> EnrichmentRun | None:
    """Launch a run in the name of who asks; None where it was refused. Either way the next page says so."""
    return start_with(request, lambda: launch(options, trigger, request.user))


def start_with(request: HttpRequest, start: Callable[[], EnrichmentRun]) -> EnrichmentRun | None:
    """As `start_run`, for any way to start a run."""
    try:
        run = start()
    except AlreadyActive as refusal:
        messages.warning(request, _linked(refusal.run, str(refusal)))
    except RunRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _linked(run, _("Run %(number)s has been started.") % {"number": run.pk}))
        # Texts are made from what Discogs tells: an enrichment beside a synchronisation is worth a word.
        other = {Kind.ENRICHMENT.value: Kind.DISCOGS, Kind.DISCOGS.value: Kind.ENRICHMENT}.get(run.kind, "")
        if beside := EnrichmentRun.objects.filter(kind=other, state__in=ACTIVE_STATES).first():
            words = _("Run %(number)s is under way beside it: texts are written from the facts that are there by then.")
            messages.warning(request, _linked(beside, words % {"number": beside.pk}))
        return run
    return None


def _linked(run: EnrichmentRun, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', run_page(run), text)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of the texts"), required=False)

    def __init__(self, session: SessionBase, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = [(code, each.native) for code, each in LANGUAGES.items()]
        language.initial = offered_language(session)


def offered_language(session: SessionBase) -> str:
    """What stands there before anybody chooses."""
    return str(session.get(CHOSEN) or preset_language())


def chosen_language(request: HttpRequest) -> str:
    """What was sent, and is then offered from now on, else what is offered. A run request says whether there is such a
    language.
    """
    sent = request.POST.get("language", "")
    if sent in LANGUAGES:
        request.session[CHOSEN] = sent
    return sent or offered_language(request.session)


def language_field(request: HttpRequest, options: RunRequest) -> forms.BoundField | None:
    """The choice, for a run whose texts have a language."""
    if not any(PHASES[name].speaks for name in options.phases):
        return None
    return LanguageForm(request.session, initial={"language": options.language_code})["language"]


def duration_range(low: int, high: int) -> str:
    """A time to expect, as a range in whole minutes or hours: `3–5 min`, `11–23 h`."""
    first, last = low // MINUTE, -(-high // MINUTE)
    if last <= 1:
        return _("less than a minute")
    if high >= FEW_HOURS:
        return _("%(low)d–%(high)d h") % {"low": max(1, low // HOUR), "high": -(-high // HOUR)}
    return _("%(low)d–%(high)d min") % {"low": max(1, first), "high": last}


def duration(seconds: float) -> str:
    """A time taken: `3 min 12 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < MINUTE:
        return ngettext("%(number)d second", "%(number)d seconds", whole) % {"number": whole}
    if whole < HOUR:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": whole // MINUTE, "seconds": whole % MINUTE}
    return _("%(hours)d h %(minutes)d min") % {"hours": whole // HOUR, "minutes": whole % HOUR // MINUTE}


def state_word(state: str, words: str) -> SafeString:
    """A state as a word with its sign; the style sheet knows the signs."""
    return format_html('<span class="aime-state aime-is-{}">{}</span>', state, words)


# Services whose data may not be shown without a notice.
OWED = (AlbumSource.DISCOGS.value, AlbumSource.LASTFM.value)


def live_run(run_id: int | None = None) -> dict[str, Any]:
    """The template context of the panel: `live` is None where there is no run to show."""
    found = progress(run_id)
    if found is None or found["run_id"] is None:
        return {"live": None}
    return {
        "live": found,
        "live_active": is_active(found),
        "live_worker_seen": None if found["worker_alive"] else last_sign_of_life(),
        "live_alarm": found["status"] == "error",
        "live_counts": counts(found),
        "live_owed": owed(found),
        "live_time_left": time_left(found),
        "live_took": took(found),
        "live_tokens": number_format(sum(phase["tokens"] for phase in found["phases"]), force_grouping=True),
        "live_estimated": any(phase["estimated_tokens"] for phase in found["phases"]),
        "live_url": f"{reverse('enrichment:progress')}?run={found['run_id']}",
        "live_page": reverse("admin:enrichment_enrichmentrun_change", args=[found["run_id"]]),
        "live_can_cancel": found["state"] != State.CANCELLING and is_active(found),
        "live_can_retry": not is_active(found) and found["errors"] > 0,
        "live_can_resume": not is_active(found) and found["counts"]["remaining"] > 0,
    }


def is_active(found: Progress) -> bool:
    return found["state"] in (*ACTIVE_STATES, "interrupted")


def time_left(found: Progress) -> str:
    around = found["eta_range"]
    return duration_range(*around) if around and is_active(found) else ""


def last_sign_of_life() -> datetime | None:
    """Of any worker of this site."""
    return WorkerHeartbeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()


def owed(found: Progress) -> list[dict[str, Any]]:
    """Each notice, and whether one of the last results shows that service's data."""
    sources = {item["source"] for item in found["recent"]}
    return [{"source": source, "shown": source in sources} for source in OWED]


def took(found: Progress) -> str:
    if is_active(found) or not (found["started_at"] and found["finished_at"]):
        return ""
    return duration((found["finished_at"] - found["started_at"]).total_seconds())


def counts(found: Progress) -> list[dict[str, Any]]:
    words = {
        "enriched": _("enriched"),
        "cached": _("from the cache"),
        "kept": _("kept"),
        "not_found": _("not found"),
        "review": _("to review"),
        "failed": _("failed"),
        "remaining": _("remaining"),
    }
    return [{"name": name, "label": label, "value": found["counts"][name]} for name, label in words.items()]
