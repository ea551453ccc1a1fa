from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ActivitiesConfig(AppConfig):
    name = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from activities.models import Activity, ServiceField
        from activities.reference import load
        from activities.reports import ACTIVITIES, FIELDS

        post_migrate.connect(load, sender=self)
        FIELDS.follow(ServiceField)
        ACTIVITIES.follow(Activity, ServiceField)
