"""The desk: the admin as this newsroom calls it, with its menu and its first page."""

from functools import partial

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.urls import path, reverse

from ads.models import Booking
from articles.models import Article
from authors.activity import Activity, log
from authors.models import Author
from authors.sign_in import SignInForm
from front.models import Publication
from newsroom.diary import calendar
from newsroom.my_desk import SHOWN, my_desk
from newsroom.my_settings import my_settings
from sections.models import Section

# The menu, most used first; what is not named here follows.
MENU = [
    "Article", "Image", "Series", "Layout", "Pin", "Banner", "Section", "Author", "Tag", "Booking", "Creative",
    "AdSlot", "Redirect", "Page", "Publication", "User", "Group", "Activity",
]  # fmt: skip


class DeletionsAreLogged:
    """The part of every ModelAdmin that logs what is deleted, with the deletion or not at all."""

    def log_deletions(self, request, queryset):
        for thing in queryset:
            log(Activity.Verb.DELETE, thing, by=request.user)
        return super().log_deletions(request, queryset)

    def log_change(self, request, obj, message):
        for change in message if isinstance(message, list) else []:
            if row := change.get("deleted"):  # of those that belong to the thing and are edited with it
                words = f"The {row['name']} “{row['object']}”"
                log(Activity.Verb.DELETE, obj, by=request.user, words=words)
        return super().log_change(request, obj, message)

    def response_action(self, request, queryset):
        with transaction.atomic():
            return super().response_action(request, queryset)


class MistakesAreSaidPlainly:
    """The part of every ModelAdmin whose form comes back: what is wrong is said above it in our own words."""

    def render_change_form(self, *args, **kwargs):
        response = super().render_change_form(*args, **kwargs)
        context = response.context_data
        # `errors` are what the stock form speaks of.
        context["not_saved"], context["errors"] = context["errors"], []
        return response


class NewsroomAdminSite(AdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "My desk"
    index_template = "admin/desk.html"
    login_form = SignInForm
    enable_nav_sidebar = False

    def get_urls(self):
        on_site = path(
            "r/<path:content_type_id>/<path:object_id>/", self.admin_view(self.on_site), name="view_on_site"
        )
        mine = path("me/", self.admin_view(partial(my_settings, site=self)), name="my_settings")
        diary = path("calendar/", self.admin_view(partial(calendar, site=self)), name="calendar")
        return [on_site, mine, diary, *super().get_urls()]

    def login(self, request, extra_context=None):
        """With `again` in the address also for whoever is signed in, such as somebody else in the same browser."""
        if "again" in request.GET:
            request.user = AnonymousUser()
        return super().login(request, extra_context)

    def on_site(self, request, content_type_id, object_id):
        """
        Leads to a thing's page, where its kind is one that the asker may see here. The address of an edition, say,
        has the words of a headline that may not be out.
        """
        response = shortcut(request, content_type_id, object_id)
        model = ContentType.objects.get(pk=content_type_id).model_class()
        if not (self.is_registered(model) and self.get_model_admin(model).has_view_permission(request)):
            raise Http404
        return response

    def register(self, model_or_iterable, admin_class=None, **options):
        admin_class = admin_class or ModelAdmin
        parts = (DeletionsAreLogged, MistakesAreSaidPlainly, admin_class)
        own = type(admin_class.__name__, parts, {"__module__": admin_class.__module__})
        super().register(model_or_iterable, own, **options)

    def each_context(self, request):
        context = super().each_context(request)
        models = [model for app in context["available_apps"] for model in app["models"] if model["admin_url"]]
        models.sort(key=lambda model: _place(model["object_name"]))
        return {**context, "menu": models}

    def index(self, request, extra_context=None):
        context = {"first_steps": self._first_steps(request)}
        if request.user.has_perm("articles.view_article"):
            context |= my_desk(request.user)
        if request.user.has_perm("ads.view_booking"):
            bookings = Booking.objects.not_ended().select_related("creative")
            context["bookings"] = list(bookings.order_by(F("booked_until").asc(nulls_last=True))[:SHOWN])
        return super().index(request, context | (extra_context or {}))

    def _first_steps(self, request):
        """What an empty publication still lacks: a sentence and the address where it is done."""
        steps = [
            (Section, "sections.add_section", "Add the first section"),
            (Author, "authors.add_author", "Add the first author"),
            (Article, "articles.add_article", "Write the first story"),
        ]
        lacking = [
            (words, reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add"))
            for model, permission, words in steps
            if request.user.has_perm(permission) and not model.objects.exists()
        ]
        if request.user.has_perm("front.change_publication") and not Publication.objects.named().exists():
            lacking.insert(0, ("Name the publication", reverse("admin:front_publication_changelist")))
        return lacking


def _place(name):
    return MENU.index(name) if name in MENU else len(MENU)
