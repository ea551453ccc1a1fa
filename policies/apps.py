from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PoliciesConfig(AppConfig):
    name = "policies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from policies.holidays import load as load_holidays
        from policies.models import CalendarDay, Policy
        from policies.reference import load
        from policies.reports import HELD

        post_migrate.connect(load, sender=self)
        post_migrate.connect(load_holidays, sender=self)
        HELD.follow(Policy, CalendarDay)
