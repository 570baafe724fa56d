"""Who is signed in: the first thing that each page, and each poll of a page that watches a run, asks a database."""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

QUESTION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own, and its table. Only reading is said in SQL: making the question took ten times its answer."""

    def load(self) -> dict[str, Any]:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(QUESTION, [self.session_key, now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None  # it has ended: a new one gets a new key
            return {}
        return self._of_today(self.decode(found[0]))

    @staticmethod
    def _of_today(session: dict[str, Any]) -> dict[str, Any]:
        """A session that names Django's own accounts is from before AIME had its own, and goes on."""
        if session.get(BACKEND_SESSION_KEY) == "django.contrib.auth.backends.ModelBackend":
            session[BACKEND_SESSION_KEY] = "collection.accounts.backends.Accounts"
        return session
