"""Last.fm: what the owner listens to."""

from typing import ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import KeysPage, Service, Setting, Words
from enrichment.providers.http import HttpOptions
from enrichment.providers.lastfm import LastfmClient
from enrichment.providers.limits import Limiter


class Lastfm(Service[LastfmClient]):
    name: ClassVar[str] = "lastfm"
    title: ClassVar[str] = "Last.fm"
    purpose: ClassVar[Words] = _("knows what you listen to")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("LASTFM_API_KEY",), ("LASTFM_USERNAME",))
    asked: ClassVar[tuple[Setting, ...]] = (
        Setting("LASTFM_USERNAME", _("User name")),
        Setting("LASTFM_API_KEY", _("API key"), secret=True),
    )
    keys_page: ClassVar[KeysPage | None] = KeysPage(
        _("Last.fm, API accounts"), "https://www.last.fm/api/account/create"
    )

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> LastfmClient:
        return LastfmClient(
            api_key=settings.LASTFM_API_KEY,
            username=settings.LASTFM_USERNAME,
            url=settings.LASTFM_API_URL,
            limiter=limiter,
            **http,
        )

    def prove(self, client: LastfmClient) -> None:
        client.check()


LASTFM = Lastfm()
