"""The pace at which one service may be asked, shared by every thread, process and machine of a site."""

from django.db import models


class ProviderLimit(models.Model):
    """`next_slot` and `blocked_until` are seconds since the epoch, by the database's clock. So is `as_of`, when they
    were written: once it lies ahead, the clock was set back.
    """

    name = models.CharField(max_length=40, primary_key=True)
    next_slot = models.FloatField(default=0)
    blocked_until = models.FloatField(default=0)
    as_of = models.FloatField(default=0)
    quota = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
