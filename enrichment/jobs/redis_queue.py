"""The queue in Redis. Its client takes 6 MB of each process that loads it, and most sites have none."""

from django_q.brokers.redis_broker import Redis

from enrichment.jobs.brokers import OurTasksOnly


class RedisQueue(OurTasksOnly, Redis):  # type: ignore[misc]  # django-q2 has no types
    pass
