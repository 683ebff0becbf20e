"""The redirects at the desk: those that moving something has left, and those that somebody has made."""

from django.contrib import admin
from django.utils.html import format_html

from redirects.models import Redirect
from redirects.paths import is_elsewhere


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    list_display = ["old_path", "leads_to", "made_at"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["old_path", "new_path"]
    fields = ["old_path", "new_path"]

    @admin.display(description="leads to", ordering="new_path")
    def leads_to(self, redirect):
        if not redirect.new_path:
            return "Gone for good"
        there = redirect.new_path
        mark = " ↗" if is_elsewhere(there) else ""
        return format_html('<a href="{}">{}{}</a>', there, there, mark)
