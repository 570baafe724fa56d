"""The page that leads a new owner from nothing to an enriched collection, one step after the other."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from collection.models import Album
from enrichment.admin.live import live_run
from enrichment.admin.pages import CHANGE, START, VIEW, SettingsModelAdmin, offered_language
from enrichment.admin.settings import keys
from enrichment.admin.settings.services import ServiceCard, service_cards, test_service
from enrichment.admin.settings.start import StartForm
from enrichment.engine import ready_made
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import missing_settings
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, State
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.registry import SERVICES, phases_of
from enrichment.reports.estimate import estimate
from enrichment.reports.offer import offer_line, set_aside

TRIAL = 5
HERE = "steps"  # what forms of this page say in `from`, so that their answer leads back here


class ServiceSetup(NamedTuple):
    """A service with the ways to set it up; none where keys may not be typed."""

    card: ServiceCard
    offers: list[keys.Offer]


class Steps(NamedTuple):
    """What is done already. The first that is not is where the owner stands."""

    services: bool
    albums: bool
    facts: bool
    trial: bool
    everything: bool

    @property
    def now(self) -> str:
        return next((name for name, done in self._asdict().items() if not done), "")


def page_address() -> str:
    return reverse("admin:enrichment_settings_steps")


class FirstStepsPage(SettingsModelAdmin):
    """For the Settings admin: the page itself, and the keys that are typed on it."""

    def steps(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("First steps"),
            "from": HERE,
            "may_start": request.user.has_perm(START),
            "may_change": request.user.has_perm(CHANGE),
            **context_of(request),
        }
        return TemplateResponse(request, "enrichment/admin/steps.html", context)

    @method_decorator(sensitive_post_parameters())
    def keys(self, request: HttpRequest, name: str, number: int) -> HttpResponse:
        """Write what was typed, then see whether it works."""
        if not request.user.is_superuser:
            raise PermissionDenied
        ways = SERVICES[name].ways if name in SERVICES else []
        if number >= len(ways):
            raise Http404
        if why := keys.refusal(request):
            messages.error(request, why)
            return HttpResponseRedirect(page_address())
        done, words = keys.keep(keys.KeysForm(SERVICES[name], ways[number], request.POST))
        messages.add_message(request, messages.SUCCESS if done else messages.ERROR, words)
        if done:
            result = test_service(request.session, name)
            messages.add_message(request, messages.SUCCESS if result.works else messages.ERROR, result.sentence)
        return HttpResponseRedirect(f"{page_address()}#{name}")


def context_of(request: HttpRequest) -> dict[str, Any]:
    cards = service_cards(request.session)
    runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT).order_by("-pk")
    active = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).order_by("-pk").first()
    form, refusal = StartForm(request.session, auto_id="trial-%s"), keys.refusal(request)
    language = offered_language(request.session)
    albums, without_facts = Album.objects.on_the_shelf().count(), ready_made.count_albums_without_facts()
    phases = phases_of(Kind.ENRICHMENT)
    everything, trial = RunRequest(language=language), RunRequest(language=language, limit=TRIAL)
    whole = estimate(everything)
    has_services = all(card.is_configured or card.is_optional for card in cards)
    return {
        "setups": [ServiceSetup(card, [] if refusal else keys.offers(SERVICES[card.name])) for card in cards],
        "keys_refusal": refusal,
        "albums": albums,
        "discogs_ready": DISCOGS.is_configured,
        "without_facts": without_facts,
        "can_enrich": albums and len(missing_settings(phases)) < len(phases),
        "trial_size": TRIAL,
        "trial_form": form,
        "trial_line": offer_line(estimate(trial)) if albums else "",
        "all_form": StartForm(request.session, auto_id="all-%s"),
        "set_aside": set_aside(phases, language),
        "all_line": offer_line(whole),
        "last_run": runs.filter(state=State.COMPLETED).first(),
        **live_run(active.pk if active else None),
        "steps": Steps(
            services=has_services,
            albums=albums > 0,
            facts=albums > 0 and not without_facts,
            trial=runs.filter(state=State.COMPLETED).exists() or Album.objects.described().exists(),
            everything=albums > 0 and has_services and not any(phase.items for phase in whole.phases),
        ),
    }
