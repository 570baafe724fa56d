"""The account behind a session, which each page and each poll asks for."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

QUESTION = "SELECT * FROM auth_user WHERE id = %s"


class Accounts(ModelBackend):
    """Django's own, and its rules. Only this question is said in SQL: making it was a fifth of a poll."""

    def get_user(self, user_id: Any) -> User | None:
        found = next(iter(User.objects.raw(QUESTION, [user_id])), None)
        return found if found and self.user_can_authenticate(found) else None
