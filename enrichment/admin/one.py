"""What is started from the page of one album or artist: a run about it, or a trial of the prompt, whose text is shown
and not kept.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collection.models import Album
from enrichment.admin.confirmation import FACTS_FIRST, ask, counted, has_consent
from enrichment.admin.pages import (
    START,
    AlbumPage,
    AnyPage,
    LanguageForm,
    chosen_language,
    language_field,
    offered_language,
    run_page,
    start_run,
)
from enrichment.admin.questions import Fault
from enrichment.engine.enrich import try_prompt
from enrichment.engine.ready_made import count_albums_without_facts, facts_request, lacking_facts
from enrichment.engine.request import RunRefused, RunRequest
from enrichment.models import Trigger
from enrichment.phases.descriptions.service import EURIA
from enrichment.providers.errors import ProviderError, Refused
from enrichment.reasons import sentence
from enrichment.reports.estimate import estimate, offer_line


class EnrichOne(AnyPage):
    """For a ModelAdmin: `<pk>/enrich/`, a POST by somebody who may start runs; its page says `may_start`."""

    def run_about(self, subject: Any, language: str) -> RunRequest:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view, name = require_POST(self.enrich_one), f"collection_{self.opts.model_name}_enrich"
        return [path("<int:pk>/enrich/", self.admin_site.admin_view(view), name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        subject, more = context.get("original"), dict[str, Any]()
        if subject is not None and request.user.has_perm(START):
            # What the button would start: its language, where it has one, and the number and the price beside it.
            options = self.run_about(subject, offered_language(request.session))
            more = {
                "may_start": True,
                "language": language_field(request, options),
                "offer": offer_line(estimate(options)),
            }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def enrich_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(START):
            raise PermissionDenied
        subject = self.model._default_manager.filter(pk=pk).first()
        if subject is None:
            raise Http404(_("It does not exist any more."))
        options = self.run_about(subject, chosen_language(request))
        here = reverse(f"admin:collection_{self.opts.model_name}_change", args=[pk])
        if FACTS_FIRST in request.POST:
            options = facts_request(options.albums)
        elif lacking_facts(options) and not has_consent(request, options):
            # What the text would be written from was not fetched yet: asked as before a run about many.
            context = {
                **self.admin_site.each_context(request),
                "title": _("Enrich now"),
                "opts": self.opts,
                "explanation": str(subject),
                "locked": int(subject.is_locked("ai_description")),
                "back": here,
                "send_to": request.get_full_path(),
                **counted(options, 1),
            }
            return ask(request, options, context)
        run = start_run(request, options, Trigger.ACTION)
        return HttpResponseRedirect(run_page(run) if run else here)


class TryPage(AlbumPage):
    """For the albums' admin: `<pk>/try/`. The call is paid, so it is a POST by somebody who may start runs."""

    def get_urls(self) -> list[URLPattern]:
        own = path("<int:pk>/try/", self.admin_site.admin_view(self.try_prompt), name="collection_album_try")
        return [own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        more = {**(extra_context or {}), "may_try": request.user.has_perm(START)}
        return super().change_view(request, object_id, form_url, more)

    def try_prompt(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(START):
            raise PermissionDenied
        album = Album.objects.with_credits().filter(pk=pk).first()
        if album is None:
            raise Http404(_("This album does not exist any more."))
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
            **self.admin_site.each_context(request),
            "title": _("Try a text: %(title)s") % {"title": album.title},
            "opts": self.opts,
            "album": album,
            "form": form,
            "facts_missing": count_albums_without_facts([pk]),
            "trial": trial,
            "problem": problem,
            "faults": [Fault(sentence(fault.code), fault.detail) for fault in trial.faults] if trial else [],
        }
        return TemplateResponse(request, "enrichment/admin/try.html", context)
