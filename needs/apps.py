from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NeedsConfig(AppConfig):
    name = "needs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from activities.signals import activity_cancelled
        from config import upkeep
        from config.database import acts
        from hours import reconcile
        from needs.receivers import take_back_from_activity
        from needs.reference import load
        from notices import events
        from policies import retention
        from volunteers import own_data

        post_migrate.connect(load, sender=self)
        activity_cancelled.connect(take_back_from_activity)
        acts.register("needs.figures.ACTS")
        reconcile.register(
            "need_month",
            *("month", "district_id", "category_id", "state"),
            sql="needs.figures.check_sql",
        )
        events.register("needs.telling.EVENTS")
        own_data.register("needs.own_data.PARTS")
        retention.register("needs.retention.TERMS")
        upkeep.register("needs.rules.keep_orders")
        upkeep.register("needs.rules.tell_who_asked")
        upkeep.register("needs.rules.remind")
        upkeep.register("needs.rules.draw_follow_ups")
        upkeep.register("needs.figures.count_if_due")
