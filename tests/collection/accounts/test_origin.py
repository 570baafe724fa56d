"""Nobody chooses the address by which wrong passwords are counted."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from collection.accounts.origin import address

FORGED = "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "found"),
    [
        (0, "192.0.2.7", None, "192.0.2.7"),
        (0, "192.0.2.7", FORGED, "192.0.2.7"),
        (0, "127.0.0.1", FORGED, "127.0.0.1"),
        (1, "127.0.0.1", "198.51.100.4", "198.51.100.4"),
        (1, "127.0.0.1", f"{FORGED}, 198.51.100.4", "198.51.100.4"),
        (1, "172.18.0.3", f"{FORGED},{FORGED},198.51.100.4", "198.51.100.4"),
        (1, "", "198.51.100.4", "198.51.100.4"),
        (2, "10.0.0.2", f"{FORGED}, 198.51.100.4, 10.0.0.9", "198.51.100.4"),
        (2, "10.0.0.2", FORGED, "10.0.0.2"),  # it came past the outer proxy
        (1, "8.8.8.8", FORGED, "8.8.8.8"),  # no proxy of ours stands out there
        (1, "127.0.0.1", None, "127.0.0.1"),
        (1, "127.0.0.1", "unknown", "127.0.0.1"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (0, "", None, None),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::"),
        (0, "2001:db8:1:2:ffff::1", None, "2001:db8:1:2::"),
        (0, "::1", None, "::"),
        (0, "::ffff:192.0.2.7", None, "192.0.2.7"),
        (1, "::1", "[2001:db8:1:2::7]", "2001:db8:1:2::"),
        (0, "fe80::1%eth0", None, "fe80::"),
    ],
)
def test_the_address_is_the_one_that_our_own_side_saw(
    settings: Settings, proxies: int, peer: str, forwarded: str | None, found: str | None
) -> None:
    settings.AIME_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert address(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)) == found
