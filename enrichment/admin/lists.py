"""What the lists of albums and artists have more than Django's own: filters in the words of their columns, and what can
be done with a selection: locking it, a run about it, taking its last texts back.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collection.admin.filters import ConditionFilter
from collection.models import Album, Image
from collection.models.album import support_label
from collection.models.decided import Lockable
from enrichment.admin.confirmation import ask, counted, has_consent, wanted_first
from enrichment.admin.pages import AnyPage, chosen_language, show, start_run
from enrichment.admin.run_acts import RestForm, tell_undone
from enrichment.admin.states import PHOTO_STATES, TEXT_STATES, albums_by_text, albums_in_text_states, artists_by_photo
from enrichment.engine.request import RunRefused, RunRequest
from enrichment.engine.undo import last_texts, outlook, undo_items
from enrichment.models import EnrichmentRun, Kind, Trigger
from enrichment.phases.selection import locks
from enrichment.phases.services import Words

RUNS_OFFERED = 5
CHUNK = 500

L = TypeVar("L", bound=Lockable)


class NamedFilter(ConditionFilter):
    """By choices that stand from the beginning, each with its words."""

    choices_offered: ClassVar[Mapping[str, Words]]

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return list(self.choices_offered.items())


class TextFilter(NamedFilter):
    title = _("description")
    parameter_name = "description"
    choices_offered = TEXT_STATES

    def condition(self, value: str) -> Q:
        return albums_by_text(value)

    @property
    def whole(self) -> Q:
        return albums_in_text_states()


class PhotoFilter(NamedFilter):
    title = _("photo")
    parameter_name = "photo"
    choices_offered = PHOTO_STATES

    def condition(self, value: str) -> Q:
        return Q(pk__in=artists_by_photo(value).values("pk"))


class SupportFilter(ConditionFilter):
    """By carrier; a nameless one would be a link without words."""

    title = _("format")
    parameter_name = column = "support"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        albums = Album.objects.exclude(**{self.column: ""}).order_by(self.column)
        return [(value, self.words(value)) for value in albums.values_list(self.column, flat=True).distinct()]

    def words(self, value: str) -> Words:
        return support_label(value)

    def is_choice(self, value: str) -> bool:
        return bool(value)

    def condition(self, value: str) -> Q:
        return Q(**{self.column: value})


class PromptVersionFilter(SupportFilter):
    title = _("version of the instructions to the model")
    parameter_name, column = "prompt", "description_prompt_version"

    def words(self, value: str) -> Words:
        return value


class LastRunFilter(ConditionFilter):
    """What one of the last runs wrote."""

    title = _("written by run")
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT)[:RUNS_OFFERED]
        return [(str(run.pk), str(run)) for run in runs]

    def is_choice(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and len(value) < 16

    def condition(self, value: str) -> Q:
        return Q(description_run_id=int(value))


class ArtistLastRunFilter(LastRunFilter):
    def condition(self, value: str) -> Q:
        return Q(pk__in=Image.objects.filter(run_id=int(value), artist__isnull=False).values("artist"))


class LockFilter(NamedFilter):
    """By whether the text may be written automatically."""

    title = _("description locked")
    parameter_name = "locked"
    choices_offered: ClassVar = {"yes": _("locked"), "no": _("not locked")}
    field = "ai_description"
    whole = Q()

    def condition(self, value: str) -> Q:
        return locks(self.field) if value == "yes" else ~locks(self.field)


class PhotoLockFilter(LockFilter):
    title = _("photo locked")
    field = "photo"


class LockActions:
    """Locking and unlocking a selection, for a ModelAdmin of a Lockable: `locked_field` is what its actions lock."""

    locked_field: str

    @admin.action(description=_("Lock against automatic changes"), permissions=["change"])
    def lock_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = lock(queryset.prefetch_related(None), [self.locked_field])
        words = ngettext("%(number)d was locked.", "%(number)d were locked.", number)
        messages.success(request, words % {"number": number})

    @admin.action(description=_("Unlock"), permissions=["change"])
    def unlock_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = lock(queryset.prefetch_related(None), [self.locked_field], locked=False)
        words = ngettext("%(number)d was unlocked.", "%(number)d were unlocked.", number)
        messages.success(request, words % {"number": number})


def lock(rows: QuerySet[L], fields: Iterable[str], *, locked: bool = True) -> int:
    """Lock `fields` on `rows`: nothing automatic writes them from now on; or unlock them. Returns how many rows were
    not so already. ValueError for an unknown field.
    """
    wanted = frozenset(fields)
    if unknown := wanted.difference(rows.model.lockable):
        raise ValueError(f"{sorted(unknown)} cannot be locked")
    pks = list(rows.order_by("pk").values_list("pk", flat=True).distinct())
    number = 0
    for start in range(0, len(pks), CHUNK):
        with transaction.atomic():  # under the rows' locks, so that what a person locks meanwhile is not lost
            changed = []
            for row in rows.model._default_manager.select_for_update().filter(pk__in=pks[start : start + CHUNK]):
                before = list(row.locked_fields)
                row.lock(wanted) if locked else row.unlock(wanted)
                if row.locked_fields != before:
                    changed.append(row)
            rows.model._default_manager.bulk_update(changed, ["locked_fields"])
        number += len(changed)
    return number


class Offer(NamedTuple):
    """What an action would start on the selected rows; `force` replaces what is there and asks for a tick."""

    title: Words
    explanation: Words
    only: str = ""
    force: bool = False

    def request(self, model: type[Any], pks: Sequence[int], language: str) -> RunRequest:
        if model is Album:
            return RunRequest(albums=pks, only=self.only, force=self.force, language=language)
        return RunRequest(artists=pks, force=self.force)


def offer_run(page: AnyPage, request: HttpRequest, queryset: QuerySet[Any], offer: Offer) -> HttpResponse:
    """Show what a run on `queryset` would do; start it where the person has confirmed."""
    # One query for the keys, however many; the page's own prefetches and order are not needed.
    pks = list(queryset.prefetch_related(None).order_by("pk").values_list("pk", flat=True))
    here = request.get_full_path()
    try:
        options = offer.request(page.model, pks, chosen_language(request))
    except RunRefused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(here)
    if has_consent(request, options):
        start_run(request, wanted_first(request, options), Trigger.ACTION)
        return HttpResponseRedirect(here)
    about_albums = page.model is Album
    replaces = offer.force and about_albums
    context = {
        "explanation": offer.explanation,
        "selected": len(pks),
        "fields": selection_fields(request),
        "locked": queryset.filter(locks("ai_description" if about_albums else "photo")).count(),
        "overwritten": queryset.exclude(ai_description="").exclude(locks("ai_description")).count() if replaces else 0,
        "back": here,
        **counted(options, len(pks)),
    }
    return ask(page, request, options, offer.title, context)


def offer_undo(page: AnyPage, request: HttpRequest, queryset: QuerySet[Album]) -> HttpResponse:
    """Say which texts would come back, the last that was written for each album; take it back on consent."""
    items, here = last_texts(queryset), request.get_full_path()
    form = RestForm(request.POST if "confirmed" in request.POST else None)
    if "confirmed" in request.POST and (form.is_valid() or "again" not in request.POST):
        rest = form.rest() if form.is_valid() else None
        tell_undone(request, undo_items(list(items.values_list("pk", flat=True)), rest))
        return HttpResponseRedirect(here)
    context = {
        "selected": queryset.count(),
        "took_back": outlook(items),
        "fields": [*selection_fields(request), ("confirmed", "1")],
        "back": here,
        "rest_form": form,
    }
    return show(page, request, "albums_undo", gettext("Take back the last enrichment"), context)


def selection_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The hidden fields that repeat a selection: one key stands for "all pages", never a thousand hidden ones."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    across = request.POST.get("select_across") == "1"
    return [
        ("action", request.POST.get("action", "")),
        ("select_across", "1" if across else "0"),
        *((ACTION_CHECKBOX_NAME, pk) for pk in (ticked[:1] if across else ticked)),
    ]
