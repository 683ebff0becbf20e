"""The front page, and what the publication says of itself."""

from __future__ import annotations

from django.http import Http404
from django.views.generic import TemplateView

from articles.addresses import absolute
from articles.render import render
from front.layout import front_page


class FrontView(TemplateView):
    template_name = "front/front.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(canonical=absolute("/"), **front_page())


class PageView(TemplateView):
    """About, Contact, Privacy: a field of the publication."""

    template_name = "front/page.html"
    field = ""

    def get_context_data(self, **kwargs):
        text = getattr(self.request.publication, self.field)
        if not text:
            raise Http404("The publication has not written this page yet.")
        return super().get_context_data(
            canonical=absolute(self.request.path), title=self.field.title(), html=render(text)
        )
