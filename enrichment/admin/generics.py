"""Django's admin classes take type parameters for mypy only; at run time they are not subscriptable."""

from typing import TYPE_CHECKING

from django.contrib import admin

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Review, Settings

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    AnyPage: TypeAlias = admin.ModelAdmin[Any]
    AlbumPage: TypeAlias = admin.ModelAdmin[Album]
    ArtistPage: TypeAlias = admin.ModelAdmin[Artist]
    RunModelAdmin: TypeAlias = admin.ModelAdmin[EnrichmentRun]
    SettingsModelAdmin: TypeAlias = admin.ModelAdmin[Settings]
    ReviewModelAdmin: TypeAlias = admin.ModelAdmin[Review]
else:
    AnyPage = AlbumPage = ArtistPage = object
    RunModelAdmin = SettingsModelAdmin = ReviewModelAdmin = admin.ModelAdmin
