"""Asks Euria for its models, again and again, at the site's pace: `python -m …pacer THREADS CALLS`."""

import sys
import threading


def ask(threads: int, calls: int) -> None:
    """`calls` calls by each of `threads` threads."""
    from django.conf import settings
    from django.db import connections

    from enrichment.engine.rate_limit import SharedLimiter
    from enrichment.providers.http import HttpSession

    limiter = SharedLimiter("euria", settings.EURIA_REQUESTS_PER_MINUTE)
    session = HttpSession("euria", limiter, url_setting="EURIA_API_URL")
    headers = {"Authorization": f"Bearer {settings.EURIA_API_KEY}"}

    def work() -> None:
        for _ in range(calls):
            session.request("GET", f"{settings.EURIA_API_URL}/models", headers=headers)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    import django

    django.setup()
    ask(int(sys.argv[1]), int(sys.argv[2]))
