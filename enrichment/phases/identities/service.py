"""Wikidata, which keeps the ids of Discogs, Spotify and Deezer side by side; CC0."""

from typing import ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import Service, Setting, Words
from enrichment.providers.http import HttpOptions
from enrichment.providers.limits import Limiter
from enrichment.providers.wikidata import WikidataClient

AIR = 2527


class Wikidata(Service[WikidataClient]):
    name: ClassVar[str] = "wikidata"
    title: ClassVar[str] = "Wikidata"
    purpose: ClassVar[Words] = _("tells which Spotify artist is meant")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("AIME_CONTACT",),)
    asked: ClassVar[tuple[Setting, ...]] = (Setting("AIME_CONTACT", _("Your mail or web address")),)
    note: ClassVar[Words] = _(
        "With an address to reach you, renamed acts and names in other scripts get their photo too."
    )

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> WikidataClient:
        return WikidataClient(contact=settings.AIME_CONTACT, url=settings.WIKIDATA_SPARQL_URL, limiter=limiter, **http)

    def prove(self, client: WikidataClient) -> None:
        client.identities([AIR])


WIKIDATA = Wikidata()
