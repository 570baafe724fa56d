"""A harmless function that is none of AIME's: whoever runs it leaves a file."""

import os
from pathlib import Path


def leave_a_file(name: str) -> None:
    (Path(os.environ["AIME_DATA_DIR"]) / name).touch()
