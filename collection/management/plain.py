"""The base of AIME's commands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, SystemCheckError


class PlainCommand(BaseCommand):
    """What it refuses, it says in one sentence: Django would put the English name of an error in front of it."""

    _is_typed = False

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
