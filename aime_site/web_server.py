"""gunicorn's configuration, the same wherever it is started: `gunicorn aime_site.wsgi -c python:aime_site.web_server`.

Two processes of four threads: pages stay quick while one of them makes a long list. They share what is loaded: the site
is loaded before they are forked, and frozen, for the collector would write to every object and so copy it.
"""

import gc
from importlib import import_module
from typing import Any

workers = 2
threads = 4
worker_class = "enrichment.processes.web_worker.GatheringWorker"  # half-sent requests hold no thread
graceful_timeout = 10
keepalive = 5  # a page that polls every two seconds keeps its connection
control_socket_disable = True
preload_app = True


def when_ready(_server: Any) -> None:
    from django.conf import settings

    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
