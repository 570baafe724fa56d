"""gunicorn's configuration, the same wherever it is started: `gunicorn aime_site.wsgi -c python:aime_site.web_server`.

Two processes of four threads: pages stay quick while one of them makes a long list.
"""

workers = 2
threads = 4
worker_class = "enrichment.processes.web_worker.GatheringWorker"  # half-sent requests hold no thread
graceful_timeout = 10
keepalive = 5  # a page that polls every two seconds keeps its connection
control_socket_disable = True
