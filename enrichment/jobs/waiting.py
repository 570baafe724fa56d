"""The queue: whether it answers, and how many tasks wait there for a worker."""

from django.conf import settings
from django_q.brokers import get_broker


def queue_errors() -> tuple[type[Exception], ...]:
    """What a queue raises that cannot be reached; the database's own errors come besides.

    Redis' client is loaded where there is a Redis: it takes 90 ms and 8 MB of each process.
    """
    if "orm" in settings.Q_CLUSTER:
        return ()
    from redis.exceptions import RedisError

    return (RedisError,)


def check_queue() -> None:
    """Raises one of `queue_errors` where the queue cannot be used: nobody there, a wrong password, no such database."""
    get_broker().queue_size()  # its `ping` writes to the terminal besides


def waiting_tasks() -> int | None:
    """None when the broker cannot be reached."""
    try:
        return int(get_broker().queue_size())
    except queue_errors():
        return None
