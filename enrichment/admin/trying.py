"""Trying the prompt on one album: a call whose text is shown and not kept."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.admin.generics import AlbumPage
from enrichment.admin.languages import LanguageForm
from enrichment.admin.launching import START
from enrichment.admin.review.questions import Fault
from enrichment.engine.enrich import try_prompt
from enrichment.engine.ready_made import count_albums_without_facts
from enrichment.engine.request import RunRefused, RunRequest
from enrichment.phases.descriptions.service import EURIA
from enrichment.providers.errors import ProviderError, Refused
from enrichment.reasons import sentence


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
