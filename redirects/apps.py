from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    name = "redirects"
    default_auto_field = "django.db.models.BigAutoField"
