"""Answers of services that are no collection, each by its right name and with the remedy."""

from typing import Any

from django.utils.translation import gettext as _

_SHOWN = 200


def kind_of(whole: dict[str, Any]) -> str:
    """What a whole document is; empty where nobody can tell."""
    if "wants" in whole:
        return wantlist()
    if "listings" in whole:
        return inventory()
    if "orders" in whole:
        return _("This is a list of orders, not a collection: on Discogs choose Collection > Export.")
    if "main_release" in whole:
        return _("This is a master, the work behind its editions: save the release that you own.")
    if "results" in whole or "versions" in whole:
        return catalogue()
    if isinstance(whole.get("message"), str) and len(whole) == 1:
        return _("This is a refusal, not a collection: “%(message)s”") % {"message": whole["message"][:_SHOWN]}
    return ""


def kind_of_entry(entry: Any) -> str:
    """What a list is, by one of its entries; empty for collections, and where nobody can tell."""
    if not isinstance(entry, dict):
        return ""
    address = entry.get("resource_url")
    if isinstance(address, str) and "/wants/" in address:
        return wantlist()
    if "condition" in entry and isinstance(entry.get("release"), dict):
        return inventory()
    if isinstance(address, str) and not entry.keys() & {"basic_information", "formats"}:
        return catalogue()
    return ""


def wantlist() -> str:
    return _("This is a wantlist, not a collection: on Discogs choose Collection > Export.")


def inventory() -> str:
    return _("This is an inventory of things for sale, not a collection: on Discogs choose Collection > Export.")


def catalogue() -> str:
    return _("These are records that Discogs lists, not a collection: on Discogs choose Collection > Export.")
