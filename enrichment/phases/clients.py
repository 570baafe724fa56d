"""The clients of Discogs and Last.fm, configured from the settings."""

from django.conf import settings

from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.lastfm import LastfmClient
from enrichment.providers.limits import Limiter


def discogs_client(limiter: Limiter) -> DiscogsClient:
    return DiscogsClient(
        token=settings.DISCOGS_TOKEN,
        username=settings.DISCOGS_USERNAME,
        url=settings.DISCOGS_API_URL,
        limiter=limiter,
    )


def lastfm_client(limiter: Limiter) -> LastfmClient:
    return LastfmClient(
        api_key=settings.LASTFM_API_KEY,
        username=settings.LASTFM_USERNAME,
        url=settings.LASTFM_API_URL,
        limiter=limiter,
    )
