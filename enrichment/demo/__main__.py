"""`python -m enrichment.demo [PORT]`: plays the demo in the surroundings that `manage.py demo` made for it."""

import signal
import sys

import django

SOME_WITHOUT_OUTCOME, INTERRUPTED = 1, 130


def say(title: str) -> None:
    print(f"\n== {title}", flush=True)


def main(port: str = "") -> int:
    """Exit status: 0 when every item has an outcome. With a port, the site is opened afterwards."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    django.setup()
    from django.core.management import call_command
    from django.utils.translation import gettext

    from enrichment.demo.acts import play

    try:
        whole = play(say)
        if port:
            say(gettext("The site"))
            call_command("serve", port=int(port))
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0 if whole else SOME_WITHOUT_OUTCOME


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
