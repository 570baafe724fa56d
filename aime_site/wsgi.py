"""WSGI entry point."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from aime_site.environment import SettingsError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aime_site.settings")
try:
    application = get_wsgi_application()
except SettingsError as error:
    sys.stderr.write(f"AIME cannot start: {error}\n")
    sys.exit(3)
# gunicorn would answer 500 to every path without it, such as a container's own question for its health.
os.environ.pop("SCRIPT_NAME", None)
