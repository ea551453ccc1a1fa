from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VolunteersConfig(AppConfig):
    name = "volunteers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from config import upkeep
        from config.database import acts
        from config.signals import language_chosen
        from policies import retention
        from volunteers import consent_texts, credential_kinds, own_data
        from volunteers.access import proof, providers  # noqa: F401 - they receive
        from volunteers.models import Organization, Site
        from volunteers.receivers import ask_for_consent, keep_language
        from volunteers.reference import load
        from volunteers.reports import PUBLIC

        post_migrate.connect(load, sender=self)
        post_migrate.connect(consent_texts.load, sender=self)
        post_migrate.connect(credential_kinds.load, sender=self)
        acts.register("volunteers.rules.erase_history.ACTS")
        retention.register("volunteers.retention.TERMS")
        own_data.register("volunteers.own_data.people.PARTS")
        own_data.register("volunteers.own_data.belonging.PARTS")
        own_data.register("volunteers.own_data.organizing.PARTS")
        upkeep.register("volunteers.codes.forget_old")
        upkeep.register("volunteers.rules.ask_to_register.forget_old")
        upkeep.register("volunteers.access.page.forget_ended")
        PUBLIC.follow(Organization, Site)
        language_chosen.connect(keep_language)
        upkeep.register("volunteers.rules.organizations.suspend_expired")
        user_logged_in.connect(ask_for_consent)
