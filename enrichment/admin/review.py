"""The addresses of the queue: the list, and one question after another."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from enrichment.admin import questions
from enrichment.admin.confirmation import FACTS_FIRST, wanted_first
from enrichment.admin.pages import CHANGE, START, VIEW, PageForAList, ReviewModelAdmin, require, show, start_run
from enrichment.engine.ready_made import lacking_facts
from enrichment.models import Review, RunItem, Trigger

PER_PAGE = 50


@admin.register(Review)
class ReviewAdmin(PageForAList, ReviewModelAdmin):
    """A queue in the place of a list. Whoever may see runs may see it; answering takes the right to change them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.queue), name="enrichment_review_changelist"),
            path("<int:pk>/", view(self.question), name="enrichment_review_question"),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        require(request, VIEW)
        kind = _kind(request)
        page = Paginator(questions.open_questions(kind), PER_PAGE).get_page(request.GET.get("page"))
        shown = [
            {"item": item, "reason": questions.reason(item), "address": questions.address(item, kind)} for item in page
        ]
        return show(self, request, "review/queue", _("To review"), {"page": page, "questions": shown, "kind": kind})

    def question(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One question; answering it leads to the next."""
        require(request, CHANGE if request.method == "POST" else VIEW)
        kind = _kind(request)
        item = RunItem.objects.select_related("album", "artist", "phase", "run").filter(pk=pk).first()
        if item is None or not questions.open_questions().filter(pk=pk).exists():
            messages.info(request, _("This question has been settled already."))
            return self._next(None, kind)
        if request.method != "POST":
            return self._show(request, item, kind)
        if not {questions.AGAIN, FACTS_FIRST}.isdisjoint(request.POST):
            return self._ask_again(request, item, kind)
        following, problem = questions.following(item, kind), questions.settle(request, item)
        return self._show(request, item, kind, problem) if problem else self._next(following, kind)

    def _ask_again(self, request: HttpRequest, item: RunItem, kind: str) -> HttpResponse:
        """The question stays open until the run has its answer; the next one is shown meanwhile.

        A text is better asked for when its facts are there, so their run may be started in its place.
        """
        require(request, START)
        start_run(request, wanted_first(request, questions.asking_again(item)), Trigger.BUTTON)
        return self._next(item if FACTS_FIRST in request.POST else questions.following(item, kind), kind)

    def _show(self, request: HttpRequest, item: RunItem, kind: str, problem: str = "") -> HttpResponse:
        about = questions.kind_of(item)
        following = questions.following(item, kind)
        context = {
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
            "facts_missing": lacking_facts(questions.asking_again(item)),
        }
        return show(self, request, f"review/{about}", item.label[:200], context, status=400 if problem else 200)

    @staticmethod
    def _next(item: RunItem | None, kind: str) -> HttpResponse:
        queue = reverse("admin:enrichment_review_changelist")
        return HttpResponseRedirect(
            questions.address(item, kind) if item else f"{queue}?only={kind}" if kind else queue
        )


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("only", "")
    return kind if kind in questions.ABOUT else ""
