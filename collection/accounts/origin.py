"""From where a request counts as coming: django-axes counts wrong passwords by it (AXES_CLIENT_IP_CALLABLE)."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NETWORK_OF_ONE = 64  # bits; whoever has one IPv6 address has a whole network of that size to choose from


def address(request: HttpRequest) -> str | None:
    """The caller's address; of IPv6 the network, None where the connection has none.

    With AIME_PROXIES=n the nth entry from the right of X-Forwarded-For counts, which the outermost of our own proxies
    wrote. What stands further to the left came with the request, where anybody may write anything.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    count = settings.AIME_PROXIES
    told = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    try:
        # One of our own stands on this machine or in its network; a unix socket has no address.
        may_be_a_proxy = not peer or not ipaddress.ip_address(peer).is_global
    except ValueError:
        may_be_a_proxy = False
    if count and may_be_a_proxy and len(told) >= count:
        return _readable(told[-count]) or _readable(peer)
    return _readable(peer)


def _readable(text: str) -> str | None:
    try:
        found = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, NETWORK_OF_ONE), strict=False).network_address)
