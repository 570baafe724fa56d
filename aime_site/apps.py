"""The admin as AIME starts it."""

from django.contrib.admin.apps import AdminConfig


class AimeAdminConfig(AdminConfig):
    default_site = "aime_site.admin_site.AimeAdminSite"
