"""A wrong address, a refusal and a bad request look like AIME and lead home, in both languages."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


def member() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("member", is_staff=True))
    return client


@pytest.mark.parametrize(
    ("method", "address", "sent", "status", "english", "french"),
    [
        ("get", "/no/such/page", {}, 404, "Nothing here", "Rien ici"),
        ("get", "/albums/999/", {}, 404, "Nothing here", "Rien ici"),
        ("get", "/admin/enrichment/settings/", {}, 403, "Not for this account", "Pas pour ce compte"),
        ("post", "/logout/", {}, 403, "The form is too old", "Le formulaire est trop vieux"),
        ("get", "/", {"host": "evil.example"}, 400, "This could not be understood", "Ceci n’a pas été compris"),
    ],
)
def test_what_goes_wrong_looks_like_aime_and_leads_home(
    method: str, address: str, sent: dict[str, str], status: int, english: str, french: str
) -> None:
    client = member()
    for language, words in (("en", english), ("fr", french)):
        response = getattr(client, method)(address, headers={**sent, "accept-language": language})
        page = response.content.decode()
        assert response.status_code == status
        assert f"<h1>{words}</h1>" in page
        assert 'class="masthead"' in page
        assert '<a class="button" href="/">' in page
        assert "evil.example" not in page


@pytest.mark.parametrize(
    ("superuser", "address", "told"), [(True, "::1", True), (True, "192.0.2.7", False), (False, "::1", False)]
)
def test_a_superuser_at_the_machine_itself_reads_which_origin_was_refused(
    superuser: bool, address: str, told: bool
) -> None:
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
    client.force_login(User.objects.create_user("somebody", is_staff=True, is_superuser=superuser))
    page = client.post("/logout/", headers={"origin": "https://records.example"})
    assert page.status_code == 403
    assert ("https://records.example" in page.content.decode()) is told
