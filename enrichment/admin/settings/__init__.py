"""The Settings page: services, coverage, starting a run and watching it."""

from enrichment.admin.settings.page import SettingsAdmin

__all__ = ["SettingsAdmin"]
