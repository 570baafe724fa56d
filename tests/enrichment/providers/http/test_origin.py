import pytest

from enrichment.providers.http import same_origin

BASE = "https://api.spotify.com/v1"


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("https://api.spotify.com/v1/artists/1/albums?offset=10", True),
        ("https://API.spotify.com/other", True),
        ("http://api.spotify.com/v1/x", False),
        ("https://api.spotify.com:8443/v1/x", False),
        ("https://api.spotify.com@evil.example/", False),
        ("https://evil.example\\@api.spotify.com/", False),
        ("https://api.spotify.com.evil.example/", False),
        ("//api.spotify.com/v1", False),
        ("/v1/artists", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_a_link_to_the_service_itself_is_followed(link: str, same: bool) -> None:
    assert same_origin(link, BASE) is same
