from functools import partial

from django.apps import AppConfig
from django.db.models import Q


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from media import usage

        article, edition = self.get_model("Article"), self.get_model("Edition")
        for model in (article, edition):
            usage.register(partial(_with_figure, model))

        def visible_editions(user):
            live, of_theirs = edition.objects.live(), article.objects.visible_to(user)
            return edition.objects.filter(Q(pk__in=live.values("pk")) | Q(article__in=of_theirs))

        usage.limit(article, article.objects.visible_to)
        usage.limit(edition, visible_editions)
        usage.belong(edition, "article")


def _with_figure(model, image):
    """The stories whose body shows the picture."""
    return model._default_manager.filter(body__contains=f'data-image="{image.pk}"')
