from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VolunteersConfig(AppConfig):
    name = "volunteers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config.signals import language_chosen
        from volunteers.receivers import keep_language
        from volunteers.reference import load

        post_migrate.connect(load, sender=self)
        language_chosen.connect(keep_language)
