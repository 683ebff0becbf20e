"""Authors, who get bylines, and staff accounts, who sign in."""

from contextlib import suppress

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
    UsernameField,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from authors import activity_details
from authors.activity import Activity, called, log
from authors.models import Author, AuthorLink, User
from media.opened import OpenedForm
from media.widgets import PictureFieldsMixin
from redirects.slugs import SlugForm


class AuthorLinkInline(admin.TabularInline):
    """Whoever may add or change an author may do so with its links."""

    model = AuthorLink
    extra = 0
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": forms.URLInput}}

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("authors.change_author" if obj else "authors.add_author")

    has_change_permission = has_delete_permission = has_add_permission


class AuthorForm(SlugForm, OpenedForm):
    pass


@admin.register(Author)
class AuthorAdmin(PictureFieldsMixin, admin.ModelAdmin):
    form = AuthorForm
    list_display = ["name", "role", "has_page", "user"]
    list_select_related = ["user"]
    list_per_page = 50
    search_fields = ["name", "slug", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
    inlines = [AuthorLinkInline]
    fieldsets = [
        (None, {"fields": ["kind", "name", "slug", "role", "short_bio", "bio", "photo"]}),
        ("Contact", {"fields": ["email", "email_is_public", "user"]}),
    ]
    # Whoever adds an author from within a story has a deadline: the rest can follow later.
    popup_fieldsets = [(None, {"fields": ["name", "slug", "role", "short_bio", "bio"]})]

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

    def save_model(self, request, obj, form, change):
        before = Author.objects.select_related("user").filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before and before.name != obj.name:
            words = f"“{before.name}” is called “{obj.name}” now"
            log(Activity.Verb.BYLINE, obj, by=request.user, words=words, before=before.name, after=obj.name)
        if before and before.user != obj.user:
            was, now = called(before.user) or "nobody", called(obj.user) or "nobody"
            words = f"The staff account was that of {was}, and is that of {now}"
            log(Activity.Verb.PERMISSION, obj, by=request.user, words=words, before=was, after=now)

    @admin.display(description="page")
    def has_page(self, author):
        return format_html('<a href="{}">/author/{}/</a>', author.get_absolute_url(), author.slug)


class RightsAreLogged:
    """The part of an admin of accounts or groups that writes into the activity log who was given which rights."""

    def save_model(self, request, obj, form, change):
        request.rights_before = self.rights(type(obj).objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        now = self.rights(type(form.instance).objects.get(pk=form.instance.pk))
        words, details = difference_of_rights(request.rights_before, now)
        if not change:
            words = [f"New {form.instance._meta.verbose_name}", *words]
        if words:
            name = called(form.instance) if isinstance(form.instance, User) else ""
            log(
                Activity.Verb.PERMISSION,
                form.instance,
                by=request.user,
                words="; ".join(words),
                name=name,
                **details,
            )


def difference_of_rights(before: dict, now: dict) -> tuple[list[str], dict]:
    """In words, and as `{"groups": {"added": [...], "removed": [...]}, "staff": {"before", "after"}}`."""
    words: list[str] = []
    details: dict[str, dict] = {}
    for what, value in now.items():
        if isinstance(value, list):
            was = before.get(what, [])
            signs = {"added": ("+", [name for name in value if name not in was])}
            signs["removed"] = ("−", [name for name in was if name not in value])
            words += [f"{what}: {sign} {', '.join(names)}" for sign, names in signs.values() if names]
            if value != was:
                details[what] = {fate: names for fate, (_, names) in signs.items()}
        elif value != before.get(what):
            details[what] = {"before": before.get(what), "after": value}
            words.append(f"{what}: {YES_NO.get(value, value)}")
    return words, details


YES_NO = {True: "yes", False: "no"}


def names_of(permissions) -> list[str]:
    return sorted(
        f"{app}.{code}" for app, code in permissions.values_list("content_type__app_label", "codename")
    )


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(RightsAreLogged, StockGroupAdmin):
    def rights(self, group) -> dict:
        return {"called": group.name, "rights": names_of(group.permissions)}


class WhetherItIsSet(ReadOnlyPasswordHashWidget):
    """How a password is hashed is of no use to whoever keeps the accounts."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        has_one = bool(value) and is_password_usable(value)
        return context | {"summary": [{"label": "Set" if has_one else "None: nobody can sign in with it"}]}


class StaffForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label="Password", widget=WhetherItIsSet)

    class Meta:
        model = User
        fields: list[str] = []  # those of the admin's fieldsets
        field_classes = {"username": UsernameField}


@admin.register(User)
class StaffAdmin(RightsAreLogged, UserAdmin):
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
    form = StaffForm
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

    def rights(self, user) -> dict:
        return {
            "may sign in": user.is_active,
            "staff": user.is_staff,
            "superuser": user.is_superuser,
            "groups": sorted(user.groups.values_list("name", flat=True)),
            "sections": [str(section) for section in user.sections.in_tree()],
            "rights": names_of(user.user_permissions),
        }

    def user_change_password(self, request, id, form_url=""):
        request.sets_password = True
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def log_change(self, request, obj, message):
        if hasattr(request, "sets_password"):
            words = "Set another password"
            log(Activity.Verb.PERMISSION, obj, by=request.user, words=words, name=called(obj))
        return super().log_change(request, obj, message)

    @admin.display(description="name", ordering="last_name")
    def full_name(self, user):
        return user.get_full_name() or "—"

    @admin.display(description="groups")
    def group_names(self, user):
        return ", ".join(group.name for group in user.groups.all()) or "—"


class PersonFilter(admin.SimpleListFilter):
    """By the names that stand in the log: those of deleted accounts are among them."""

    title = "person"
    parameter_name = "person"

    def lookups(self, request, model_admin):
        names = Activity.objects.exclude(by_name="").order_by("by_name").values_list("by_name", flat=True)
        return [(name, name) for name in names.distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(by_name=self.value()) if self.value() else queryset


@admin.register(Activity)
class ActivityAdmin(admin.ModelAdmin):
    """Is read, and never changed: not by a superuser either."""

    list_display = ["at", "who", "verb", "thing", "words"]
    list_filter = ["verb", PersonFilter]
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    date_hierarchy = "at"
    search_fields = ["name", "words", "by_name"]
    search_help_text = "Words of what was done, what it was done to, or who did it."
    fields = ["moment", "person", "verb", "thing_itself", "words", "what_changed"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="who", ordering="by_name")
    def who(self, activity):
        return activity.by_name or "—"

    @admin.display(description="of what", ordering="name")
    def thing(self, activity):
        """With a way there; whether it is still there is not asked for every line of a list."""
        app, _, model = activity.kind.partition(".")
        address = ""
        with suppress(NoReverseMatch):
            if activity.verb != Activity.Verb.DELETE:
                address = reverse(f"admin:{app}_{model}_change", args=[activity.key])
        return self._named(activity, address)

    def _named(self, activity, address):
        name, kind = activity.name, activity.kind
        with suppress(LookupError):
            kind = apps.get_model(activity.kind)._meta.verbose_name
        if address:
            name = format_html('<a href="{}">{}</a>', address, name)
        return format_html('<bdi>{}</bdi> <span class="quiet">{}</span>', name, kind)

    # --- One line ---

    def get_fields(self, request, obj=None):
        empty = {"words": not obj.words, "what_changed": not obj.details}
        return [name for name in self.fields if not empty.get(name)]

    @admin.display(description="when")
    def moment(self, activity):
        return activity_details.moment(activity.at)

    @admin.display(description="who")
    def person(self, activity):
        if not activity.by_name:
            return "No person, but a program"
        if not activity.by:
            return activity.by_name
        address = reverse("admin:authors_user_change", args=[activity.by.pk])
        return format_html('<a href="{}">{}</a>', address, activity.by_name)

    @admin.display(description="of what")
    def thing_itself(self, activity):
        return self._named(activity, activity_details.address_of(activity))

    @admin.display(description="in detail")
    def what_changed(self, activity):
        details = activity_details.read(activity)
        return render_to_string("admin/authors/activity/_details.html", {"details": details})
