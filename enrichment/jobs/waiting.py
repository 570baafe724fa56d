"""How many tasks wait for a worker."""

from django_q.brokers import get_broker
from redis.exceptions import RedisError


def waiting_tasks() -> int | None:
    """None when the broker cannot be reached."""
    try:
        return int(get_broker().queue_size())
    except RedisError:
        return None
