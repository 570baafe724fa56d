"""What the owner decided once for the whole site: the schedules, the mail, prices."""

from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

ONLY_KEY = 1
FROM_ONE = [MinValueValidator(1)]


class MailWhen(models.TextChoices):
    NEVER = "never", _("never")
    FAILURES = "failures", _("when something failed")
    ALWAYS = "always", _("always")


def every_day() -> list[int]:
    return list(range(7))


def week_days(value: object) -> None:
    """A list of weekdays, Monday = 0; none at all would be a schedule that never comes."""
    if not isinstance(value, list) or not value or not set(value) <= set(range(7)):
        raise ValidationError(_("Choose at least one day of the week."))


class Preferences(models.Model):
    """One row. Times are in the site's time zone, days numbers with Monday = 0, prices CHF per million tokens."""

    night_enabled = models.BooleanField(_("enrich at night"), default=False)
    night_time = models.TimeField(_("at"), default=time(2))
    night_days = models.JSONField(_("on"), default=every_day, validators=[week_days])
    night_max_items = models.PositiveIntegerField(_("albums at most"), null=True, blank=True, validators=FROM_ONE)
    night_max_tokens = models.PositiveIntegerField(_("word pieces at most"), null=True, blank=True, validators=FROM_ONE)
    discogs_enabled = models.BooleanField(_("synchronise with Discogs"), default=False)
    discogs_time = models.TimeField(_("at"), default=time(1))
    discogs_days = models.JSONField(_("on"), default=every_day, validators=[week_days])
    lastfm_enabled = models.BooleanField(_("follow Last.fm"), default=False)
    lastfm_every_hours = models.PositiveSmallIntegerField(
        _("every … hours"), default=6, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    lastfm_threshold = models.PositiveSmallIntegerField(
        _("different tracks that make an album"), default=3, validators=FROM_ONE
    )
    lastfm_describe_heard = models.BooleanField(_("describe albums that are heard and not owned too"), default=False)
    mail_when = models.CharField(
        _("mail a report"), max_length=10, choices=MailWhen, default=MailWhen.NEVER, blank=False
    )
    mail_to = models.EmailField(_("to"), blank=True)
    price_in = models.DecimalField(
        _("price of what the model reads"),
        max_digits=8,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price_out = models.DecimalField(
        _("price of what the model writes"),
        max_digits=8,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price_set_on = models.DateField(_("prices as of"), null=True, blank=True)

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(_("Preferences"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = ONLY_KEY
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.mail_when != MailWhen.NEVER and not self.mail_to:
            raise ValidationError({"mail_to": _("Say whom the report is mailed to.")})

    @classmethod
    def load(cls) -> "Preferences":
        """The row, made with the defaults where there is none yet."""
        return cls.objects.get_or_create(pk=ONLY_KEY)[0]
