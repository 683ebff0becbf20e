"""The redirects at the desk: those that moving something has left, and those that somebody has made."""

import copy

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
            elif "old_path" in self.changed_data and is_there(self.request, old):
                self.add_error(
                    "old_path",
                    "A page stands at this address, and comes first: nobody would be led away. Withdraw it, or move "
                    "it, first.",
                )
        return cleaned


def is_there(request, address: str) -> bool:
    """Whether readers get a page at that address of this site, by itself."""
    if is_elsewhere(address):
        return False
    path, _, query = tidy(address).partition("?")
    if query and path == "/":  # what a query asks of the front page may be another page
        return False
    probe = copy.copy(request)
    probe.method, probe.path, probe.path_info = "GET", path, path
    probe.META = {**request.META, "QUERY_STRING": query}
    probe.__dict__.pop("GET", None)
    try:
        view = resolve(path)
        return view.func(probe, *view.args, **view.kwargs).status_code == 200
    except Http404:
        return False


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
        if there and not (is_elsewhere(there) or is_there(request, there)):
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
