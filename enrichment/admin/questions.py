"""Open questions as the queue shows them, and a person's answer to one, from the form to the service."""

import re
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.addresses import is_https_address
from collection.models import Album
from enrichment.engine.request import RunRequest
from enrichment.models import RunItem
from enrichment.phases import review
from enrichment.phases.artist_images import photo
from enrichment.phases.registry import service_label
from enrichment.reasons import sentence

PHOTOS, TEXTS = "photos", "texts"
# Told with a number, which is no passage of the text.
_SIZES = ("too_short", "too_long")
ABOUT = {PHOTOS: "artist__isnull", TEXTS: "album__isnull"}

NONE, UPLOAD, CANDIDATE = "none", "upload", "candidate:"
AGAIN = "again"  # a button of its own beside the answers
KEEP, PUBLISH = "keep", "publish"


class Proposal(NamedTuple):
    """Somebody who may be the artist, at a source of photos. One without a picture to show cannot be chosen."""

    id: str
    name: str
    url: str
    picture: str
    titles: tuple[str, ...]
    seen: int

    @property
    def is_of_deezer(self) -> bool:
        return photo.source_of(self.url) == photo.DEEZER


class Fault(NamedTuple):
    """Why the gate refused a text: the sentence, and the passage it is about."""

    sentence: str
    passage: str


def open_questions(kind: str = "") -> QuerySet[RunItem]:
    """Open questions, of one kind or of both, in the order in which they are asked."""
    items = review.pending()
    return items.filter(**{ABOUT[kind]: False}) if kind in ABOUT else items


def kind_of(item: RunItem) -> str:
    return PHOTOS if item.artist_id else TEXTS


def address(item: RunItem, kind: str = "") -> str:
    here = reverse("admin:enrichment_review_question", args=[item.pk])
    return f"{here}?only={kind}" if kind else here


def following(item: RunItem, kind: str) -> RunItem | None:
    """The next question; after the last comes the first that was skipped."""
    others = open_questions(kind).exclude(pk=item.pk)
    return others.filter(pk__gt=item.pk).first() or others.first()


def proposals(item: RunItem) -> list[Proposal]:
    return [
        Proposal(
            id=str(row.get("id", "")),
            name=str(row.get("name", "")),
            url=str(row["url"]) if is_https_address(row.get("url")) else "",
            picture=str(row["image_url"]) if is_https_address(row.get("image_url")) else "",
            titles=tuple(map(str, row.get("shared_titles") or ())),
            seen=int(row.get("albums_seen") or 0),
        )
        for row in item.candidates
        if isinstance(row, dict)
    ]


def faults(item: RunItem) -> list[Fault]:
    """The stored words, as sentences. A size is kept as `43 words`, and told in the reader's language."""
    found = []
    for code, passage in _told(item):
        size = passage.split(" ")[0]
        if code in _SIZES and size.isdigit():
            passage = ngettext("%(number)d word", "%(number)d words", int(size)) % {"number": int(size)}
        found.append(Fault(sentence(code), passage))
    return found


def marked_draft(item: RunItem) -> list[list[tuple[str, bool]]]:
    """The draft's paragraphs in pieces, each with whether the gate refused it; none where it refused none of them."""
    passages = {passage.strip("… ") for code, passage in _told(item) if code not in _SIZES}
    patterns = []
    for passage in sorted(filter(None, passages), key=len, reverse=True):
        words = passage.split()
        pattern = r"\s+".join(map(re.escape, words))  # however its blanks were broken
        # One word stands alone, more may have been cut anywhere.
        patterns.append(pattern if len(words) > 1 else rf"(?<!\w){pattern}(?!\w)")
    if not patterns:
        return []
    refused = re.compile(f"({'|'.join(patterns)})")
    split = [refused.split(paragraph) for paragraph in item.draft.split("\n\n")]
    found = [[(text, place % 2 == 1) for place, text in enumerate(texts)] for texts in split]
    return found if any(len(pieces) > 1 for pieces in found) else []


def _told(item: RunItem) -> list[tuple[str, str]]:
    """The stored words `code: passage`, a line each."""
    lines = item.detail.splitlines() or [item.reason]
    parts = (line.partition(":") for line in lines if line.strip())
    return [(code.strip(), passage.strip()) for code, _colon, passage in parts]


def reason(item: RunItem) -> str:
    return sentence(item.reason, service=service_label(item.phase.name, item.reason))


def owned_titles(item: RunItem) -> list[str]:
    """Titles of the artist's albums here, which tell a person who is meant."""
    titles = Album.objects.filter(artists=item.artist_id).order_by("title").values_list("title", flat=True)
    return list(titles.distinct()[:10])


def settle(request: HttpRequest, item: RunItem) -> str:
    """Store the answer, and have the next page say what was done; in words, why it cannot be taken."""
    try:
        messages.success(request, (_about_a_photo if item.artist_id else _about_a_text)(request, item))
    except review.ReviewError as error:
        return str(error)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _about_a_text(request: HttpRequest, item: RunItem) -> str:
    if request.POST.get("choice") == KEEP:
        review.keep_text(item, request.user)
        return _("%(name)s: the draft was dropped.") % {"name": item.label}
    if request.POST.get("choice") == PUBLISH:
        text = request.POST.get("text", "").replace("\r\n", "\n")
        review.accept_text(item, text, request.user)
        return _("%(name)s: the text was published and locked.") % {"name": item.label}
    raise review.ReviewError(_("Choose one of the answers."))


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
    raise review.ReviewError(_("Choose a file first.") if choice == UPLOAD else _("Choose one of the answers."))
