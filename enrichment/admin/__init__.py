"""Where AIME lives: starting, watching, judging and undoing runs, in Django's own admin."""

from django.contrib import admin

from enrichment.admin import queue_tables
from enrichment.admin.collection import EnrichedAlbumAdmin, EnrichedArtistAdmin
from enrichment.admin.review import ReviewAdmin
from enrichment.admin.runs import RunAdmin
from enrichment.admin.settings import SettingsAdmin

__all__ = ["EnrichedAlbumAdmin", "EnrichedArtistAdmin", "ReviewAdmin", "RunAdmin", "SettingsAdmin"]

admin.site.site_header = admin.site.site_title = "AIME"
queue_tables.replace(admin.site)
