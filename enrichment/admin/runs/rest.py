"""When to ask again for what is taken back: by night, not before a day, or never."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrichment.engine.undo import Rest

NIGHT, DAY, NEVER = "night", "day", "never"


class RestForm(forms.Form):
    again = forms.ChoiceField(
        label=_("Ask again"),
        choices=[
            (NIGHT, _("by night, and with all that is missing")),
            (DAY, _("not before the day below")),
            (NEVER, _("never: what is missing is locked")),
        ],
        initial=DAY,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Not before"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["day"].initial = timezone.localdate() + timedelta(days=settings.AIME_ASK_AGAIN_DAYS)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("again") == DAY and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say from which day on."))
        return given

    def rest(self) -> Rest:
        if self.cleaned_data["again"] == NEVER:
            return Rest(None)
        if self.cleaned_data["again"] == NIGHT:
            return Rest(timezone.now())
        return Rest(timezone.make_aware(datetime.combine(self.cleaned_data["day"], time())))
