"""What a new site needs before anybody can sign in."""

import fcntl
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils.translation import gettext as _

from collection.accounts.making import new_secret, sign_in_lines

ADMIN = "admin"
LOCK = "starting.lock"  # nothing is in it; it stays, for whoever waits for it holds it open

Say = Callable[[str], None]


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def prepare(folder: Path, say: Say, migrate: Callable[[], None] = migrate) -> None:
    """Bring the database up to date and make the first account. Of several starts at once one does it, the others wait
    and find it done.
    """
    with (folder / LOCK).open("w") as lock:  # the kernel lets go of it when its holder ends, however it ends
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(_("Another start prepares this site just now; waiting for it."))
            fcntl.flock(lock, fcntl.LOCK_EX)
        migrate()
        password = make_admin()
    if password:
        say("\n".join(sign_in_lines(ADMIN, password)))


def make_admin() -> str:
    """Make the superuser `admin` where there is no superuser yet, and return the password: only its hash is kept.

    Empty when there was one already.
    """
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists() or users.filter(username=ADMIN).exists():
        return ""
    password = new_secret()
    get_user_model().objects.create_superuser(ADMIN, password=password)
    return password
