from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "hours"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config import jobs, upkeep

        jobs.register("decide", "hours.jobs.decide_next")
        jobs.register("export_sessions", "hours.exports.background.write_next")
        upkeep.register("hours.cube.keep")
        upkeep.register("hours.statistics.refresh_if_due")
        upkeep.register("hours.exports.kept.remove_old")
