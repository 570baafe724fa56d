"""The Settings page's addresses: looking is GET, starting is POST."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collection.models import Album
from enrichment.admin import first_steps, redoing, settings_forms
from enrichment.admin import settings_forms as preferring
from enrichment.admin.confirmation import FACTS_FIRST, ask, counted, has_consent
from enrichment.admin.overview import overview, test_service
from enrichment.admin.pages import CHANGE, START, VIEW, chosen_language, start_run
from enrichment.engine.ready_made import check_photos, facts_request
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import has_work
from enrichment.models import Kind, Settings, Trigger
from enrichment.phases.registry import SERVICES


@admin.register(Settings)
class SettingsAdmin(first_steps.FirstStepsPage):
    """A page in the place of a list; whoever may see runs may see it."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.page), name="enrichment_settings_changelist"),
            path("steps/", view(self.steps), name="enrichment_settings_steps"),
            path("keys/<slug:name>/<int:number>/", view(require_POST(self.keys)), name="enrichment_settings_keys"),
            path("enrich/", view(require_POST(self.enrich)), name="enrichment_settings_enrich"),
            path("discogs/", view(require_POST(self.discogs)), name="enrichment_settings_discogs"),
            path("test/<slug:name>/", view(require_POST(self.test)), name="enrichment_settings_test"),
            path("facts/", view(require_POST(self.facts)), name="enrichment_settings_facts"),
            path("photos/", view(require_POST(self.photos)), name="enrichment_settings_photos"),
            path("texts/", view(self.texts), name="enrichment_settings_texts"),
            path("language/", view(self.language), name="enrichment_settings_language"),
            path("preferences/", view(self.preferences), name="enrichment_settings_preferences"),
            path("refresh/", view(self.refresh), name="enrichment_settings_refresh"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Settings | None = None) -> bool:
        return request.user.has_perm(VIEW)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Settings | None = None) -> bool:
        return False

    def page(self, request: HttpRequest) -> HttpResponse:
        _check(request, VIEW)
        return self._show(request, {"start_form": settings_forms.StartForm(request.session)})

    def enrich(self, request: HttpRequest) -> HttpResponse:
        """The button: starts at once, unless the person only wants to know or has to consent."""
        _check(request, START)
        form = settings_forms.StartForm(request.session, request.POST)
        if not form.is_valid():
            return self._show(request, {"start_form": form}, status=400)
        options = form.options()
        if FACTS_FIRST in request.POST:
            return self.facts(request)
        chosen_language(request)
        if ("simulate" in request.POST or options.force) and not has_consent(request, options):
            context = {
                **self._base(request),
                "back": _page(),
                "send_to": reverse("admin:enrichment_settings_enrich"),
                "title": _("Enrich with Euria + Spotify"),
                "explanation": _("Nothing has been started yet: this is what the run would do."),
                "selected": None,
                "fields": form.fields_again(),
                "locked": settings_forms.locked_texts(),
                "overwritten": settings_forms.overwritten_texts() if options.force else 0,
                **counted(options, options.limit or Album.objects.count()),
            }
            return ask(request, options, context)
        if has_work(options):
            start_run(request, options, Trigger.BUTTON)
        else:
            self.message_user(request, _("There is nothing to enrich: no run was started."))
        return _back(request)

    def test(self, request: HttpRequest, name: str) -> HttpResponse:
        """A cheap call or two that tell whether a service's key works."""
        _check(request, START)
        if name not in SERVICES:
            raise Http404
        result = test_service(request.session, name)
        self.message_user(request, result.sentence, messages.SUCCESS if result.works else messages.ERROR)
        return _back(request)

    def discogs(self, request: HttpRequest) -> HttpResponse:
        _check(request, START)
        start_run(request, RunRequest(kind=Kind.DISCOGS), Trigger.BUTTON)
        return _back(request)

    def refresh(self, request: HttpRequest) -> HttpResponse:
        _check(request, START)
        if request.method == "POST":
            return redoing.apply_refresh(request)
        return redoing.preview_refresh(request, self._base(request))

    def facts(self, request: HttpRequest) -> HttpResponse:
        """Original years and tracklists, which descriptions are made from."""
        _check(request, START)
        start_run(request, facts_request(), Trigger.BUTTON)
        return _back(request)

    def photos(self, request: HttpRequest) -> HttpResponse:
        """Photos that nothing speaks for are looked at again."""
        _check(request, START)
        if options := check_photos():
            start_run(request, options, Trigger.BUTTON)
        else:
            self.message_user(request, _("Every photo rests on an album, an identity or a choice of yours."))
        return _back(request)

    def texts(self, request: HttpRequest) -> HttpResponse:
        """The texts that today's rules would refuse, and for each language a button that asks again."""
        _check(request, START)
        if request.method != "POST":
            return redoing.texts_page(request, self._base(request))
        redoing.ask_about_texts(request)
        return _back(request)

    def language(self, request: HttpRequest) -> HttpResponse:
        """The texts that are in other languages than the one chosen are written anew in it."""
        _check(request, START)
        return redoing.language_page(request, self._base(request)) or _back(request)

    def preferences(self, request: HttpRequest) -> HttpResponse:
        """Schedules, mail and prices; what cannot be used comes back beside its field."""
        _check(request, preferring.CHANGE_PREFERENCES)
        form = preferring.PreferencesForm(request.POST or None, instance=preferring.kept_preferences())
        if request.method == "POST" and form.is_valid():
            form.save()
            self.message_user(request, _("The preferences were saved."), messages.SUCCESS)
            return _back(request)
        context = {**self._base(request), "title": _("Preferences"), "form": form, "time_zone": settings.TIME_ZONE}
        status = 400 if form.errors else 200
        return TemplateResponse(request, "enrichment/admin/settings/preferences.html", context, status=status)

    def _show(self, request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
        context = {**self._base(request), "title": _("Settings"), **overview(request.session), **more}
        return TemplateResponse(request, "enrichment/admin/settings.html", context, status=status)

    def _base(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "may_start": request.user.has_perm(START),
            "may_change": request.user.has_perm(CHANGE),
            "may_prefer": request.user.has_perm(preferring.CHANGE_PREFERENCES),
        }


def _check(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _page() -> str:
    return reverse("admin:enrichment_settings_changelist")


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that asked."""
    on_steps = request.POST.get("from") == first_steps.HERE
    return HttpResponseRedirect(first_steps.page_address() if on_steps else _page())
