"""Schedules, folders, mail and prices: the form, and what is planned in words."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collection.importing import leave_out
from enrichment.admin.folders import FoldersField
from enrichment.admin.settings.start import WORD_PIECES
from enrichment.jobs.planning import is_on, last_starts, next_start
from enrichment.models import Job, Preferences, ScheduledStart

CHANGE_PREFERENCES = "enrichment.change_preferences"

if TYPE_CHECKING:
    from typing import TypeAlias

    PreferencesModelForm: TypeAlias = forms.ModelForm[Preferences]
else:
    PreferencesModelForm = forms.ModelForm


class Schedule(NamedTuple):
    """One line of the page: what is planned, and when it comes next; None while it is off."""

    label: str
    next: datetime | None
    often: str
    last: ScheduledStart | None


PER_MILLION = gettext_lazy("For a million tokens, as the service's price list says.")


class DaysField(forms.TypedMultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=list(WEEKDAYS.items()), coerce=int, empty_value=[], widget=forms.CheckboxSelectMultiple, **kwargs
        )


class PreferencesForm(PreferencesModelForm):
    night_days = DaysField(label=Preferences._meta.get_field("night_days").verbose_name)
    discogs_days = DaysField(label=Preferences._meta.get_field("discogs_days").verbose_name)
    collection_left_out = FoldersField()

    class Meta:
        model = Preferences
        exclude = ("price_set_on",)
        help_texts: ClassVar = {"night_max_tokens": WORD_PIECES, "price_in": PER_MILLION, "price_out": PER_MILLION}
        widgets = {
            "night_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "discogs_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the headings of the page."""
        titles = {
            "collection": _("Collection"),
            "night": _("Enrichment at night"),
            "discogs": _("Discogs synchronisation"),
            "lastfm": _("Last.fm tracker"),
            "mail": _("Mail"),
            "price": _("Prices of the texts, in CHF"),
        }
        return [
            (title, [self[name] for name in self.fields if name.startswith(f"{key}_")]) for key, title in titles.items()
        ]

    def save(self, commit: bool = True) -> Preferences:
        if {"price_in", "price_out"} & set(self.changed_data):
            self.instance.price_set_on = timezone.localdate()
        if (folders := self.cleaned_data["collection_left_out"]) is not None:
            leave_out(folders)
        return super().save(commit)


def kept() -> Preferences:
    """The row, or the defaults where nobody has chosen yet: looking writes nothing."""
    return Preferences.objects.first() or Preferences()


def schedules(preferences: Preferences) -> list[Schedule]:
    lines, last = [], last_starts()
    for job in Job:
        often = ""
        if is_on(job, preferences) and job == Job.LASTFM:
            hours = preferences.lastfm_every_hours
            often = ngettext("every %(hours)d hour", "every %(hours)d hours", hours) % {"hours": hours}
        following = None if often else next_start(job, preferences)
        lines.append(Schedule(str(job.label), following, often, last.get(job)))
    return lines
