#!/usr/bin/env python
"""AIME's command line: `manage.py help` lists the commands."""

import atexit
import gc
import os
import sys

NOT_CONFIGURED = 3
OLDEST_PYTHON = (3, 11)


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:  # said before anything is imported that an older one cannot read
        needed, found = (".".join(map(str, version[:2])) for version in (OLDEST_PYTHON, sys.version_info))
        sys.exit("AIME needs Python %s or newer, and this is %s: start it with `uv run manage.py`." % (needed, found))  # noqa: UP031
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aime_site.settings")
    # What is loaded stays. The collector would look through it again and again, and once more at the end: a quarter of
    # a command's start. It rests until `aime_site.apps` says that the site is loaded, and leaves all alone at the end.
    if "django" not in sys.modules:  # a forked child goes on from what is loaded
        gc.disable()
        atexit.register(gc.freeze)
    from django.core.management import execute_from_command_line

    from aime_site.unusable import sentence

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        why = sentence(error)
        if not why or "--traceback" in sys.argv:
            raise
        sys.stderr.write(f"AIME cannot start: {why}\n")
        sys.exit(NOT_CONFIGURED)


if __name__ == "__main__":
    main()
