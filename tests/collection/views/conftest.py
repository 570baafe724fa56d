"""A visitor who may look."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def visitor(client: Client, db: None) -> Client:
    """Logged in, without any permission."""
    client.force_login(User.objects.create_user("visitor"))
    return client
