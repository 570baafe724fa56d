"""A person's answer to an open question, from the form to the service."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from enrichment.engine.request import RunRequest
from enrichment.models import RunItem
from enrichment.phases import review

NONE, UPLOAD, CANDIDATE = "none", "upload", "candidate:"
AGAIN = "again"  # a button of its own beside the answers
KEEP, PUBLISH = "keep", "publish"


class NotAnswered(Exception):
    """The form was sent without an answer that can be taken; `str()` of it is for people."""


def answer(request: HttpRequest, item: RunItem) -> str:
    """Store the answer and say what was done. Raises `NotAnswered`, `ReviewError` or `ValidationError`."""
    if item.artist_id:
        return _about_a_photo(request, item)
    if request.POST.get("choice") == KEEP:
        review.keep_text(item, request.user)
        return _("%(name)s: the draft was dropped.") % {"name": item.label}
    if request.POST.get("choice") == PUBLISH:
        text = request.POST.get("text", "").replace("\r\n", "\n")
        review.accept_text(item, text, request.user)
        return _("%(name)s: the text was published and locked.") % {"name": item.label}
    raise NotAnswered(_("Choose one of the answers."))


def asking_again(item: RunItem) -> RunRequest:
    """The run that asks about the item's artist or album once more."""
    if item.artist_id:
        return RunRequest(artists=[item.artist_id], force=True)
    return RunRequest(albums=[item.album_id or 0], only="descriptions", force=True)


def _about_a_photo(request: HttpRequest, item: RunItem) -> str:
    choice, upload = request.POST.get("choice", ""), request.FILES.get("file")
    if choice.startswith(CANDIDATE):
        review.choose_photo(item, choice.removeprefix(CANDIDATE), request.user)
        return _("%(name)s: the photo was chosen and locked.") % {"name": item.label}
    if choice == NONE:
        review.no_photo(item, request.user)
        return _("%(name)s: no photo will be shown.") % {"name": item.label}
    if choice == UPLOAD and upload is not None:
        review.upload_photo(item, upload, request.user)
        return _("%(name)s: the uploaded photo was kept and locked.") % {"name": item.label}
    raise NotAnswered(_("Choose a file first.") if choice == UPLOAD else _("Choose one of the answers."))
