from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "front"
    verbose_name = "Front page"
    default_auto_field = "django.db.models.BigAutoField"
