from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecognitionConfig(AppConfig):
    name = "recognition"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config import jobs
        from recognition.reference import load
        from volunteers import own_data

        post_migrate.connect(load, sender=self)
        jobs.register("certify_many", "recognition.batches.making.make_next")
        own_data.register("recognition.own_data.PARTS")
