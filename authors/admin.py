"""Authors, who get bylines, and staff accounts, who sign in."""

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.utils.html import format_html

from authors.models import Author, AuthorLink, User
from media.widgets import PictureFieldsMixin


class AuthorLinkInline(admin.TabularInline):
    model = AuthorLink
    extra = 0
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Author)
class AuthorAdmin(PictureFieldsMixin, admin.ModelAdmin):
    list_display = ["name", "role", "has_page", "user"]
    list_select_related = ["user"]
    list_per_page = 50
    search_fields = ["name", "slug", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
    inlines = [AuthorLinkInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "role", "short_bio", "bio", "photo"]}),
        ("Contact", {"fields": ["email", "email_is_public", "user"]}),
    ]
    # Whoever adds an author from within a story has a deadline: the rest can follow later.
    popup_fieldsets = [(None, {"fields": ["name", "slug", "role", "short_bio"]})]

    def get_fieldsets(self, request, obj=None):
        if self._is_popup(request):
            return self.popup_fieldsets
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request, obj=None):
        # The account works with all the author's stories: giving it is for those who keep the accounts.
        return [] if request.user.has_perm("authors.change_user") else ["user"]

    def get_inlines(self, request, obj):
        return [] if self._is_popup(request) else self.inlines

    def _is_popup(self, request):
        return IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST

    @admin.display(description="page")
    def has_page(self, author):
        return format_html('<a href="{}">/author/{}/</a>', author.get_absolute_url(), author.slug)


@admin.register(User)
class StaffAdmin(UserAdmin):
    """
    Staff accounts. What someone may do follows from the groups: Writer, Editor, Picture editor, Ad manager or Chief.

    Only a superuser can hand out, or touch an account that has, the rights beyond those of the groups.
    """

    list_display = ["username", "full_name", "group_names", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    list_per_page = 50
    fieldsets = [
        (None, {"fields": ["username", "password", "first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["is_active", "groups", "sections"]}),
    ]
    superuser_fieldsets = [
        (
            "Beyond the groups",
            {"fields": ["is_staff", "is_superuser", "user_permissions"], "classes": ["collapse"]},
        ),
    ]
    add_form_template = None
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "groups", "sections"]}),
        ("Password", {"fields": ["password1", "password2"]}),
    ]
    filter_horizontal = ["user_permissions"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return [*fieldsets, *self.superuser_fieldsets]
        return fieldsets

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name in {"groups", "sections"}:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.help_text = ""
        elif db_field.name == "sections":
            field.widget = forms.CheckboxSelectMultiple()  # without an icon that leads away
            field.queryset = field.queryset.model.objects.in_tree()
        return field

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request, obj):
        return obj is None or request.user.is_superuser or not obj.is_superuser

    def get_actions(self, request):
        # Deleting several at once would pass by _may_touch.
        return {}

    def save_model(self, request, obj, form, change):
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description="name", ordering="last_name")
    def full_name(self, user):
        return user.get_full_name() or "—"

    @admin.display(description="groups")
    def group_names(self, user):
        return ", ".join(group.name for group in user.groups.all()) or "—"
