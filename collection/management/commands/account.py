"""`manage.py account NAME`: an account for somebody of the household, or a new password."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from collection.accounts.making import AccountRefused, give_new_password, make_account, sign_in_lines
from collection.commands import PlainCommand


class Command(PlainCommand):
    help = (
        "Makes an account without admin rights for somebody of the household, and prints its password, once. With "
        "--new-password: gives any account a new one, the admin's too, and ends the wait after wrong passwords."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--new-password", action="store_true", help="for an account that exists")

    def handle(self, *args: Any, name: str, new_password: bool, **options: Any) -> None:
        try:
            password = (give_new_password if new_password else make_account)(name)
        except AccountRefused as why:
            raise CommandError(str(why)) from None
        self.stdout.write("\n".join(sign_in_lines(name, password)))
