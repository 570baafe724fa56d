"""`manage.py serve`: the site and the background work under one command, for people at home."""

import io
import os
import time
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from collection.addresses import is_loopback
from collection.commands import PlainCommand
from enrichment.console.serving import (
    Unusable,
    bracketed,
    check_address,
    in_a_browser,
    open_to_others,
    own_hosts,
    port_number,
    prepare,
)
from enrichment.jobs.supervision.supervisor import Supervisor, reach_database
from enrichment.outages import Patience
from enrichment.processes import Child, SharingChild, run_until_stopped
from enrichment.processes.keeper import Site

TRY_AGAIN_SECONDS = 2.0


class Command(PlainCommand):
    help = (
        "Prepares the database, then runs the site and the background work until Ctrl-C or SIGTERM. "
        "On first use it makes the user `admin` and prints the password, once."
    )
    requires_system_checks = ["env_file"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=port_number, default=8000, help="the port to listen on (8000)")

    def handle(self, *args: Any, host: str, port: int, verbosity: int, **options: Any) -> None:
        try:
            check_address(host, port)
        except Unusable as why:
            raise CommandError(str(why)) from None
        said, patience = "", Patience()
        while outage := reach_database():
            if outage.sentence != said:
                self.say(outage.sentence)
            said = outage.sentence
            patience.bear(outage.refusal)
            time.sleep(TRY_AGAIN_SECONDS)
        prepare(settings.DATA_DIR, self.say, migrate_apart)
        arrived = _("AIME is at %(address)s (Ctrl-C stops it)") % {"address": in_a_browser(host, port)}
        if not is_loopback(host):
            self.say(open_to_others(host))
            if not settings.HTTPS:  # else people come through the proxy, by its name
                settings.ALLOWED_HOSTS += (hosts := own_hosts(host))
                arrived += "\n" + for_others(hosts, port, drawn=self.stdout.isatty())
        web = Site(
            web_process(host, port), host, port, lambda: self.say(arrived), lambda _again: connections.close_all()
        )
        import_module(settings.ROOT_URLCONF)  # once, for all that are forked from here
        run_until_stopped(web, Supervisor(self.say, verbose=verbosity > 1))
        self.say(_("AIME has stopped."))


def for_others(hosts: Sequence[str], port: int, *, drawn: bool) -> str:
    """The addresses to type on a phone, and with `drawn` the first one as a QR code for its camera."""
    addresses = [in_a_browser(host, port) for host in hosts]
    code = io.StringIO()
    if drawn:
        import segno

        code.write("\n")
        segno.make_qr(addresses[0]).terminal(code, compact=True)
    return _("From a phone or another computer: %(addresses)s") % {"addresses": " ".join(addresses)} + code.getvalue()


def migrate_apart() -> None:
    """In a process of its own, which takes its 10 MB of migrations along when it ends. It says itself what is wrong."""
    connections.close_all()
    if status := SharingChild("manage", "migrate", "--verbosity=0", "--noinput").start().wait():
        raise SystemExit(status)


def web_process(host: str, port: int) -> Child:
    """gunicorn, as it is configured wherever it is started; here it keeps the terminal quiet."""
    application = ":".join(settings.WSGI_APPLICATION.rsplit(".", 1))
    options = [f"--config={settings.AIME_WEB_SERVER}", "--log-level=error", "--workers=1", "--threads=8"]
    # A child that is not forked reads its settings anew.
    env = {**os.environ, "ALLOWED_HOSTS": ",".join(settings.ALLOWED_HOSTS)}
    return SharingChild("gunicorn", application, f"--bind={bracketed(host)}:{port}", *options, env=env)
