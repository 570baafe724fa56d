"""How a client asks for its turn. The limiter that all processes share is the engine's own."""

from typing import Protocol


class Limiter(Protocol):
    def acquire(self) -> None:
        """Return when one request may be sent.

        Raises `Limited` when that would take too long, `Cancelled` when the run was told to stop.
        """

    def block(self, seconds: float, quota: bool) -> None:
        """Tell everybody that the service asked for a pause of `seconds`."""


class Unlimited:
    """Never waits: for tests and single checks."""

    def acquire(self) -> None:
        return None

    def block(self, seconds: float, quota: bool) -> None:
        return None
