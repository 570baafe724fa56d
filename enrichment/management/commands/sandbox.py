"""`manage.py sandbox`: the local stand-in for the services."""

from argparse import Namespace
from typing import Any

from django.core.management.base import CommandError, CommandParser

from collection.commands import PlainCommand
from enrichment.sandbox import cli


class Command(PlainCommand):
    help = cli.ABOUT
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        cli.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        given = Namespace(**options)
        try:
            cli.serve(cli.sandbox_from(given), self.say)
        except (OSError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
