"""Times as cache files hold them."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime


def moment(value: object) -> datetime:
    """An ISO time out of a cache file, in UTC as the database gives it back; now where it cannot be read."""
    try:
        found = parse_datetime(str(value))
    except ValueError:
        found = None
    if found is None:
        return timezone.now()
    return (found if timezone.is_aware(found) else timezone.make_aware(found)).astimezone(UTC)
