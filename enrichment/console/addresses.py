"""Addresses to listen on: whether they can be, who reaches them, and what a browser calls them."""

import ipaddress
import socket
from argparse import ArgumentTypeError

from django.conf import settings
from django.utils.translation import gettext as _

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - only compared with


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
        raise Unusable(message % {"host": host, "port": port, "reason": error.strerror}) from None


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_to_others(host: str) -> str:
    return _(
        "Warning: %(host)s can be reached by others on your network, and nothing is encrypted on the way, passwords "
        "included: put it behind a proxy with HTTPS (AIME_HTTPS=on), and name the addresses people use in "
        "ALLOWED_HOSTS."
    ) % {"host": host}


def in_a_browser(host: str, port: int) -> str:
    """The address as a browser of this machine takes it."""
    return f"http://{EVERYWHERE.get(host) or bracketed(host)}:{port}{settings.FORCE_SCRIPT_NAME or ''}/"


def bracketed(host: str) -> str:
    """IPv6 addresses stand in brackets before a port."""
    return f"[{host}]" if ":" in host else host


def port_number(text: str) -> int:
    """For argparse."""
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65536:
        return int(text)
    raise ArgumentTypeError(_("it must be a number from 1 to 65535"))
