"""AIME's commands: how they are written where people are told to type one, what they have in common, and why a file or
a port cannot be used, in the reader's language.
"""

import errno
from typing import Any

from django import template
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, SystemCheckError
from django.utils.translation import gettext_lazy as _

register = template.Library()

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


@register.simple_tag
def typed(words: str) -> str:
    """`words` ("enrich --resume") as they can be typed beside manage.py, or wherever `AIME_COMMAND` says."""
    return f"{settings.AIME_COMMAND} {words}"


def in_words(error: OSError) -> str:
    """Part of a sentence; the machine's own words for what is seldom met."""
    return str(_WORDS.get(error.errno or 0) or error.strerror or error)


class PlainCommand(BaseCommand):
    """What it refuses, it says in one sentence: Django would put the English name of an error in front of it."""

    _is_typed = False

    def say(self, line: str) -> None:
        """Write the line at once, for whoever watches a command that goes on for long."""
        self.stdout.write(line)
        self.stdout.flush()

    def run_from_argv(self, argv: list[str]) -> None:
        self._is_typed = True
        super().run_from_argv(argv)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Raises CommandError where another command calls it, or `--traceback` was given."""
        try:
            return super().execute(*args, **options)
        except SystemCheckError:
            raise
        except CommandError as refusal:
            if not self._is_typed or options["traceback"]:
                raise
            self.stderr.write(str(refusal))
            raise SystemExit(refusal.returncode) from None
