"""The page that leads a new owner from nothing to an enriched collection, one step after the other; and the keys that
are typed on it: by a superuser, on a way that nobody else can read, straight into `.env`. They are in no form that
comes back, no message, no session and no log.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from collection.addresses import is_loopback
from collection.commands import in_words
from collection.models import Album
from enrichment.admin.overview import test_service, tested_services
from enrichment.admin.pages import VIEW, SettingsModelAdmin, live_run, offered_language, require, show
from enrichment.admin.settings_forms import StartForm
from enrichment.engine import env_changes
from enrichment.engine.ready_made import count_albums_without_facts
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import missing_settings
from enrichment.env_file import place
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, State
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.registry import SERVICES, phases_of
from enrichment.phases.services import Service
from enrichment.reports.estimate import estimate, offer_line, set_aside

TRIAL = 5
HERE = "steps"  # what forms of this page say in `from`, so that their answer leads back here
LONGEST = 2000
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA")


class KeysForm(forms.Form):
    """One of the ways to set a service up: one field for each setting, by its name. It never shows a value, neither a
    kept one nor one that was sent.
    """

    def __init__(self, service: Service[Any], number: int, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{service.name}-{number}-%s", use_required_attribute=False)
        self.service, self.number, self.way = service, number, service.ways[number]
        off = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        for setting in self.way.asks:
            widget = forms.PasswordInput(attrs=off) if setting.secret else forms.TextInput(attrs=off)
            label = str(setting.label or setting.name)
            self.fields[setting.name] = forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)

    def clean(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if self.errors:
            raise forms.ValidationError(_("A setting is too long, or no text: nothing was changed."))
        if self.way.asks and not given:
            raise forms.ValidationError(_("Nothing was typed, so nothing was changed."))
        if any(not value.isprintable() for value in given.values()):
            raise forms.ValidationError(_("A setting must be one line of plain text: nothing was changed."))
        return given

    def to_write(self) -> dict[str, str]:
        return self.service.to_write(self.way, self.cleaned_data)


def page_address() -> str:
    return reverse("admin:enrichment_settings_steps")


class FirstStepsPage(SettingsModelAdmin):
    """For the Settings admin: the page itself, and the keys that are typed on it."""

    def steps(self, request: HttpRequest) -> HttpResponse:
        require(request, VIEW)
        return show(self, request, "steps", _("First steps"), context_of(request))

    @method_decorator(sensitive_post_parameters())
    def keys(self, request: HttpRequest, name: str, number: int) -> HttpResponse:
        """Write what was typed, then see whether it works."""
        if not request.user.is_superuser:
            raise PermissionDenied
        ways = SERVICES[name].ways if name in SERVICES else []
        if number >= len(ways):
            raise Http404
        if why := keys_refusal(request):
            messages.error(request, why)
            return HttpResponseRedirect(page_address())
        done, words = keep_keys(KeysForm(SERVICES[name], number, request.POST))
        messages.add_message(request, messages.SUCCESS if done else messages.ERROR, words)
        if done:
            test_service(request, name)
        return HttpResponseRedirect(f"{page_address()}#{name}")


def context_of(request: HttpRequest) -> dict[str, Any]:
    runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT).order_by("-pk")
    active = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).order_by("-pk").first()
    refusal, language = keys_refusal(request), offered_language(request.session)
    albums, without_facts = Album.objects.on_the_shelf().count(), count_albums_without_facts()
    phases = phases_of(Kind.ENRICHMENT)
    everything, trial = RunRequest(language=language), RunRequest(language=language, limit=TRIAL)
    whole = estimate(everything)
    has_services = all(service.is_configured or service.is_optional for service in SERVICES.values())
    # What is done already: the first that is not is where the owner stands.
    steps = {
        "services": has_services,
        "albums": albums > 0,
        "facts": albums > 0 and not without_facts,
        "trial": runs.filter(state=State.COMPLETED).exists() or Album.objects.described().exists(),
        "everything": albums > 0 and has_services and not any(phase.items for phase in whole.phases),
    }
    return {
        "from": HERE,
        "setups": [
            (service, tested, [] if refusal else [KeysForm(service, number) for number in range(len(service.ways))])
            for service, tested in tested_services(request.session)
        ],
        "env_file": place(),
        "keys_refusal": refusal,
        "albums": albums,
        "discogs_ready": DISCOGS.is_configured,
        "without_facts": without_facts,
        "can_enrich": albums and len(missing_settings(phases)) < len(phases),
        "trial_size": TRIAL,
        "trial_form": StartForm(request.session, auto_id="trial-%s"),
        "trial_line": offer_line(estimate(trial)) if albums else "",
        "all_form": StartForm(request.session, auto_id="all-%s"),
        "set_aside": set_aside(phases, language),
        "all_line": offer_line(whole),
        "last_run": runs.filter(state=State.COMPLETED).first(),
        **live_run(active.pk if active else None),
        "steps": steps,
        "step": next((name for name, done in steps.items() if not done), ""),
    }


def keys_refusal(request: HttpRequest) -> str:
    """Why no key may be typed in answer to this request; "" where it may."""
    if not getattr(request.user, "is_superuser", False):
        return _("Only a superuser may set keys.")
    if request.is_secure():
        return ""
    # Both ends are this machine, by number and by name, and nothing says that it was passed on for somebody else.
    host = split_domain_port(request.get_host())[0].strip("[]")
    forwarded = any(name in request.META for name in FORWARDED)
    if not forwarded and is_loopback(str(request.META.get("REMOTE_ADDR", ""))) and is_loopback(host):
        return ""
    return _(
        "Keys can be typed here on the computer that runs AIME (under localhost or 127.0.0.1), or through HTTPS: "
        "on this connection others could read them. Elsewhere, write them to %(file)s."
    ) % {"file": place()}


def keep_keys(form: KeysForm) -> tuple[bool, str]:
    """Write what was typed to `.env` and use it. Whether that was done, and a sentence that says so."""
    if not form.is_valid():
        return False, " ".join(map(str, form.non_field_errors()))
    values = form.to_write()
    names = {"names": ", ".join(values), "file": place()}
    try:
        elsewhere = env_changes.write(values)
    except (ImproperlyConfigured, OSError, ValueError) as error:
        why = in_words(error) if isinstance(error, OSError) else str(error)
        return False, _("It could not be written: %(error)s") % {"error": why}
    if elsewhere:
        return True, _(
            "%(names)s: written to %(file)s. But %(elsewhere)s is also set in the environment that AIME was started "
            "in, which goes first: take it out there, then start AIME again."
        ) % {**names, "elsewhere": ", ".join(elsewhere)}
    return True, _("%(names)s: written to %(file)s, and used from now on.") % names
