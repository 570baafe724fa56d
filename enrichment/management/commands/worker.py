"""`manage.py worker`: the background work alone."""

from typing import Any

from django.utils.translation import gettext as _

from collection.commands import PlainCommand
from enrichment.jobs.supervision.supervisor import Supervisor
from enrichment.processes import run_until_stopped


class Command(PlainCommand):
    help = (
        "Does the background work: keeps a django-q2 cluster running, restarts it when it hangs or dies, and calls it "
        "to runs that were left behind. Ctrl-C or SIGTERM stops it after what is under way; a second one at once."
    )
    requires_system_checks = ["env_file"]

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        say = self.say if verbosity else lambda line: None
        say(_("Background work is on; Ctrl-C stops it."))
        run_until_stopped(Supervisor(say, verbose=verbosity > 1))
        say(_("Background work is off."))
