"""The services' clients, configured from the settings."""

from typing import Unpack

from django.conf import settings

from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.http import HttpOptions
from enrichment.providers.lastfm import LastfmClient
from enrichment.providers.limits import Limiter
from enrichment.providers.spotify.client import SpotifyClient

CONNECT_SECONDS = 5.0


def euria_client(limiter: Limiter, **http: Unpack[HttpOptions]) -> EuriaClient:
    http.setdefault("timeout", (CONNECT_SECONDS, settings.EURIA_TIMEOUT_SECONDS))
    return EuriaClient(
        api_key=settings.EURIA_API_KEY,
        url=settings.EURIA_API_URL,
        model=settings.EURIA_MODEL,
        limiter=limiter,
        **http,
    )


def spotify_client(limiter: Limiter, **http: Unpack[HttpOptions]) -> SpotifyClient:
    return SpotifyClient(
        client_id=settings.SPOTIFY_CLIENT_ID,
        client_secret=settings.SPOTIFY_CLIENT_SECRET,
        api_url=settings.SPOTIFY_API_URL,
        token_url=settings.SPOTIFY_TOKEN_URL,
        limiter=limiter,
        **http,
    )


def discogs_client(limiter: Limiter, **http: Unpack[HttpOptions]) -> DiscogsClient:
    return DiscogsClient(
        token=settings.DISCOGS_TOKEN,
        username=settings.DISCOGS_USERNAME,
        url=settings.DISCOGS_API_URL,
        limiter=limiter,
        **http,
    )


def lastfm_client(limiter: Limiter, **http: Unpack[HttpOptions]) -> LastfmClient:
    return LastfmClient(
        api_key=settings.LASTFM_API_KEY,
        username=settings.LASTFM_USERNAME,
        url=settings.LASTFM_API_URL,
        limiter=limiter,
        **http,
    )
