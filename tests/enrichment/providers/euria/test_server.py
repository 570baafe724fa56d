"""What an address tells of the server behind it."""

import pytest

from enrichment.providers.euria.server import host_of, is_infomaniak, is_local, location


@pytest.mark.parametrize(
    ("url", "host", "local", "infomaniak"),
    [
        ("https://api.infomaniak.com/2/ai/1/openai/v1", "api.infomaniak.com", False, True),
        ("http://127.0.0.1:8001/2/ai/1/openai/v1", "127.0.0.1:8001", True, True),
        ("http://localhost:11434/v1", "localhost:11434", True, False),
        ("http://127.0.0.1:8080/v1/chat/completions", "127.0.0.1:8080", True, False),
        ("http://[::1]:1234/v1", "::1:1234", True, False),
        ("http://192.168.1.20:1234/v1", "192.168.1.20:1234", True, False),
        ("http://host.docker.internal:11434/v1", "host.docker.internal:11434", True, False),
        ("http://nas.local/v1", "nas.local", True, False),
        ("http://litellm:4000", "litellm:4000", True, False),
        ("https://openrouter.ai/api/v1", "openrouter.ai", False, False),
        ("https://me:secret@API.Mistral.ai/v1", "api.mistral.ai", False, False),
        ("https://notinfomaniak.com/v1", "notinfomaniak.com", False, False),
        ("http://[", "", False, False),
        ("http://host:port/v1", "host", True, False),
        ("", "", False, False),
    ],
)
def test_an_address(url: str, host: str, local: bool, infomaniak: bool) -> None:
    assert (location(url), is_local(url), is_infomaniak(url)) == (host, local, infomaniak)
    assert "@" not in host_of(url)
