"""AIME's own settings, with one more address: a view that does nothing behind the same gate as the progress."""

from aime_site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
