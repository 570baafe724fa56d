"""What a request's body says: form fields or a JSON object."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from enrichment.engine.refusals import BadOption

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LARGEST = 10**18


def options_of(request: HttpRequest) -> dict[str, Any]:
    """The options that a body holds. Raises `BadOption`; options in the address are refused rather than overlooked."""
    if request.GET:
        raise BadOption(_("Options go into the body, as form fields or JSON, not into the address."))
    if request.content_type == "application/json":
        try:
            value = json.loads(request.body) if request.body.strip() else {}
        except (ValueError, RecursionError):
            raise BadOption(_("The body is not JSON that can be read.")) from None
        if not isinstance(value, dict):
            raise BadOption(_("The body must be a JSON object."))
        return value
    if request.content_type in FORMS:
        # A field that is given several times counts as a list, as ticked boxes send it.
        return {name: ",".join(values) for name, values in request.POST.lists() if isinstance(name, str)}
    if request.body:
        raise BadOption(_("Send the options as form fields or as JSON (Content-Type: application/json)."))
    return {}


def run_number(value: object) -> int:
    """The number of a run, as a form, an address or JSON gives it."""
    text = str(value).strip()
    if isinstance(value, int | str) and not isinstance(value, bool) and text.isascii() and text.isdigit():
        number = int(text) if len(text) < 19 else LARGEST
        if 0 < number < LARGEST:
            return number
    raise BadOption(_("run must be the number of a run."))


def only_run(options: dict[str, Any]) -> int | None:
    """The `run` of options that may hold nothing else; None when it is not given."""
    for name in options:
        if name not in ("run", "csrfmiddlewaretoken"):
            raise BadOption(_("There is no option %(name)s.") % {"name": name[:40]})
    return run_number(options["run"]) if "run" in options else None
