from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VolunteersConfig(AppConfig):
    name = "volunteers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config import upkeep
        from config.signals import language_chosen
        from volunteers.models import Organization, Site
        from volunteers.receivers import keep_language
        from volunteers.reference import load
        from volunteers.reports import PUBLIC

        post_migrate.connect(load, sender=self)
        upkeep.register("volunteers.codes.forget_old")
        PUBLIC.follow(Organization, Site)
        language_chosen.connect(keep_language)
        upkeep.register("volunteers.rules.organizations.suspend_expired")
