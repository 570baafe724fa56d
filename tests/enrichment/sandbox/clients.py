"""Bare HTTP clients of the stand-in, as strangers to AIME would write them."""

import json
from typing import Any

import requests

from enrichment.sandbox import Sandbox
from enrichment.sandbox.keys import (
    DISCOGS_TOKEN,
    DISCOGS_USER,
    EURIA_KEY,
    EURIA_MODEL,
    LASTFM_KEY,
    LASTFM_USER,
    SPOTIFY_ID,
    SPOTIFY_SECRET,
)

AGENT = {"User-Agent": "AIME-tests/1.0 +https://example.org"}
FACTS = {
    "title": "Blue",
    "artists": "Joni Mitchell",
    "original year": 1971,
    "labels": ["Reprise Records"],
    "genres": ["Folk, World, & Country"],
    "styles": ["Folk"],
    "tracklist": ["A1 All I Want (3:32)", "A2 My Old Man (3:33)", "B5 The Last Time I Saw Richard (4:13)"],
}


def messages(language: str = "French", **facts: object) -> list[dict[str, str]]:
    user = f"Facts:\n{json.dumps(FACTS | facts, ensure_ascii=False)}\nNow write."
    return [{"role": "system", "content": f"Write in {language}."}, {"role": "user", "content": user}]


def chat(sandbox: Sandbox, key: str = EURIA_KEY, **body: object) -> requests.Response:
    return requests.post(
        sandbox.environment()["EURIA_API_URL"] + "/chat/completions",
        json={"model": EURIA_MODEL, "messages": messages(), **body},
        headers={"Authorization": f"Bearer {key}"},
        timeout=10,
        allow_redirects=False,
    )


def text(sandbox: Sandbox, **body: Any) -> str:
    content = chat(sandbox, **body).json()["choices"][0]["message"]["content"]
    assert isinstance(content, str)
    return content


def models(sandbox: Sandbox, key: str = EURIA_KEY) -> requests.Response:
    url = sandbox.environment()["EURIA_API_URL"] + "/models"
    return requests.get(url, headers={"Authorization": f"Bearer {key}"}, timeout=10)


def token_reply(sandbox: Sandbox, id_given: str = SPOTIFY_ID, secret: str = SPOTIFY_SECRET) -> requests.Response:
    url = sandbox.environment()["SPOTIFY_TOKEN_URL"]
    return requests.post(url, data={"grant_type": "client_credentials"}, auth=(id_given, secret), timeout=10)


def token(sandbox: Sandbox) -> str:
    given = token_reply(sandbox).json()["access_token"]
    assert isinstance(given, str)
    return given


def spotify(sandbox: Sandbox, path: str, bearer: str = "", **query: object) -> requests.Response:
    """With a fresh token unless one is given."""
    return requests.get(
        sandbox.environment()["SPOTIFY_API_URL"] + path,
        params={name: str(value) for name, value in query.items()},
        headers={"Authorization": f"Bearer {bearer or token(sandbox)}"},
        timeout=10,
        allow_redirects=False,
    )


def found_artists(sandbox: Sandbox, q: str) -> list[dict[str, Any]]:
    items = spotify(sandbox, "/search", q=q, type="artist", limit=10).json()["artists"]["items"]
    assert isinstance(items, list)
    return items


def named(sandbox: Sandbox, name: str) -> list[dict[str, Any]]:
    """The artists of exactly this name that a search shows."""
    return [artist for artist in found_artists(sandbox, name) if artist["name"] == name]


def discogs(sandbox: Sandbox, path: str, key: str = DISCOGS_TOKEN, **query: object) -> requests.Response:
    """Without a token when `key` is empty."""
    return requests.get(
        sandbox.environment()["DISCOGS_API_URL"] + path,
        params={name: str(value) for name, value in query.items()},
        headers=AGENT | ({"Authorization": f"Discogs token={key}"} if key else {}),
        timeout=10,
    )


def collection_page(sandbox: Sandbox, page: int = 1, key: str = DISCOGS_TOKEN, **query: object) -> requests.Response:
    return discogs(sandbox, f"/users/{DISCOGS_USER}/collection/folders/0/releases", key, page=page, **query)


def followed(sandbox: Sandbox, pages: int = 20) -> list[dict[str, Any]]:
    """All rows of the collection, by the `next` links."""
    url = f"{sandbox.url}/users/{DISCOGS_USER}/collection/folders/0/releases?per_page=30"
    rows: list[dict[str, Any]] = []
    for _ in range(pages):
        document = requests.get(url, headers=AGENT, timeout=10).json()
        rows += document["releases"]
        url = document["pagination"]["urls"].get("next", "")
        if not url:
            break
    return rows


def deezer(sandbox: Sandbox, path: str, **query: object) -> requests.Response:
    return requests.get(
        sandbox.environment()["DEEZER_API_URL"] + path,
        params={name: str(value) for name, value in query.items()},
        timeout=10,
    )


def wikidata(sandbox: Sandbox, query: str, agent: str = "AIME-tests/1.0 (me@example.org)") -> requests.Response:
    return requests.post(
        sandbox.environment()["WIKIDATA_SPARQL_URL"], data={"query": query}, headers={"User-Agent": agent}, timeout=10
    )


def lastfm(sandbox: Sandbox, method: str, **query: object) -> requests.Response:
    given = {"method": method, "user": LASTFM_USER, "api_key": LASTFM_KEY, "format": "json"}
    given |= {name: str(value) for name, value in query.items()}
    return requests.get(sandbox.environment()["LASTFM_API_URL"], params=given, timeout=10)
