"""Django's admin and form classes take type parameters for mypy only; at run time they are not subscriptable."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from collection.models import Album, AlbumArtist, Artist, Image

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    AnyModelAdmin: TypeAlias = admin.ModelAdmin[Any]
    AlbumModelAdmin: TypeAlias = admin.ModelAdmin[Album]
    ArtistModelAdmin: TypeAlias = admin.ModelAdmin[Artist]
    ImageModelAdmin: TypeAlias = admin.ModelAdmin[Image]
    PeoplePage: TypeAlias = UserAdmin[User]
    CreditStackedInline: TypeAlias = admin.StackedInline[AlbumArtist, Album]
    CreditModelForm: TypeAlias = forms.ModelForm[AlbumArtist]
    CreditInlineFormSet: TypeAlias = forms.BaseInlineFormSet[AlbumArtist, Album, forms.ModelForm[AlbumArtist]]
else:
    AnyModelAdmin = object
    AlbumModelAdmin = ArtistModelAdmin = ImageModelAdmin = admin.ModelAdmin
    PeoplePage = UserAdmin
    CreditStackedInline = admin.StackedInline
    CreditModelForm = forms.ModelForm
    CreditInlineFormSet = forms.BaseInlineFormSet
