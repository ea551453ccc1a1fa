from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    name = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config.database import grants

        # Of something to write, to choose or to tick: what to do, and not what it is.
        Field.default_error_messages["required"] = _("Please complete this.")
        post_migrate.connect(grants.apply, sender=self)
