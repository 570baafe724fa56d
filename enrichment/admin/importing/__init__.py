"""The page on which a collection file is handed in."""

from enrichment.admin.importing.page import ImportPage

__all__ = ["ImportPage"]
