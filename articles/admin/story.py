"""The story's form at the desk, with the verbs that bring it to readers; see also story_list.py."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html

from articles import checklist, workflow
from articles.acts import last_acts
from articles.admin import came_back, in_place, verbs
from articles.admin.answering import Answering
from articles.admin.assignments import Assigning
from articles.admin.begun import Beginning, form_key
from articles.admin.bylines import BylineInline
from articles.admin.choosing import carried, carry
from articles.admin.editor import BodyEditorMixin
from articles.admin.history import History
from articles.admin.notes import Noting
from articles.admin.previews import Previewing
from articles.admin.publishing_form import PUBLISHING, stood, without_used
from articles.admin.reading import reading
from articles.admin.related import Relating
from articles.admin.stale import opened_with, page_of
from articles.admin.story_form import ArticleForm, findings
from articles.admin.story_list import StoryList
from articles.admin.tags import Tagging
from articles.models import Article, Part, Unused
from articles.most_read import with_readings
from articles.stages import last_move, why_sent_back
from articles.standing import mark, readings, standing
from articles.steps import further_steps, may_take, next_step
from authors.models import Author
from media.widgets import PictureFieldsMixin
from sections.models import Section


@admin.register(Article)
class ArticleAdmin(
    Beginning,
    Answering,
    History,
    Previewing,
    Noting,
    Assigning,
    Relating,
    Tagging,
    StoryList,
    BodyEditorMixin,
    PictureFieldsMixin,
    admin.ModelAdmin,
):
    form = ArticleForm
    inlines = [BylineInline]
    autocomplete_fields = ["other_sections"]
    prepopulated_fields = {"slug": ["headline"]}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "standfirst", "body", "lead_image", "lead_caption"]}),
        (
            "Where it belongs",
            {
                "fields": ["section", "other_sections", "tags", "related", "embargo_until"],
                "classes": ["rail", "first"],
            },
        ),
        (
            "Address and lists",
            {"fields": ["slug", "short_headline", "language", "suppress_ads"], "classes": ["rail"]},
        ),
        (
            "Search engines",
            {"fields": ["seo_title", "seo_description", "canonical_url"], "classes": ["rail", "collapse"]},
        ),
    ]
    change_form_template = "admin/articles/article/form.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("stories/", view(self.stories_view), name="articles_article_stories"),
            path("filters/", view(self.filters_view), name="articles_article_filters"),
            *super().get_urls(),
        ]

    # --- Who may do what to which story ---

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_object(self, request, object_id, from_field=None):
        """One from `with_standing()`, which the list asks for the stories of a page alone."""
        try:
            pk = Article._meta.pk.to_python(object_id)
        except ValidationError:
            return None
        article = self.get_queryset(request).with_standing().filter(pk=pk).first()
        if article:
            _visible_stories(request)[article.pk] = True
        return article

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_visible(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_visible(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_visible(request, obj)

    def _is_visible(self, request, obj):
        if obj is None:
            return True
        known = _visible_stories(request)
        if obj.pk not in known:
            known[obj.pk] = Article.objects.visible_to(request.user).filter(pk=obj.pk).exists()
        return known[obj.pk]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        words = "That story is not there any more, or not yours to see."
        if request.method == "POST" and self.keep_lost(request):
            words += " What you had typed stands here, as a new story."
        messages.warning(request, words)
        return redirect("admin:index")

    # --- What one request's form is made of ---

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        _, waiting = PUBLISHING.get(verbs.pressed(request.POST), ("", ""))
        return type(
            form.__name__,
            (form,),
            {
                "verb": verbs.verb(request.POST),
                "waiting": waiting,
                "problems": getattr(request, "problems", {}),
                "meeting": getattr(request, "meeting", None),
                "by": request.user,
                "put_back": hasattr(request, "put_back"),
            },
        )

    def get_formset_kwargs(self, request, obj, inline, prefix):
        return {
            **super().get_formset_kwargs(request, obj, inline, prefix),
            "problem": getattr(request, "problems", {}).get("bylines", ""),
            **({"initial": self._own_byline(request)} if request.method == "GET" and not obj.pk else {}),
        }

    def _own_byline(self, request):
        author = Author.objects.filter(user=request.user).first()
        return [{"author": author}] if author else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"section", "other_sections"}:
            field.widget = field.widget.widget  # without icons that lead away
        if db_field.name == "section":
            field.queryset = self._sections(request)
            field.empty_label = "Choose a section"
            if "object_id" not in request.resolver_match.kwargs and not field.queryset.exists():
                field.help_text = self._first_section(request)
        return field

    def _first_section(self, request):
        if request.user.has_perm("sections.add_section"):
            words = 'There is no section yet: <a href="{}">add one</a> first.'
            return format_html(words, reverse("admin:sections_section_add"))
        return "There is no section that your stories may belong to: ask a chief for one."

    def _sections(self, request):
        """Those that a story of this person may belong to; the one it belongs to already among them."""
        sections = Section.objects.in_tree()
        if limits := request.user.limited_to:
            pk = request.resolver_match.kwargs.get("object_id", "")
            now = Article.objects.filter(pk=pk if pk.isdecimal() else None).values("section")
            sections = sections.filter(Q(pk__in=limits) | Q(parent__in=limits) | Q(pk__in=now))
        return sections

    # --- Saving, and the verbs ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """
        Saves, and does what the pressed button says, all or nothing: where the story can't go live, the form
        comes back with what was typed. Only taking a story back does not wait for a form without errors.
        """
        if request.method == "GET" and "restore" in request.GET:
            article = self.get_object(request, unquote(object_id)) if object_id else None
            if not self.put_back(request, article):
                messages.warning(request, "That text is not kept any more, or was saved already.")
                return redirect(request.path)
        if request.method != "POST" or hasattr(request, "put_back"):
            return super().changeform_view(request, object_id, form_url, extra_context)
        verbs.require_publishing(request)
        try:
            with transaction.atomic():
                object_id = self._lock(request, object_id)
                article = object_id and self.get_object(request, unquote(object_id))
                if article:
                    if in_place.is_by_script(request):
                        request.shown = in_place.Shown.of(article, opened_with(request.POST)[0])
                    request.POST = without_used(request.POST, request.user, article)
                if article and verbs.TAKING_BACK.keys() & request.POST.keys():
                    request.taken_back = verbs.take_back(request, article)
                    article = self.get_object(request, unquote(object_id))
                self.bring_up_to_date(request, article)
                response = super().changeform_view(request, object_id, form_url, extra_context)
                if "_preview" in request.POST:
                    return self.no_preview(request, response)
                request.problems = came_back.kept_from_readers(response)
                if not request.problems:
                    return response
        except workflow.NotReady as error:
            request.problems = error.problems
        except workflow.Unconfirmed as error:
            request.problems = {"": "Nothing is published yet: look at the list once more."}
            request.unconfirmed = error.findings
        except verbs.Unseen as error:
            request.problems = {"": "Nothing is done yet: look at what a colleague has done meanwhile."}
            request.unseen = error.acts
        except workflow.NotNow as error:
            request.problems = {"": str(error)}
        except workflow.AnotherEditionWaits as error:
            request.problems = {"": "Another edition of this story waits already. Say what becomes of it."}
            request.waiting_edition = error.edition
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _lock(self, request, object_id):
        """Holds the story until the save is done; an add form that was sent before has a story already."""
        if object_id is None:
            return self.begun_before(request)
        if unquote(object_id).isdecimal():
            Article.objects.select_for_update().filter(pk=unquote(object_id)).exists()
        return object_id

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.form_key = form_key(request.POST, request.user)
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        article = form.instance
        request.offered = self.offered(request, article) if change else []
        note = form.cleaned_data["save_note"].strip()
        not_chosen = getattr(request, "not_chosen", ())
        note = note or ("" if change else "Begun")
        page = page_of(request.POST)
        workflow.record(article, by=request.user, note=note, not_chosen=not_chosen, page=page)
        self.saved(request, article)
        request.sets_time = form.sets_time
        request.meanwhile = verbs.done_meanwhile(request, article)
        verbs.require_seen(request.meanwhile, verbs.pressed(request.POST), article)
        verbs.move(request, form)
        verbs.publish(request, form)
        # Last: what comes back unsaved has used nothing. A preview leaves the form open with all that is typed in it.
        if "_preview" not in request.POST:
            self._keep_unused(request, form)

    def _keep_unused(self, request, form):
        """Until it is used or emptied, it stands in its place whenever its writer opens the story again."""
        unused = form.left_unused(request.POST)
        kept = Unused.keep(request.user, form.instance, unused, shown=stood(request.POST))
        request.unused = [form[name].label for name, value in unused.items() if kept.get(name) != value]

    # --- What is shown ---

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        context["meeting"] = form.meeting
        context["shown"] = form.shown()
        if request.method == "GET" and obj:
            context["stands"] = Unused.of(request.user, obj)
            form.initial |= context["stands"]
        if request.method == "POST":
            [bylines] = context["inline_admin_formsets"]
            context["stands"] = stood(request.POST)
            if obj:
                left = getattr(request, "not_chosen", None) or carried(request.POST, request.user, obj)
                context["not_chosen"] = carry(left, request.user, obj)
            context["wrong"] = [*came_back.wrong(form, bylines.formset)]
            context["came_back"] = came_back.typed(
                form, bylines.formset, obj, [] if obj else self._own_byline(request)
            )
        context["put_back"] = getattr(request, "put_back", None)
        if (request.method == "GET" or context["put_back"]) and (
            not obj or self.has_change_permission(request, obj)
        ):
            context["unsaved"], context["kept_earlier"] = self.unsaved(request, obj)
        context["waiting_edition"] = getattr(request, "waiting_edition", None)
        if context["waiting_edition"]:
            context["untold"] = form.goes_untold(context["waiting_edition"])
        context["unconfirmed"] = getattr(request, "unconfirmed", None)
        context["meanwhile"] = getattr(request, "unseen", None)
        context["confirmed"] = verbs.said_yes_to(request.POST)  # so that the same isn't asked in turn
        context["pressed"] = verbs.pressed(request.POST)
        context["to_do"] = verbs.TO_DO.get(context["pressed"], "")
        if request.method == "POST":
            context["findings"] = findings(form, bylines.formset)
        elif obj:
            context["findings"] = checklist.review(obj)
        # Of these the form tells at length; what else is wrong is said above it in our own words.
        questions = ("waiting_edition", "put_back", "unconfirmed", "meanwhile")
        asked = form.asks or any(context[name] for name in questions)
        context["faults"] = len(context["errors"]) > (1 if asked else 0)
        if context["put_back"]:
            context["faults"] = False
            came_back.mark_nothing(form, bylines.formset)
        context["asked"], context["errors"] = asked, []
        context["verb"] = form.verb
        context["may_publish"] = verbs.may_publish(request.user)
        if obj:
            context |= self._of_the_story(request, obj, form)
        context["title"] = "Story" if obj else "New story"
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _of_the_story(self, request, article, form) -> dict:
        """How the story stands, what may be done with it next, and what stands beside it."""
        # What was sent may have changed how it stands.
        story = Article.objects.with_standing().get(pk=article.pk) if request.method == "POST" else article
        moved, step = last_move(article), next_step(story, request.user)
        further = further_steps(story, request.user)
        if form["stage_note"].value() and verbs.may_publish(request.user):
            further.add("send_back")  # a second note; its words have to stand somewhere
        found = {
            "article": article,
            "standing": standing(story),
            "step": step,
            "mark": mark(story),
            "may_step": step and may_take(request.user, step),
            "further": further,
            "readings": readings(with_readings(Article.objects.only("pk")).get(pk=article.pk)),
            "sent_back": why_sent_back(article, moved),
            "opened_acts": verbs.opened_acts(request, last_acts(article, moved)),
            "part": Part.objects.filter(article=article).select_related("series").first(),
            **self.beside(request, article),
        }
        if not self.has_change_permission(request, article):
            found["reading"] = reading(article)
        return found

    def beside(self, request, article) -> dict:
        """The story's notes and its assignment; see beside.py."""
        notes = self.notes(article)
        return {"notes": notes, **self.assignment(request, article, known=notes.people)}

    def get_view_on_site_url(self, obj=None):
        return getattr(obj, "live_path", None)


def _visible_stories(request) -> dict[int, bool]:
    """What was found out for this request: one page asks for the same story many times."""
    return request.__dict__.setdefault("visible_stories", {})
