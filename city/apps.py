from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "city"
    default_auto_field = "django.db.models.BigAutoField"
