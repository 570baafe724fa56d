"""Runs in the admin: the list, one run's page, and what can be done with it."""

from enrichment.admin.runs.page import RunAdmin

__all__ = ["RunAdmin"]
