"""Addresses to listen on, and what browsers call them; and the first account of a new site."""

import fcntl
import ipaddress
import socket
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from collection.accounts.making import new_secret, sign_in_lines
from collection.commands import in_words

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - only compared with

ADMIN = "admin"
LOCK = "starting.lock"  # nothing is in it; it stays, for whoever waits for it holds it open


class Unusable(Exception):
    """An address that cannot be listened on; `str()` of it is for people."""


def check_address(host: str, port: int) -> None:
    """Raises `Unusable` for an address that cannot be listened on now."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        message = _("%(host)s:%(port)s cannot be listened on (%(reason)s): choose another with --port or --host.")
        raise Unusable(message % {"host": host, "port": port, "reason": in_words(error)}) from None


def open_to_others(host: str) -> str:
    return _(
        "Warning: %(host)s can be reached by others on your network, and nothing is encrypted on the way, passwords "
        "included. Beyond your home, put it behind a proxy with HTTPS (AIME_HTTPS=on). Names that only your network "
        "knows go into ALLOWED_HOSTS."
    ) % {"host": host}


def own_hosts(host: str) -> list[str]:
    """What others call a site of this machine that listens on `host`, the likeliest first: addresses, then names."""
    addresses = [host]
    if host in EVERYWHERE:
        import ifaddr  # most sites are for their own machine alone

        versions = {4} if host == "0.0.0.0" else {4, 6}  # noqa: S104
        ips = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips]
        known = [ipaddress.ip_address(ip if isinstance(ip, str) else ip[0]) for ip in ips]
        usable = [str(ip) for ip in known if ip.version in versions and not (ip.is_loopback or ip.is_link_local)]
        outward = _outward_address()
        addresses = sorted(usable, key=lambda ip: ip != outward)
    name = socket.gethostname().lower()
    names = [name, f"{name}.local"] if name and "." not in name else [name]  # a bare ".local" would let in any
    return list(dict.fromkeys([*map(bracketed, addresses), *filter(None, names)]))


def _outward_address() -> str:
    """That by which this machine reaches others; nothing is sent to the address, which is nobody's (RFC 5737)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def in_a_browser(host: str, port: int) -> str:
    """The address as a browser of this machine takes it."""
    return f"http://{EVERYWHERE.get(host) or bracketed(host)}:{port}{settings.FORCE_SCRIPT_NAME or ''}/"


def bracketed(host: str) -> str:
    """IPv6 addresses stand in brackets before a port."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def port_number(text: str) -> int:
    """For argparse."""
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65536:
        return int(text)
    raise ArgumentTypeError(_("it must be a number from 1 to 65535"))


def prepare(folder: Path, say: Callable[[str], object], migrate: Callable[[], object]) -> None:
    """Bring the database up to date and make the first account. Of several starts at once one does it, the others wait
    and find it done.
    """
    with (folder / LOCK).open("w") as lock:  # the kernel lets go of it when its holder ends, however it ends
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(_("Another start prepares this site just now; waiting for it."))
            fcntl.flock(lock, fcntl.LOCK_EX)
        migrate()
        password = make_admin()
    if password:
        say("\n".join(sign_in_lines(ADMIN, password)))


def make_admin() -> str:
    """Make the superuser `admin` where there is none, and return the password: only its hash is kept. Else ""."""
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists() or users.filter(username=ADMIN).exists():
        return ""
    password = new_secret()
    get_user_model().objects.create_superuser(ADMIN, password=password)
    return password
