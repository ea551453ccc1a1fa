from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PoliciesConfig(AppConfig):
    name = "policies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from policies.models import Policy
        from policies.reference import load
        from policies.reports import HELD

        post_migrate.connect(load, sender=self)
        HELD.follow(Policy)
