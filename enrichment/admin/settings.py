"""The Settings page's addresses: looking is GET, starting is POST."""

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collection.models import Album
from enrichment.admin import first_steps, redoing, settings_forms
from enrichment.admin.confirmation import FACTS_FIRST, ask, counted, has_consent
from enrichment.admin.overview import overview, test_service
from enrichment.admin.pages import START, VIEW, PageForAList, chosen_language, require, show, start_run
from enrichment.admin.settings_forms import CHANGE_PREFERENCES, PreferencesForm, StartForm, kept_preferences
from enrichment.engine.ready_made import check_photos, facts_request
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import has_work
from enrichment.models import Kind, Settings, Trigger
from enrichment.phases.registry import SERVICES


@admin.register(Settings)
class SettingsAdmin(PageForAList, first_steps.FirstStepsPage):
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

    def page(self, request: HttpRequest) -> HttpResponse:
        require(request, VIEW)
        return self._show(request, StartForm(request.session))

    def enrich(self, request: HttpRequest) -> HttpResponse:
        """The button: starts at once, unless the person only wants to know or has to consent."""
        require(request, START)
        form = StartForm(request.session, request.POST)
        if not form.is_valid():
            return self._show(request, form, status=400)
        options = form.options()
        if FACTS_FIRST in request.POST:
            return self.facts(request)
        chosen_language(request)
        if ("simulate" in request.POST or options.force) and not has_consent(request, options):
            context = {
                "back": _page(),
                "explanation": _("Nothing has been started yet: this is what the run would do."),
                "selected": None,
                "fields": form.fields_again(),
                "locked": settings_forms.locked_texts(),
                "overwritten": settings_forms.overwritten_texts() if options.force else 0,
                **counted(options, options.limit or Album.objects.count()),
            }
            return ask(self, request, options, _("Enrich with Euria + Spotify"), context)
        if has_work(options):
            start_run(request, options, Trigger.BUTTON)
        else:
            self.message_user(request, _("There is nothing to enrich: no run was started."))
        return _back(request)

    def test(self, request: HttpRequest, name: str) -> HttpResponse:
        """A cheap call or two that tell whether a service's key works."""
        require(request, START)
        if name not in SERVICES:
            raise Http404
        test_service(request, name)
        return _back(request)

    def discogs(self, request: HttpRequest) -> HttpResponse:
        require(request, START)
        start_run(request, RunRequest(kind=Kind.DISCOGS), Trigger.BUTTON)
        return _back(request)

    def refresh(self, request: HttpRequest) -> HttpResponse:
        require(request, START)
        if request.method == "POST":
            return redoing.apply_refresh(request)
        return redoing.preview_refresh(self, request)

    def facts(self, request: HttpRequest) -> HttpResponse:
        """Original years and tracklists, which descriptions are made from."""
        require(request, START)
        start_run(request, facts_request(), Trigger.BUTTON)
        return _back(request)

    def photos(self, request: HttpRequest) -> HttpResponse:
        """Photos that nothing speaks for are looked at again."""
        require(request, START)
        if options := check_photos():
            start_run(request, options, Trigger.BUTTON)
        else:
            self.message_user(request, _("Every photo rests on an album, an identity or a choice of yours."))
        return _back(request)

    def texts(self, request: HttpRequest) -> HttpResponse:
        """The texts that today's rules would refuse, and for each language a button that asks again."""
        require(request, START)
        if request.method != "POST":
            return redoing.texts_page(self, request)
        redoing.ask_about_texts(request)
        return _back(request)

    def language(self, request: HttpRequest) -> HttpResponse:
        """The texts that are in other languages than the one chosen are written anew in it."""
        require(request, START)
        return redoing.language_page(self, request) or _back(request)

    def preferences(self, request: HttpRequest) -> HttpResponse:
        """Schedules, mail and prices; what cannot be used comes back beside its field."""
        require(request, CHANGE_PREFERENCES)
        form = PreferencesForm(request.POST or None, instance=kept_preferences())
        if request.method == "POST" and form.is_valid():
            form.save()
            self.message_user(request, _("The preferences were saved."), messages.SUCCESS)
            return _back(request)
        context = {"form": form, "time_zone": settings.TIME_ZONE}
        return show(self, request, "settings/preferences", _("Preferences"), context, 400 if form.errors else 200)

    def _show(self, request: HttpRequest, form: StartForm, status: int = 200) -> HttpResponse:
        may_prefer = request.user.has_perm(CHANGE_PREFERENCES)
        context = {**overview(request.session), "start_form": form, "may_prefer": may_prefer}
        return show(self, request, "settings", _("Settings"), context, status)


def _page() -> str:
    return reverse("admin:enrichment_settings_changelist")


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that asked."""
    on_steps = request.POST.get("from") == first_steps.HERE
    return HttpResponseRedirect(first_steps.page_address() if on_steps else _page())
