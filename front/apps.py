from django.apps import AppConfig
from django.db.models import Q


class FrontConfig(AppConfig):
    name = "front"
    verbose_name = "Front page"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from media import usage

        usage.register(self._with_figure)

    def _with_figure(self, image):
        """The publication, where one of its pages shows the picture."""
        figure = f'data-image="{image.pk}"'
        shown = Q(about__contains=figure) | Q(contact__contains=figure) | Q(privacy__contains=figure)
        return self.get_model("Publication").objects.filter(shown)
