"""`manage.py demo`: AIME at work, without keys and without touching anything of the owner's."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, typed
from enrichment.console.serving import Unusable, check_address, port_number
from enrichment.demo import AlreadyPlaying, environment, fresh_folder
from enrichment.processes import Child, Once, run_until_stopped
from enrichment.sandbox import keys

LATENCY = ("euria=0.3", "spotify=0.05")
FAULTS = (
    "html_error:euria:every=20:times=3",  # asked again at once, by the client
    "garbage:euria:after=30:every=15:times=2",  # these items fail, and the retry finds them
    "rate_limited:spotify:after=25:times=1:retry_after=2",
)
GRACE_SECONDS = 20.0
INTERRUPTED = 130


class Command(PlainCommand):
    help = (
        "Shows AIME at work in a data folder of its own, with a local stand-in for the services and a real background "
        "worker: synchronises a sample of well-known albums with Discogs, follows Last.fm, enriches, refreshes, and "
        "prints the reports. No keys are needed and yours are not used. Exit status: 0 when every item has an outcome; "
        "130 interrupted."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--serve", action="store_true", help="then open the site on 127.0.0.1, until Ctrl-C")
        parser.add_argument("--port", type=port_number, default=8000, help="the site's port (8000)")

    def handle(self, *args: Any, serve: bool, port: int, **options: Any) -> None:
        try:
            if serve:
                check_address("127.0.0.1", port)
            with fresh_folder(settings.DATA_DIR / "demo") as folder, stand_in() as address:
                self.say(_("The demo: a local stand-in plays all services. Texts and photos are samples."))
                status = play(folder, address, str(port) if serve else "")
        except AlreadyPlaying:
            raise CommandError(_("A demo is already running on this data folder.")) from None
        except Unusable as why:
            raise CommandError(str(why)) from None
        if status == 0:
            self.say(how_to_look(folder, served=serve))
        raise SystemExit(INTERRUPTED if status < 0 else status)


@contextmanager
def stand_in() -> Iterator[str]:
    """The stand-in as a process; gives its address."""
    options = [option for fault in FAULTS for option in ("--fault", fault)]
    child = Child("enrichment.sandbox", *options, "--latency", *LATENCY, stdout=subprocess.PIPE).start()
    try:
        told = dict(child.output.readline().strip().split("=", 1) for _line in keys.environment(""))
        yield told["DISCOGS_API_URL"]
    finally:
        child.stop(2.0)


def play(folder: Path, address: str, port: str) -> int:
    """Play the demo in its own surroundings; its exit status."""
    own = environment(folder, address, LANGUAGE_CODE=settings.LANGUAGE_CODE, TIME_ZONE=settings.TIME_ZONE)
    child = Child("enrichment.demo", *([port] if port else []), env=own).start()
    over = threading.Event()
    run_until_stopped(Once(child, over, GRACE_SECONDS), stop=over)
    return child.exit_code if child.exit_code is not None else INTERRUPTED


def how_to_look(folder: Path, *, served: bool) -> str:
    lines = [
        "",
        _("The texts are in %(cache)s, the story of each run in %(log)s.")
        % {"cache": folder / "cache", "log": folder / "logs" / "aime.log"},
        _("With your own keys and albums: see the first steps in README.md."),
    ]
    if not served:
        lines.insert(1, _("To see it in the browser: %(command)s") % {"command": typed("demo --serve")})
    return "\n".join(lines)
