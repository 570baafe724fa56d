"""Spotify's client credentials: tokens are given, checked, and may be made to expire."""

import base64
import binascii
import threading

from enrichment.sandbox import digest, keys
from enrichment.sandbox.wire import Reply, Request

LIFETIME = 3600


class Tokens:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._valid: set[str] = set()
        self._expired: set[str] = set()

    def issue(self, request: Request) -> Reply:
        """POST of the form `grant_type=client_credentials`; errors in the OAuth form, not the Web API's."""
        if request.method != "POST":
            return Reply(405, {"error": "invalid_request", "error_description": "Method not allowed"})
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return oauth_error("unsupported_grant_type", "grant_type parameter is missing")
        id_given, secret = credentials(request)
        if id_given != keys.SPOTIFY_ID:
            return oauth_error("invalid_client", "Invalid client")
        if secret != keys.SPOTIFY_SECRET:
            return oauth_error("invalid_client", "Invalid client secret")
        if request.form.get("grant_type") != "client_credentials":
            return oauth_error("unsupported_grant_type", "grant_type must be client_credentials")
        with self._lock:
            token = "sandbox-spotify-token-" + digest.base62(str(len(self._valid) + len(self._expired)))
            self._valid.add(token)
        return Reply(document={"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME})

    def revoke(self, token: str) -> None:
        """From now on the token has expired."""
        with self._lock:
            if token in self._valid:
                self._valid.remove(token)
                self._expired.add(token)

    def refuse(self, request: Request) -> Reply | None:
        scheme, token = request.authorization
        if not scheme:
            return api_error(401, "No token provided")
        if scheme != "bearer":
            return api_error(400, "Only valid bearer authentication supported")
        with self._lock:
            if token in self._valid:
                return None
            return api_error(401, "The access token expired" if token in self._expired else "Invalid access token")


def credentials(request: Request) -> tuple[str, str]:
    """Id and secret of the Basic header, else of the form."""
    scheme, value = request.authorization
    if scheme != "basic":
        return request.form.get("client_id", ""), request.form.get("client_secret", "")
    try:
        decoded = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    id_given, _, secret = decoded.partition(":")
    return id_given, secret


def oauth_error(code: str, description: str) -> Reply:
    return Reply(400, {"error": code, "error_description": description})


def api_error(status: int, message: str) -> Reply:
    return Reply(status, {"error": {"status": status, "message": message}})
