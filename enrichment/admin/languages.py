"""Choosing the language of texts beside the button that starts them."""

from typing import Any, cast

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from enrichment.engine.request import RunRequest, preset_language
from enrichment.phases.registry import PHASES
from enrichment.providers.texts.languages import LANGUAGES

CHOSEN = "enrichment_language"  # in the session: what this reader chose last


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of the texts"), required=False)

    def __init__(self, session: SessionBase, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = [(code, each.native) for code, each in LANGUAGES.items()]
        language.initial = offered(session)


def offered(session: SessionBase) -> str:
    """What stands there before anybody chooses."""
    return str(session.get(CHOSEN) or preset_language())


def chosen(request: HttpRequest) -> str:
    """What was sent, and is then offered from now on, else what is offered. A run request says whether there is such a
    language.
    """
    sent = request.POST.get("language", "")
    if sent in LANGUAGES:
        request.session[CHOSEN] = sent
    return sent or offered(request.session)


def field(request: HttpRequest, options: RunRequest) -> forms.BoundField | None:
    """The choice, for a run whose texts have a language."""
    if not any(PHASES[name].speaks for name in options.phases):
        return None
    return LanguageForm(request.session, initial={"language": options.language_code})["language"]
