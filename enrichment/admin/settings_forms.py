"""The forms of the Settings page: the one that starts an enrichment of everything that is missing, or what its options
say; and the owner's preferences, schedules, folders, mail and prices, with what is planned in words.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collection.importing import leave_out
from collection.models import Album
from enrichment.admin.importing import FoldersField
from enrichment.admin.pages import LanguageForm
from enrichment.engine.request import RunRequest
from enrichment.jobs.planning import is_on, last_starts, next_start
from enrichment.models import Job, Kind, Preferences, ScheduledStart
from enrichment.phases.registry import phase_label, phases_of
from enrichment.phases.selection import locks

if TYPE_CHECKING:
    from typing import TypeAlias

    PreferencesModelForm: TypeAlias = forms.ModelForm[Preferences]
else:
    PreferencesModelForm = forms.ModelForm

CHANGE_PREFERENCES = "enrichment.change_preferences"
WORD_PIECES = gettext_lazy("A model counts what it reads and writes in pieces of words, called tokens.")
PER_MILLION = gettext_lazy("For a million tokens, as the service's price list says.")


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


def overwritten_texts() -> int:
    """Descriptions that a run over everything would replace."""
    return Album.objects.described().exclude(locks("ai_description")).count()


def locked_texts() -> int:
    return Album.objects.filter(locks("ai_description")).count()


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


def kept_preferences() -> Preferences:
    """The row, or the defaults where nobody has chosen yet: looking writes nothing."""
    return Preferences.objects.first() or Preferences()


class Schedule(NamedTuple):
    """One line of the page: what is planned, and when it comes next; None while it is off."""

    label: str
    next: datetime | None
    often: str
    last: ScheduledStart | None


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
