from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "city"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from volunteers import own_data

        own_data.register("city.own_data.PARTS")
