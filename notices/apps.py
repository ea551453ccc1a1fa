from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models import F

        from config import upkeep
        from notices.reading import UNREAD, CountUnread
        from policies import retention
        from volunteers import own_data
        from volunteers.backends import read_along

        retention.register("notices.retention.TERMS")
        own_data.register("notices.own_data.PARTS")
        read_along(UNREAD, CountUnread(F("pk")))
        upkeep.register("notices.rules.make_due")
        upkeep.register("notices.sending.deliver.deliver_due")
