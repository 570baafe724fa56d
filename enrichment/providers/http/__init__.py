"""The one way in which AIME talks to a service."""

from enrichment.providers.http.reply import Reply
from enrichment.providers.http.session import HttpOptions, HttpSession

__all__ = ["HttpOptions", "HttpSession", "Reply"]
