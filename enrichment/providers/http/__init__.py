"""The one way in which AIME talks to a service."""

from enrichment.providers.http.reply import Reply, json_object, same_origin
from enrichment.providers.http.session import Check, FirstCall, HttpOptions, HttpSession, Limiter, Unlimited

__all__ = [
    "Check",
    "FirstCall",
    "HttpOptions",
    "HttpSession",
    "Limiter",
    "Reply",
    "Unlimited",
    "json_object",
    "same_origin",
]
