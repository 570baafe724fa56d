"""A service that lives in this process: it knows a colour for every title."""

from typing import ClassVar, Unpack

from django.conf import settings

from enrichment.phases.services import KeysPage, Service, Setting, Words
from enrichment.providers.errors import BadAnswer, Refused
from enrichment.providers.http import HttpOptions, Limiter

KEY = "TOY_KEY"
GOOD = "t0y-k3y"
UNKNOWN = "t0y-0ld"  # answered as a bad request, as some servers do, and not as a wrong key


class ToyClient:
    def __init__(self, key: str, limiter: Limiter) -> None:
        self._key, self._limiter = key, limiter

    def colour(self, title: str) -> str:
        self._limiter.acquire()
        if self._key == UNKNOWN:
            raise BadAnswer("toys", "rejected_request", "no such toy")
        if self._key != GOOD:
            raise Refused("toys", "refused_key", setting=KEY)
        return f"as blue as {title}"


class Toys(Service[ToyClient]):
    name: ClassVar[str] = "toys"
    title: ClassVar[str] = "Toybox"
    purpose: ClassVar[Words] = "knows the colours"
    needs: ClassVar[tuple[tuple[str, ...], ...]] = ((KEY,),)
    asked: ClassVar[tuple[Setting, ...]] = (Setting(KEY, secret=True),)
    keys_page: ClassVar[KeysPage | None] = KeysPage("Toybox, keys", "https://toys.example/keys")
    note: ClassVar[Words] = "Toybox is closed at night."
    per_minute: ClassVar[float] = 0

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> ToyClient:
        return ToyClient(getattr(settings, KEY), limiter)

    def prove(self, client: ToyClient) -> None:
        client.colour("anything")


TOYS = Toys()
