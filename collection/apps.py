from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class CollectionConfig(AppConfig):
    name = "collection"
    verbose_name = _("Collection")

    def ready(self) -> None:
        from collection.accounts.throttle import forget_old_addresses
        from collection.models import Image
        from collection.pictures import forget_file
        from collection.searching.texts import follow_saved_rows

        post_delete.connect(forget_file, sender=Image, dispatch_uid="collection.forget_file")
        follow_saved_rows()
        user_logged_in.connect(forget_old_addresses, dispatch_uid="collection.forget_old_addresses")
