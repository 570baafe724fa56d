"""Corrections on the spot: the page itself, with one part of it as a form."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import transaction
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from collection.correcting.forms import AlbumForm, ArtistForm, LockForm, locked_words
from collection.models import Album, Artist
from collection.models.album import OWNERS
from collection.views.album import album_context
from collection.views.artist import artist_context

View = Callable[..., HttpResponse]

# Of each page the parts that can be corrected, in the words of its address, with their columns.
EDITION = ("title", "original_year", "year", "support", "labels", "catalog_number", "country", "genres", "styles")
ALBUM_PARTS = {"text": ("ai_description",), "facts": EDITION, "copy": OWNERS, "tracks": ("tracklist",)}
ARTIST_PARTS = {"photo": ("photo_file", "photo_url")}


def correcting(permission: str) -> Callable[[View], View]:
    """A page for those who hold `permission`; others are told so."""

    def guarded(view: View) -> View:
        allowed = permission_required(permission, raise_exception=True)(view)
        return require_http_methods(["GET", "HEAD", "POST"])(login_required(allowed))

    return guarded


@correcting("collection.change_album")
def correct_album(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    form = _form(request, AlbumForm, ALBUM_PARTS[part], get_object_or_404(Album, pk=pk))
    if form.is_valid():
        return _kept(request, form, "collection:album", part)
    context = {**album_context(request, pk), "form": form, "part": part}
    return render(request, "collection/album.html", context)


@correcting("collection.change_artist")
def correct_artist(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    form = _form(request, ArtistForm, ARTIST_PARTS[part], get_object_or_404(Artist, pk=pk))
    if form.is_valid():
        return _kept(request, form, "collection:artist", part)
    return render(request, "collection/artist.html", {**artist_context(pk), "form": form, "part": part})


def _form(request: HttpRequest, kind: type[LockForm], fields: Sequence[str], row: Album | Artist) -> LockForm:
    """The form of one part, ready to type in (browsers focus nothing where an address has a fragment)."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form_class: Any = modelform_factory(type(row), form=kind, fields=fields)
    form: LockForm = form_class(*sent, instance=row)
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    return form


def _kept(request: HttpRequest, form: LockForm, page: str, part: str) -> HttpResponse:
    """Store the correction and go back to where it stands, in the order one came in."""
    if form.has_changed():
        with transaction.atomic():
            form.keep()
        messages.success(request, locked_words(form.instance))
    order = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse(page, args=[form.instance.pk])}{order}#{part}")
