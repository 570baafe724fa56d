"""The account behind a session, which each page and each poll asks for."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, DateTimeField

from collection.models.sql import moment

# SQLite tells moments as texts and yes or no as 1 or 0.
AS_DJANGO: dict[type, Callable[[Any], object]] = {DateTimeField: moment, BooleanField: bool}
COLUMNS = {field.attname: AS_DJANGO.get(type(field)) for field in User._meta.concrete_fields}
QUESTION = f"SELECT {', '.join(COLUMNS)} FROM auth_user WHERE id = %s"  # noqa: S608 - Django's own words


class Accounts(ModelBackend):
    """Django's own, and its rules. Only this question is said in SQL: making it was a fifth of a poll."""

    def get_user(self, user_id: Any) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute(QUESTION, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        values = [read(told) if read else told for told, read in zip(row, COLUMNS.values(), strict=True)]
        found = User.from_db(DEFAULT_DB_ALIAS, COLUMNS, values)
        return found if self.user_can_authenticate(found) else None
