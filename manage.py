#!/usr/bin/env python
"""AIME's command line: `manage.py help` lists the commands."""

import os
import sys

NOT_CONFIGURED = 3


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aime_site.settings")
    from django.core.management import execute_from_command_line

    from aime_site.environment import SettingsError

    try:
        execute_from_command_line(sys.argv)
    except SettingsError as error:
        sys.stderr.write(f"AIME cannot start: {error}\n")
        sys.exit(NOT_CONFIGURED)


if __name__ == "__main__":
    main()
