"""A run about one album or one artist, started from its page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrichment.admin.confirmation import FACTS_FIRST, ask, counted, has_consent
from enrichment.admin.generics import AnyPage
from enrichment.admin.languages import chosen, field, offered
from enrichment.admin.launching import START, run_page, start_run
from enrichment.engine import ready_made
from enrichment.engine.request import RunRequest
from enrichment.models import Trigger
from enrichment.reports.estimate import estimate
from enrichment.reports.offer import offer_line


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
            options = self.run_about(subject, offered(request.session))
            more = {"may_start": True, "language": field(request, options), "offer": offer_line(estimate(options))}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def enrich_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(START):
            raise PermissionDenied
        subject = self.model._default_manager.filter(pk=pk).first()
        if subject is None:
            raise Http404(_("It does not exist any more."))
        options = self.run_about(subject, chosen(request))
        here = reverse(f"admin:collection_{self.opts.model_name}_change", args=[pk])
        if FACTS_FIRST in request.POST:
            options = ready_made.facts_request(options.albums)
        elif ready_made.lacking_facts(options) and not has_consent(request, options):
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
