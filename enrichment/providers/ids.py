"""How ids are written that several services name."""

import re

SPOTIFY_ID = re.compile(r"[0-9A-Za-z]{22}")
