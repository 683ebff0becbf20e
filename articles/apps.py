from functools import partial

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from media import usage

        for name in ("Article", "Edition"):
            usage.register(partial(_with_figure, self.get_model(name)))


def _with_figure(model, image):
    """The stories whose body shows the picture."""
    return model._default_manager.filter(body__contains=f'data-image="{image.pk}"')
