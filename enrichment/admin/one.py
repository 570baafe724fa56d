"""What is started from the page of one album or artist: a run about it, or a trial of the prompt, whose text is shown
and not kept.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collection.models import Album
from enrichment.admin.confirmation import ask, counted, has_consent, wanted_first
from enrichment.admin.pages import (
    START,
    AlbumPage,
    AnyPage,
    LanguageForm,
    chosen_language,
    language_field,
    offered_language,
    require,
    run_page,
    show,
    start_run,
)
from enrichment.admin.questions import Fault
from enrichment.engine.enrich import try_prompt
from enrichment.engine.ready_made import count_albums_without_facts, lacking_facts
from enrichment.engine.request import RunRefused, RunRequest
from enrichment.models import Trigger
from enrichment.phases.descriptions.service import EURIA
from enrichment.providers.errors import ProviderError, Refused
from enrichment.reasons import sentence
from enrichment.reports.estimate import estimate, offer_line


class EnrichOne(AnyPage):
    """For a ModelAdmin: `<pk>/enrich/`, a POST by somebody who may start runs; its page says `may_start`."""

    def has_enrich_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(START)

    def run_about(self, subject: Any, language: str) -> RunRequest:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view, name = require_POST(self.enrich_one), f"collection_{self.opts.model_name}_enrich"
        return [path("<int:pk>/enrich/", self.admin_site.admin_view(view), name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        subject, more = context.get("original"), dict[str, Any]()
        if subject is not None and self.has_enrich_permission(request):
            # What the button would start: its language, where it has one, and the number and the price beside it.
            options = self.run_about(subject, offered_language(request.session))
            more = {
                "may_start": True,
                "language": language_field(request, options),
                "offer": offer_line(estimate(options)),
            }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def enrich_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(request, START)
        subject = get_object_or_404(self.model, pk=pk)
        options = self.run_about(subject, chosen_language(request))
        here = reverse(f"admin:collection_{self.opts.model_name}_change", args=[pk])
        if lacking_facts(options) and not has_consent(request, options):
            # What the text would be written from was not fetched yet: asked as before a run about many.
            locked = int(subject.is_locked("ai_description"))
            context = {"explanation": str(subject), "locked": locked, "back": here, **counted(options, 1)}
            return ask(self, request, options, _("Enrich now"), context)
        run = start_run(request, wanted_first(request, options), Trigger.ACTION)
        return HttpResponseRedirect(run_page(run) if run else here)


class TryPage(AlbumPage):
    """For the albums' admin: `<pk>/try/`. The call is paid, so it is a POST by somebody who may start runs."""

    def get_urls(self) -> list[URLPattern]:
        own = path("<int:pk>/try/", self.admin_site.admin_view(self.try_prompt), name="collection_album_try")
        return [own, *super().get_urls()]

    def try_prompt(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(request, START)
        album = get_object_or_404(Album.objects.with_credits(), pk=pk)
        form = LanguageForm(request.session, request.POST if request.method == "POST" else None)
        trial, problem = None, ""
        try:
            if form.is_valid():
                trial = try_prompt(album, form.cleaned_data["language"] or RunRequest().language_code)
        except RunRefused as refusal:
            problem = str(refusal)
        except ProviderError as error:
            setting = error.setting if isinstance(error, Refused) else ""
            problem = sentence(error.code, setting=setting, service=EURIA.label)
        context = {
            "album": album,
            "form": form,
            "facts_missing": count_albums_without_facts([pk]),
            "trial": trial,
            "problem": problem,
            "faults": [Fault(sentence(fault.code), fault.detail) for fault in trial.faults] if trial else [],
        }
        return show(self, request, "try", _("Try a text: %(title)s") % {"title": album.title}, context)
