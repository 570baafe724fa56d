"""Accounts in the admin. What somebody may do is decided by superusers alone: whoever could change an account's rights,
or the password of one with more rights, would have them all.
"""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from collection.accounts.forms import AdminSignInForm
from collection.admin.bases import PeoplePage

RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")

admin.site.login_form = AdminSignInForm
admin.site.unregister([User, Group])


@admin.register(User)
class PeopleAdmin(PeoplePage):
    """Somebody with the permission to change accounts changes those of the household; staff is for superusers."""

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_within_reach(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        own = super().get_readonly_fields(request, obj)
        return list(own) if request.user.is_superuser else [*own, *RIGHTS]

    def _is_within_reach(self, request: HttpRequest, obj: User | None) -> bool:
        return obj is None or bool(request.user.is_superuser) or not (obj.is_superuser or obj.is_staff)


@admin.register(Group)
class RightsAdmin(GroupAdmin):
    """A group is a set of rights."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return bool(request.user.is_superuser)
