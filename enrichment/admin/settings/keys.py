"""Keys that are typed on a page: by a superuser, on a way that nobody else can read, straight into `.env`.

They are in no form that comes back, no message, no session and no log.
"""

import ipaddress
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

from collection.commands import in_words
from enrichment.engine import env_changes
from enrichment.env_file import place
from enrichment.phases.services import Service, Way, Words

LONGEST = 2000
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA")


class Offer(NamedTuple):
    """One way to set a service up, with the empty form for it; `fixed` is what is written without asking."""

    number: int
    name: Words
    fixed: tuple[str, ...]
    form: "KeysForm"


class KeysForm(forms.Form):
    """One field for each setting, by its name. It never shows a value, neither a kept one nor one that was sent."""

    def __init__(self, service: Service[Any], way: Way, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{service.name}-{service.ways.index(way)}-%s", use_required_attribute=False)
        self.service, self.way = service, way
        off = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        for setting in way.asks:
            widget = forms.PasswordInput(attrs=off) if setting.secret else forms.TextInput(attrs=off)
            label = str(setting.label or setting.name)
            field = forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)
            self.fields[setting.name] = field

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


def offers(service: Service[Any]) -> list[Offer]:
    return [
        Offer(number, way.name, tuple(way.writes.values()), KeysForm(service, way))
        for number, way in enumerate(service.ways)
    ]


def refusal(request: HttpRequest) -> str:
    """Why no key may be typed in answer to this request; "" where it may."""
    if not getattr(request.user, "is_superuser", False):
        return _("Only a superuser may set keys.")
    if request.is_secure():
        return ""
    # Both ends are this machine, by number and by name, and nothing says that it was passed on for somebody else.
    host = split_domain_port(request.get_host())[0].strip("[]")
    forwarded = any(name in request.META for name in FORWARDED)
    if not forwarded and _is_loopback(str(request.META.get("REMOTE_ADDR", ""))) and _is_loopback(host):
        return ""
    return _(
        "Keys can be typed here on the computer that runs AIME (under localhost or 127.0.0.1), or through HTTPS: "
        "on this connection others could read them. Elsewhere, write them to %(file)s."
    ) % {"file": place()}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def keep(form: KeysForm) -> tuple[bool, str]:
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
