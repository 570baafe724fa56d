"""`manage.py serve`: the site and the background work under one command, for people at home."""

import ipaddress
import socket
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from enrichment.console.first_use import make_admin, sign_in_lines
from enrichment.jobs.supervision.readiness import reach_database
from enrichment.jobs.supervision.supervisor import Supervisor
from enrichment.processes import Child, Keeper, keep
from enrichment.processes.site import Site

TRY_AGAIN_SECONDS = 2.0


class Command(BaseCommand):
    help = (
        "Prepares the database, then runs the site and the background work until Ctrl-C or SIGTERM. "
        "On first use it makes the user `admin` and prints the password, once."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")

    def handle(self, *args: Any, host: str, port: int, verbosity: int, **options: Any) -> None:
        check_address(host, port)
        self._wait_for_database()
        call_command("migrate", verbosity=0, interactive=False)
        if password := make_admin():
            self._say("\n".join(sign_in_lines(password)))
        if not is_loopback(host):
            self._say(open_to_others(host))
        arrived = _("AIME is at %(address)s (Ctrl-C stops it)") % {"address": f"http://{_named(host)}:{port}/admin/"}
        web = Keeper("The site", web_process(host, port), grace=15.0)
        keep(Site(web, host, port, lambda: self._say(arrived)), Supervisor(self._say, verbose=verbosity > 1))
        self._say(_("AIME has stopped."))

    def _wait_for_database(self) -> None:
        said = ""
        while why := reach_database():
            if why != said:
                self._say(why)
            said = why
            time.sleep(TRY_AGAIN_SECONDS)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def web_process(host: str, port: int) -> Child:
    """gunicorn with two processes of four threads: pages stay quick while one of them makes a long list."""
    application = ":".join(settings.WSGI_APPLICATION.rsplit(".", 1))
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ["--workers=2", "--threads=4", "--graceful-timeout=10", "--log-level=error", "--no-control-socket"]
    return Child("gunicorn", application, f"--bind={bind}", *options)


def check_address(host: str, port: int) -> None:
    """Refuse, in one sentence, an address that cannot be listened on."""
    if not 0 < port < 65536:
        raise CommandError(_("--port must be a number from 1 to 65535."), returncode=2)
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        message = _("%(host)s:%(port)s cannot be listened on (%(reason)s): choose another with --port or --host.")
        raise CommandError(message % {"host": host, "port": port, "reason": error.strerror}) from None


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_to_others(host: str) -> str:
    return _(
        "Warning: %(host)s can be reached by others on your network, without encryption. Put it behind a proxy with "
        "HTTPS (AIME_HTTPS=on), and name the addresses people use in ALLOWED_HOSTS."
    ) % {"host": host}


def _named(host: str) -> str:
    """The host as a browser of this machine takes it."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - only compared with
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
