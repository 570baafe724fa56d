"""ASGI entry point."""

import os
import sys

from django.core.asgi import get_asgi_application

from aime_site.environment import SettingsError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aime_site.settings")
try:
    application = get_asgi_application()
except SettingsError as error:
    sys.stderr.write(f"AIME cannot start: {error}\n")
    sys.exit(3)
