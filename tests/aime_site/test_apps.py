from django.test import Client
from django.urls import reverse


def test_the_admin_begins_with_the_records(admin_client: Client) -> None:
    listed = admin_client.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in listed] == ["collection", "enrichment", "auth"]
