"""The addresses of the queue: the list, and one question after another."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from enrichment.admin import questions
from enrichment.admin.confirmation import FACTS_FIRST
from enrichment.admin.pages import CHANGE, START, VIEW, ReviewModelAdmin, start_run
from enrichment.engine.ready_made import facts_request, lacking_facts
from enrichment.models import Review, RunItem, Trigger
from enrichment.phases.review import ReviewError

PER_PAGE = 50


@admin.register(Review)
class ReviewAdmin(ReviewModelAdmin):
    """A queue in the place of a list. Whoever may see runs may see it; answering takes the right to change them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.queue), name="enrichment_review_changelist"),
            path("<int:pk>/", view(self.question), name="enrichment_review_question"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return request.user.has_perm(VIEW)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return False

    def queue(self, request: HttpRequest) -> HttpResponse:
        self._check(request, VIEW)
        kind = _kind(request)
        page = Paginator(questions.open_questions(kind), PER_PAGE).get_page(request.GET.get("page"))
        shown = [
            {"item": item, "reason": questions.reason(item), "address": questions.address(item, kind)} for item in page
        ]
        context = {"title": _("To review"), "page": page, "questions": shown, "kind": kind}
        return TemplateResponse(request, "enrichment/admin/review/queue.html", self._context(request, context))

    def question(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One question; answering it leads to the next."""
        self._check(request, CHANGE if request.method == "POST" else VIEW)
        kind = _kind(request)
        item = RunItem.objects.select_related("album", "artist", "phase", "run").filter(pk=pk).first()
        if item is None or not questions.open_questions().filter(pk=pk).exists():
            messages.info(request, _("This question has been settled already."))
            return self._next(None, kind)
        problem = ""
        if request.method == "POST" and not {questions.AGAIN, FACTS_FIRST}.isdisjoint(request.POST):
            return self._ask_again(request, item, kind)
        if request.method == "POST":
            following = questions.following(item, kind)
            try:
                messages.success(request, questions.answer(request, item))
                return self._next(following, kind)
            except (questions.NotAnswered, ReviewError) as error:
                problem = str(error)
            except ValidationError as error:
                problem = " ".join(error.messages)
        return self._show(request, item, kind, problem)

    def _ask_again(self, request: HttpRequest, item: RunItem, kind: str) -> HttpResponse:
        """The question stays open until the run has its answer; the next one is shown meanwhile.

        A text is better asked for when its facts are there, so their run may be started in its place.
        """
        self._check(request, START)
        options = questions.asking_again(item)
        if FACTS_FIRST in request.POST:
            start_run(request, facts_request(options.albums), Trigger.BUTTON)
            return self._next(item, kind)
        start_run(request, options, Trigger.BUTTON)
        return self._next(questions.following(item, kind), kind)

    def _show(self, request: HttpRequest, item: RunItem, kind: str, problem: str) -> HttpResponse:
        about = questions.kind_of(item)
        following = questions.following(item, kind)
        context = {
            "title": item.label[:200],
            "item": item,
            "reason": questions.reason(item),
            "problem": problem,
            "proposals": questions.proposals(item),
            "faults": questions.faults(item),
            "marked": questions.marked_draft(item),
            "text": request.POST.get("text", item.draft),
            "chosen": request.POST.get("choice", ""),
            "owned": questions.owned_titles(item) if about == questions.PHOTOS else [],
            "left": questions.open_questions(kind).count(),
            "skip": questions.address(following, kind) if following else "",
            "may_change": request.user.has_perm(CHANGE),
            "may_start": request.user.has_perm(START),
            "facts_missing": lacking_facts(questions.asking_again(item)),
        }
        template = f"enrichment/admin/review/{about}.html"
        return TemplateResponse(request, template, self._context(request, context), status=400 if problem else 200)

    @staticmethod
    def _next(item: RunItem | None, kind: str) -> HttpResponse:
        queue = reverse("admin:enrichment_review_changelist")
        return HttpResponseRedirect(
            questions.address(item, kind) if item else f"{queue}?only={kind}" if kind else queue
        )

    def _context(self, request: HttpRequest, more: dict[str, Any]) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, **more}

    @staticmethod
    def _check(request: HttpRequest, permission: str) -> None:
        if not request.user.has_perm(permission):
            raise PermissionDenied


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("only", "")
    return kind if kind in questions.ABOUT else ""
