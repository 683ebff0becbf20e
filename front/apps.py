from django.apps import AppConfig
from django.db.models import Q


class FrontConfig(AppConfig):
    name = "front"
    verbose_name = "Front page"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from media import usage
        from sections.models import stand_beside

        usage.register(self._with_figure)
        stand_beside(self._at)

    def _with_figure(self, image):
        """The pages that show the picture, to the desk or to readers."""
        figure = f'data-image="{image.pk}"'
        return self.get_model("Page").objects.filter(
            Q(body__contains=figure) | Q(live__body__contains=figure)
        )

    def _at(self, path):
        return self.get_model("Page").objects.filter(slug=path).first()
