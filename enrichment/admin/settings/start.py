"""The form that starts an enrichment: everything that is missing, or what its options say."""

from typing import Any, cast

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collection.models import Album
from enrichment.admin.pages import LanguageForm
from enrichment.engine.request import RunRequest
from enrichment.models import Kind
from enrichment.phases.registry import phase_label, phases_of
from enrichment.phases.selection import locks

WORD_PIECES = gettext_lazy("A model counts what it reads and writes in pieces of words, called tokens.")


class StartForm(LanguageForm):
    only = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    limit = forms.IntegerField(label=gettext_lazy("Albums at most"), min_value=1, required=False)
    max_tokens = forms.IntegerField(
        label=gettext_lazy("Word pieces at most"), help_text=WORD_PIECES, min_value=1, required=False
    )
    replace = forms.BooleanField(label=gettext_lazy("Replace what is there, too; what is locked stays"), required=False)

    def __init__(self, session: SessionBase, data: Any = None, **kwargs: Any) -> None:
        super().__init__(session, data, **kwargs)
        labels = {name: phase_label(name).lower() for name in phases_of(Kind.ENRICHMENT)}
        alone = [(name, _("%(name)s only") % {"name": label}) for name, label in labels.items()]
        choices = [("", get_text_list(list(labels.values()), _("and"))), *alone]
        cast("forms.ChoiceField", self.fields["only"]).choices = choices

    def options(self) -> RunRequest:
        """What is asked for. Raises `BadOption`."""
        given = self.cleaned_data
        return RunRequest(
            only=given["only"],
            limit=given["limit"],
            language=given["language"],
            max_tokens=given["max_tokens"],
            force=given["replace"],
        )

    def rarely_wanted(self) -> list[forms.BoundField]:
        """The options apart from the language, which stands beside the button."""
        return [field for field in self if field.name != "language"]

    def fields_again(self) -> list[tuple[str, str]]:
        """What was sent, for a page that asks for consent and offers the language itself."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name) and name != "language"]


def overwritten() -> int:
    """Descriptions that a run over everything would replace."""
    return Album.objects.described().exclude(locks("ai_description")).count()


def locked() -> int:
    return Album.objects.filter(locks("ai_description")).count()
