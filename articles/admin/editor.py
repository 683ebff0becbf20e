"""What a form with the body's editor needs of its admin."""

from js_asset import Media


class BodyEditorMixin:
    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is an inline script.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)
