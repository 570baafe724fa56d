"""The queue: whether it answers, and how many tasks wait there for a worker."""

from django_q.brokers import get_broker
from redis.exceptions import RedisError


def check_queue() -> None:
    """Raises `RedisError` where the queue cannot be used: nobody there, a wrong password, no such database."""
    get_broker().queue_size()  # its `ping` writes to the terminal besides


def waiting_tasks() -> int | None:
    """None when the broker cannot be reached."""
    try:
        return int(get_broker().queue_size())
    except RedisError:
        return None
