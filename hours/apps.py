from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HoursConfig(AppConfig):
    name = "hours"
    verbose_name = _("Service hours")  # “Hours” is a number of them elsewhere
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from activities import served
        from config import jobs, upkeep
        from config.database import acts
        from hours import limits, reasons, reference
        from hours.models import OrganizationLimit, Reason, ReasonWords
        from notices import daily, events
        from policies import retention
        from volunteers import own_data

        post_migrate.connect(reference.load, sender=self)
        served.register("hours.served.minutes_of")
        reasons.HELD.follow(Reason, ReasonWords)
        limits.OWN.follow(OrganizationLimit)
        for module in (
            *("cube", "pace", "rebuild", "rules.move_home", "statistics"),
            "watermark",
        ):
            acts.register(f"hours.{module}.ACTS")
        jobs.register("decide", "hours.jobs.decide_next")
        jobs.register("integrity", "hours.integrity.look.look_next")
        jobs.register("take_back", "hours.integrity.consequences.take_back_next")
        jobs.register("audit", "hours.integrity.audits.draw_next")
        jobs.register("export_sessions", "hours.exports.background.write_next")
        jobs.register("import_read", "hours.import_page.uploads.read_next")
        for kind in ("import_check", "import_load", "import_undo"):
            jobs.register(kind, "hours.import_page.steps.do")
        for module in (
            *("telling", "disputes.telling", "integrity.telling"),
            "automatic.telling",
        ):
            events.register(f"hours.{module}.EVENTS")
        daily.register("hours.daily.note_counted")
        daily.register("hours.daily.note_waiting")
        retention.register("hours.retention.TERMS")
        own_data.register("hours.own_data.hours.PARTS")
        own_data.register("hours.own_data.words.PARTS")
        own_data.register("hours.own_data.work.PARTS")
        own_data.register("hours.presence.own_data.PARTS")
        upkeep.register("hours.import_page.uploads.forget_old")
        upkeep.register("hours.cube.keep")
        upkeep.register("hours.statistics.refresh_if_due")
        upkeep.register("hours.automatic.deciding.decide_if_due")
        upkeep.register("hours.pace.refresh_if_due")
        upkeep.register("hours.integrity.look.look_if_due")
        upkeep.register("hours.imports.upkeep.drop_old")
        upkeep.register("hours.presence.rules.force_out")
