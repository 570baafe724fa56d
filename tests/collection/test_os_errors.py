import errno

import pytest
from django.utils import translation

from collection.os_errors import in_words


@pytest.mark.parametrize(
    ("error", "language", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "en", "it is not allowed"),
        (PermissionError(errno.EACCES, "Permission denied"), "fr", "ce n’est pas autorisé"),
        (OSError(errno.ENOSPC, "No space left on device"), "fr", "le disque est plein"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "fr", "Invalid cross-device link"),
        (OSError("torn"), "fr", "torn"),
    ],
)
def test_what_is_often_met_is_said_in_the_readers_language(error: OSError, language: str, words: str) -> None:
    with translation.override(language):
        assert in_words(error) == words
