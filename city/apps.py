from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "city"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from city.receivers import tell_of_takeover
        from config import jobs, upkeep
        from hours import reconcile
        from notices import events
        from policies import retention
        from volunteers import own_data
        from volunteers.signals import record_taken_over

        events.register("city.telling.EVENTS")
        record_taken_over.connect(tell_of_takeover)
        jobs.register("merge", "city.rules.merge_next")
        retention.register("city.retention.TERMS")
        upkeep.register("policies.retention.forget_due")
        upkeep.register("city.likeness.find_if_due")
        upkeep.register("city.year_close.closing.restate_if_due")
        reconcile.register("closed_year", "year", sql="city.year_close.lines.check_sql")
        own_data.register("city.own_data.PARTS")
        own_data.register("city.own_merges.PARTS")
        own_data.register("city.own_changes.PARTS")
