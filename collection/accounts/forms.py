"""The two ways in: the collection's and the admin's."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from collection.accounts import throttle


class SignInForm(AuthenticationForm):
    """Says how long to wait where signing in failed too often."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError:
            if self.request is None or not throttle.is_locked(self.request):
                raise
            credentials = {"username": self.cleaned_data.get("username")}
            raise ValidationError(throttle.words(self.request, credentials), code="locked") from None


class AdminSignInForm(SignInForm, AdminAuthenticationForm):
    pass
