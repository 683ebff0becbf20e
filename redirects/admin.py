"""The redirects at the desk: those that moving something has left, and those that somebody has made."""

import copy
from urllib.parse import unquote

from django import forms
from django.contrib import admin, messages
from django.http import Http404
from django.urls import resolve
from django.utils.html import format_html

from redirects.models import Redirect
from redirects.paths import NOT_READERS, is_elsewhere, tidy


class RedirectForm(forms.ModelForm):
    request = None  # set by the admin for one request

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # the browser would cut what is pasted without a word
            field.widget.attrs.pop("maxlength", None)

    def clean(self):
        cleaned = super().clean()
        if old := cleaned.get("old_path"):
            if old.startswith(NOT_READERS):
                self.add_error("old_path", "Nobody is led away from the addresses of the desk and of files.")
            elif "old_path" in self.changed_data and (answer := answer_at(self.request, old)):
                self.add_error("old_path", why_not_from(answer))
        return cleaned


def why_not_from(answer) -> str:
    if answer.status_code == 200:
        return (
            "A page stands here, and comes first: nobody would be led away. Withdraw it, or move it, first."
        )
    return (
        f"This is a former address of the story at {unquote(answer.headers['Location'])}, and leads there by itself. "
        "Only where that story is withdrawn can its addresses lead elsewhere."
    )


def answer_at(request, address: str):
    """
    What readers get at that address of this site by itself: a page, or a story's way from a former address to where it
    is now. None where they get neither.
    """
    if is_elsewhere(address):
        return None
    path, _, query = tidy(address).partition("?")
    if query and path == "/":  # what a query asks of the front page may be another page
        return None
    probe = copy.copy(request)
    probe.method, probe.path, probe.path_info = "GET", path, path
    probe.META = {**request.META, "QUERY_STRING": query}
    probe.__dict__.pop("GET", None)
    try:
        view = resolve(path)
        answer = view.func(probe, *view.args, **view.kwargs)
    except Http404:
        return None
    return answer if answer.status_code in {200, 301} else None


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm
    list_display = ["old_path", "leads_to", "made_at"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["old_path", "new_path"]
    fields = ["old_path", "new_path"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        there = obj.new_path
        if there and not (is_elsewhere(there) or answer_at(request, there)):
            messages.warning(
                request,
                f"Nothing stands at {there} now: until something does, readers who follow are told that there is no "
                "such page.",
            )

    @admin.display(description="leads to", ordering="new_path")
    def leads_to(self, redirect):
        if not redirect.new_path:
            return "Gone for good"
        there = redirect.new_path
        mark = " ↗" if is_elsewhere(there) else ""
        return format_html('<a href="{}">{}{}</a>', there, there, mark)
