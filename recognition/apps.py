from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "recognition"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config import jobs, upkeep
        from notices import events
        from volunteers import own_data

        jobs.register("certify_many", "recognition.batches.making.make_next")
        events.register("recognition.telling.EVENTS")
        own_data.register("recognition.own_data.PARTS")
        upkeep.register("recognition.rating.upkeep.look_if_due")
