from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ActivitiesConfig(AppConfig):
    name = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from activities.models import Activity, ServiceField
        from activities.receivers import free_who_was_coming
        from activities.reference import load
        from activities.reports import ACTIVITIES, FIELDS
        from config import upkeep
        from notices import events
        from policies import retention
        from volunteers import own_data
        from volunteers.signals import organization_stopped

        post_migrate.connect(load, sender=self)
        FIELDS.follow(ServiceField)
        ACTIVITIES.follow(Activity, ServiceField)
        organization_stopped.connect(free_who_was_coming)
        events.register("activities.telling.EVENTS")
        own_data.register("activities.own_data.PARTS")
        retention.register("activities.retention.TERMS")
        upkeep.register("activities.rules.keep_seats")
        upkeep.register("activities.rules.remind")
