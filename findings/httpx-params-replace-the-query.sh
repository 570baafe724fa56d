#!/bin/bash
# httpx: `params=` does not add to the address's own query, it replaces it.
#
# Software: httpx 0.28.1 beside requests 2.34.2.
# Guess:    `get(next_url, params={"token": …})` adds the parameter to what the address already asks, as requests does.
# Really:   everything after the "?" is thrown away. Client-wide params do it, too: a client made with
#           `params={"api_key": …}` turns each page's `next` address into the first page again. An empty `params={}`
#           takes the query away as well; only None leaves it.
# Matters:  Spotify, Deezer and Discogs all give the next page as a full address with a query. Code moved from requests to
#           httpx reads page one over and over, as many times as there are pages, and saves each record many times.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check httpx==0.28.1 requests==2.34.2
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import httpx
import requests

NEXT = "https://service.example/search?q=low&index=25"
echo = httpx.MockTransport(lambda request: httpx.Response(200, text=request.url.query.decode()))


def by_requests(params):
    return requests.Request("GET", NEXT, params=params).prepare().url.partition("?")[2]


def by_httpx(params, clients_own=None):
    with httpx.Client(transport=echo, params=clients_own) as client:
        return client.get(NEXT, params=params).text


for params in ({"limit": 5}, {}, None):
    print(f"params={params}: requests {by_requests(params)!r}, httpx {by_httpx(params)!r}")
print("a client with params:", repr(by_httpx(None, {"api_key": "invented"})))
print("merged by hand:", str(httpx.URL(NEXT).copy_merge_params({"limit": 5})).partition("?")[2])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
params={'limit': 5}: requests 'q=low&index=25&limit=5', httpx 'limit=5'
params={}: requests 'q=low&index=25', httpx ''
params=None: requests 'q=low&index=25', httpx 'q=low&index=25'
a client with params: 'api_key=invented'
merged by hand: q=low&index=25&limit=5
SEEN
