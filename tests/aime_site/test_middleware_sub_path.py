"""A site under a path, by whichever of the ways that proxies have with paths."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from aime_site.addresses import checked_sub_path
from aime_site.environment import SettingsError
from aime_site.middleware import under_sub_path


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("/music/login/", "/login/"),
        ("/login/", "/login/"),
        ("/music/", "/"),
        ("/music", "/"),
        ("/", "/"),
        ("/musical/", "/musical/"),
    ],
)
def test_a_path_is_served_with_the_prefix_and_without(settings: Settings, asked: str, served: str) -> None:
    settings.FORCE_SCRIPT_NAME = "/music"
    request = RequestFactory().get(asked)
    request.path_info = asked  # the factory's knows of the setting
    under_sub_path(lambda _request: HttpResponse())(request)
    assert (request.path_info, request.path) == (served, f"/music{served}")


def test_a_site_at_the_top_changes_nothing() -> None:
    request = RequestFactory().get("/music/login/")
    under_sub_path(lambda _request: HttpResponse())(request)
    assert (request.path_info, request.path) == ("/music/login/", "/music/login/")


def test_the_setting_takes_a_path_and_nothing_else() -> None:
    for given, taken in {"": "", "/": "", "music": "/music", "/music/": "/music", "/a/b-c_d.e": "/a/b-c_d.e"}.items():
        assert checked_sub_path(given) == taken
    for bad in ("https://home.example/music", "/a//b", "/../a", "/a b", "/a?b", "/é", "/a\nb"):
        with pytest.raises(SettingsError, match=r"^SCRIPT_NAME takes the path"):
            checked_sub_path(bad)
