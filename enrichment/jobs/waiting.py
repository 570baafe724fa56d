"""The queue: whether it answers, and how many tasks wait there for a worker."""

from django.conf import settings
from django.db import Error
from django_q.brokers import get_broker


def queue_errors() -> tuple[type[Exception], ...]:
    """What is raised where the queue cannot be reached. The database's own errors are Django's."""
    if "orm" in settings.Q_CLUSTER:
        return (Error,)
    from redis.exceptions import RedisError  # its client is heavy, and most sites have none

    return (Error, RedisError)


def check_queue() -> None:
    """Raises one of `queue_errors` where the queue cannot be used: nobody there, a wrong password, no such database."""
    get_broker().queue_size()  # its `ping` writes to the terminal besides


def waiting_tasks() -> int | None:
    """None when the broker cannot be reached."""
    try:
        return int(get_broker().queue_size())
    except queue_errors():
        return None
