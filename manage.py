#!/usr/bin/env python
"""AIME's command line: `manage.py help` lists the commands."""

import os
import sys

NOT_CONFIGURED = 3


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aime_site.settings")
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
