"""Why a file or a port cannot be used, in the reader's language: the machine says it in English alone."""

import errno

from django.utils.translation import gettext_lazy as _

_WORDS = {
    errno.ENOENT: _("there is no such file or folder"),
    errno.EACCES: _("it is not allowed"),
    errno.EPERM: _("it is not allowed"),
    errno.EISDIR: _("it is a folder"),
    errno.ENOTDIR: _("what stands before it is no folder"),
    errno.EROFS: _("nothing may be written there"),
    errno.ENOSPC: _("the disk is full"),
    errno.EADDRINUSE: _("another program listens there"),
    errno.EADDRNOTAVAIL: _("this machine has no such address"),
}


def in_words(error: OSError) -> str:
    """Part of a sentence; the machine's own words for what is seldom met."""
    return str(_WORDS.get(error.errno or 0) or error.strerror or error)
