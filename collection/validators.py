"""What may be stored in a field; each refusal is one sentence for the person who filled it in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collection.addresses import is_https_address

TRACK_KEYS = {"position", "title", "duration"}
FURTHER_TRACK_KEYS = {"artists", "kind"}


def https_address(value: str) -> None:
    if not is_https_address(value):
        raise ValidationError(_("Enter an address that begins with https://, without a user name or blanks."))


def list_of_texts(value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise ValidationError(_("Enter a list of texts."))


def list_of_tracks(value: Any) -> None:
    """Further keys are optional: who performs it, and what kind of line it is where it is no track."""
    are_tracks = isinstance(value, list) and all(
        isinstance(track, dict)
        and TRACK_KEYS <= set(track) <= TRACK_KEYS | FURTHER_TRACK_KEYS
        and all(isinstance(text, str) for text in track.values())
        for track in value
    )
    if not are_tracks:
        raise ValidationError(_("Enter a list of tracks, each with a position, a title and a duration."))


def named_texts(value: Any) -> None:
    if not isinstance(value, dict) or not all(isinstance(text, str) for pair in value.items() for text in pair):
        raise ValidationError(_("Enter a text for each name."))
