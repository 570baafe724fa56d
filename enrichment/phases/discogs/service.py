"""Discogs: the owner's collection, and the facts of releases and masters, which are public."""

from typing import ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import KeysPage, Service, Setting, Words
from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.errors import BadAnswer, Refused
from enrichment.providers.http import HttpOptions, Limiter


class Discogs(Service[DiscogsClient]):
    name: ClassVar[str] = "discogs"
    title: ClassVar[str] = "Discogs"
    purpose: ClassVar[Words] = _("knows your collection")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("DISCOGS_USERNAME",),)
    asked: ClassVar[tuple[Setting, ...]] = (
        Setting("DISCOGS_USERNAME", _("User name")),
        Setting("DISCOGS_TOKEN", _("Token"), secret=True),
    )
    keys_page: ClassVar[KeysPage | None] = KeysPage(
        _("Discogs, Settings, Developers"), "https://www.discogs.com/settings/developers"
    )

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> DiscogsClient:
        return DiscogsClient(
            token=settings.DISCOGS_TOKEN,
            username=settings.DISCOGS_USERNAME,
            url=settings.DISCOGS_API_URL,
            limiter=limiter,
            **http,
        )

    def prove(self, client: DiscogsClient) -> None:
        """The identity proves the token, the collection the user name; either may be fine without the other."""
        if settings.DISCOGS_TOKEN:
            try:
                client.identity()
            except BadAnswer:
                pass  # what is wrong beside the token, the collection tells in better words
            except Refused as refusal:
                if refusal.setting == "DISCOGS_TOKEN":
                    raise
        client.collection_page()


DISCOGS = Discogs()
