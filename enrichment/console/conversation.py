"""Asking a person at a terminal."""

import getpass
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

Say = Callable[[str], None]


class Conversation:
    """`say` writes one line. Raises EOFError when nobody answers."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def confirms(self, question: str, *, default: bool = False) -> bool:
        """Yes or no, `default` for an empty answer. Also in French."""
        hint = _("[Y/n]") if default else _("[y/N]")
        while True:
            answer = input(f"{question} {hint} ").strip().lower()
            if not answer:
                return default
            if answer in ("y", "yes", "o", "oui"):
                return True
            if answer in ("n", "no", "non"):
                return False

    def chooses(self, question: str, names: Sequence[str]) -> int:
        """The place of one of `names` in the list, the first for an empty answer."""
        self.say(question)
        places = {str(place + 1): place for place in range(len(names))}
        for number, name in zip(places, names, strict=True):
            self.say(f"  {number}  {name}")
        while True:
            answer = input(_("Number [1]:") + " ").strip() or "1"
            if answer in places:
                return places[answer]

    def asks(self, what: str, *, secret: bool = False) -> str:
        """One value without blanks around it; a secret is read without echo. Empty to leave it as it is."""
        read = getpass.getpass if secret else input
        while True:
            value = read(f"  {what}: ").strip()
            if value.isprintable():
                return value
            self.say(_("  It must be one line of plain text."))
