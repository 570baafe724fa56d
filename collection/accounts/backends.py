"""Who is signed in: the session and the account behind it, the first things that each page, and each poll of a page
that watches a run, asks a database.

Django's own, and their rules. Only the two questions are said in SQL: making them was a fifth of a poll.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, DateTimeField
from django.utils import timezone

from collection.models.sql import moment

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
# SQLite tells moments as texts and yes or no as 1 or 0.
AS_DJANGO: dict[type, Callable[[Any], object]] = {DateTimeField: moment, BooleanField: bool}
COLUMNS = {field.attname: AS_DJANGO.get(type(field)) for field in User._meta.concrete_fields}
ACCOUNT = f"SELECT {', '.join(COLUMNS)} FROM auth_user WHERE id = %s"  # noqa: S608 - Django's own words


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        found = _row(SESSION, self.session_key, connection.ops.adapt_datetimefield_value(timezone.now()))
        if found is None:
            self._session_key = None  # it has ended: a new one gets a new key
            return {}
        session: dict[str, Any] = self.decode(found[0])
        # A session that names Django's own accounts is from before AIME had its own, and goes on.
        if session.get(BACKEND_SESSION_KEY) == "django.contrib.auth.backends.ModelBackend":
            session[BACKEND_SESSION_KEY] = "collection.accounts.backends.Accounts"
        return session


class Accounts(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        row = _row(ACCOUNT, user_id)
        if row is None:
            return None
        values = [read(told) if read else told for told, read in zip(row, COLUMNS.values(), strict=True)]
        found = User.from_db(DEFAULT_DB_ALIAS, COLUMNS, values)
        return found if self.user_can_authenticate(found) else None


def _row(question: str, *told: Any) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(question, told)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found
