"""Why a run cannot be started, each in one sentence that names the remedy."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrichment.env_file import place
from enrichment.models import EnrichmentRun
from enrichment.outages import Outage


class RunRefused(Exception):
    """A run that is not started; `str()` of it is for people."""


class AlreadyActive(RunRefused):
    """A run of this kind is under way: `run`."""

    def __init__(self, run: EnrichmentRun) -> None:
        self.run = run
        super().__init__(_("Run %(number)s is already active.") % {"number": run.pk})


class NothingConfigured(RunRefused):
    """No service of the wanted phases has its keys; `settings` are the missing names."""

    def __init__(self, settings: Sequence[str]) -> None:
        self.settings = tuple(settings)
        super().__init__(
            _("No service is configured: set %(names)s in %(file)s.") % {"names": ", ".join(settings), "file": place()}
        )


class NotNow(RunRefused):
    """Disk or database would not let it be worked: `outage`."""

    def __init__(self, outage: Outage) -> None:
        self.outage = outage
        super().__init__(outage.sentence)


class BadOption(RunRefused):
    """An option that cannot be used."""


def unknown_albums(ids: Sequence[int]) -> BadOption:
    names = ", ".join(map(str, ids))
    return BadOption(ngettext("There is no album %(ids)s.", "There are no albums %(ids)s.", len(ids)) % {"ids": names})
