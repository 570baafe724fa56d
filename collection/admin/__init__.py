"""The collection's admin. It is complete on its own; who adds to it re-registers subclasses of these classes."""

from collection.admin.album import AlbumAdmin
from collection.admin.artist import ArtistAdmin, ImageAdmin
from collection.admin.bases import LockOnEdit
from collection.admin.people import PeopleAdmin, RightsAdmin

__all__ = ["AlbumAdmin", "ArtistAdmin", "ImageAdmin", "LockOnEdit", "PeopleAdmin", "RightsAdmin"]
