"""The sections at the desk: in the order of the menu, each subsection under its section."""

from django.contrib import admin
from django.db import transaction
from django.utils.html import format_html

from media.opened import OpenedForm
from redirects.slugs import SlugForm
from sections.models import HAS_SUBSECTIONS, IN_TREE, NO_PARENT, Section


class SectionForm(SlugForm, OpenedForm):
    pass


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    form = SectionForm
    list_display = ["name_in_tree", "address", "position", "in_menu"]
    list_editable = ["position", "in_menu"]
    list_select_related = ["parent"]
    search_fields = ["name", "path"]
    fields = ["name", "slug", "parent", "description", "position", "in_menu"]
    prepopulated_fields = {"slug": ["name"]}

    def get_ordering(self, request):
        return IN_TREE

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"], nowhere = self._parents(request)
            kwargs["error_messages"] = {"invalid_choice": nowhere or NO_PARENT}
            if nowhere:
                kwargs["help_text"] = nowhere
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _parents(self, request):
        """The sections that the one in the form can be put under; and if under none, why."""
        pk = request.resolver_match.kwargs.get("object_id", "")
        if not pk.isdecimal():
            return Section.objects.top(), ""
        if section := Section.objects.filter(pk=pk, subsections__isnull=False).first():
            return Section.objects.none(), HAS_SUBSECTIONS.format(section.name)
        return Section.objects.top().exclude(pk=pk), ""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Of two who move sections at once, the second is told at the field what the first has made impossible."""
        with transaction.atomic():
            if request.method == "POST":
                Section.objects.hold_tree()
            return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description="section")
    def name_in_tree(self, section):
        if section.parent_id:
            return format_html('<span class="subsection">{}</span>', section.name)
        return section.name

    @admin.display(description="address")
    def address(self, section):
        return f"/{section.path}/"
