import pytest
from django.test import Client
from pytest_django import Settings

from tests.enrichment.views.callers import TOKEN, client_of


@pytest.fixture(autouse=True)
def configured(settings: Settings) -> None:
    """Keys for both services, which nobody calls here, and the site's token."""
    settings.EURIA_API_KEY = settings.EURIA_API_URL = "https://euria.invalid/v1"
    settings.SPOTIFY_CLIENT_ID = settings.SPOTIFY_CLIENT_SECRET = "not-a-key"
    settings.AIME_API_TOKEN = TOKEN


@pytest.fixture
def program(db: None) -> Client:
    """Calls with the token."""
    return client_of("token")


@pytest.fixture
def keeper(db: None) -> Client:
    """A person with every permission on runs."""
    return client_of("keeper")
