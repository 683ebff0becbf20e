"""
What can be done to many stories at once from the list, and how.

Each story is asked about by itself, before and again while it is done, and done in a transaction of its own: one that
can't be does not keep the others, and is named with its reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.template.response import TemplateResponse

from articles import checklist, workflow
from articles.admin.tags import TagsField, TagsInput
from articles.checklist import Finding
from articles.models import Article
from articles.stages import MOVES
from articles.standing import has_unpublished_changes, mark


class BulkForm(forms.Form):
    note = forms.CharField(
        required=False,
        max_length=280,
        label="What is missing",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what is missing: the note goes to the writers."},
    )
    tags = TagsField(
        required=False, widget=TagsInput, error_messages={"required": "Type the tag that they are to have."}
    )

    def __init__(self, *args, asks="", **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name in set(self.fields) - {asks}:
            del self.fields[name]
        if asks:
            self.fields[asks].required = True


CANT = "This story can't go live: "


def changed_since(story: Article, seen: str) -> str:
    """What has become of a story from `with_standing()` that was `seen` otherwise; "" is one that was left out."""
    if not seen:
        return "It was left out when you looked: look at it again."
    if seen.split()[:2] == as_seen(story).split()[:2]:
        return "Readers have it otherwise since you looked: look at it again."
    last = story.revisions.select_related("by").defer("content").first()
    who = (last and last.who) or "Somebody"
    return f"{who} has worked on it since you looked: look at it again."


def as_seen(story: Article) -> str:
    """Another one whenever a story from `with_standing()` was saved, has another stage, or stands otherwise."""
    return f"{story.version} {story.stage} {mark(story)}"


@dataclass
class Bulk:
    """An action: `does` finishes the sentence “N stories …”, `asks` names a field of BulkForm or nothing."""

    name: str
    label: str
    does: str
    done: str
    asks: str = ""
    permission: str = "articles.change_article"
    as_seen: bool = False  # only where nobody has saved the story since it was asked about

    def obstacle(self, article: Article) -> str:
        """Why it can't be done to the story, a line for each reason, or nothing."""
        raise NotImplementedError

    def look(self, article: Article) -> tuple[str, list[Finding]]:
        """The obstacle, and where there is none the warnings that somebody has to say yes to."""
        return self.obstacle(article), []

    def do(self, article: Article, by, told: dict, confirmed: Collection[str] = ()) -> None:
        """
        `confirmed` holds the keys of the warnings that somebody has said yes to.

        Raises NotNow, NotReady, Unconfirmed or AnotherEditionWaits where it can't be done any more.
        """
        raise NotImplementedError


class ToStage(Bulk):
    def obstacle(self, article):
        return MOVES[self.name].obstacle(article)

    def do(self, article, by, told, confirmed=()):
        MOVES[self.name].make(article, by=by, note=told.get("note", ""))


class SendBack(ToStage):
    def obstacle(self, article):
        if article.waits_until:
            return "An edition of it waits for its moment: say in its form whether that is called off."
        return super().obstacle(article)


class AddTags(Bulk):
    def obstacle(self, article):
        return ""

    def do(self, article, by, told, confirmed=()):
        article = Article.objects.select_for_update().get(pk=article.pk)  # as a colleague may have left it
        article.tags.add(*told["tags"])
        workflow.record(article, by=by, note=f"Tagged {', '.join(told['tags'])}"[:300])


class Publish(Bulk):
    """Of what the form would ask about only the warnings can be answered here; the rest is left to the form."""

    def obstacle(self, article):
        return self.look(article)[0]

    def look(self, article):
        if why := self._asked_in_the_form(article):
            return why, []
        findings = checklist.review(article)  # what blocks comes first
        if any(finding.blocks for finding in findings):
            return _lines(findings), []
        return "", findings

    @staticmethod
    def _asked_in_the_form(article):
        if article.stage == Article.Stage.SPIKED:
            return "It is spiked."
        if article.waits_until:
            return "An edition of it waits for its moment: say in its form what becomes of that."
        if has_unpublished_changes(article):
            return (
                "Readers have it already: publish its changes from its form, where you can say what they are."
            )
        if article.live_since:
            return "Readers have it as it is."
        if article.was_withdrawn:
            return "It was withdrawn: publish it again, or restore it, from its form."
        return ""

    def do(self, article, by, told, confirmed=()):
        if problem := self.obstacle(article):
            raise workflow.NotNow(problem)
        workflow.publish(article, by=by, confirmed=confirmed)


def _lines(findings: list[Finding]) -> str:
    return "\n".join(finding.words for finding in findings)


PUBLISHES = "articles.publish_article"
BULK = {
    bulk.name: bulk
    for bulk in (
        ToStage(
            "approve",
            "Mark as ready",
            "will be marked as ready",
            "Marked as ready",
            permission=PUBLISHES,
            as_seen=True,
        ),
        SendBack(
            "send_back",
            "Send back…",
            "will go back to the writers with this note",
            "Sent back",
            "note",
            PUBLISHES,
            as_seen=True,
        ),
        Publish(
            "publish",
            "Publish now…",
            "will be live at once",
            "Published",
            permission=PUBLISHES,
            as_seen=True,
        ),
        AddTags("add_tags", "Add tags…", "will get these tags", "Tagged", "tags"),
        ToStage("spike", "Spike", "will be spiked", "Spiked", as_seen=True),
        ToStage("unspike", "Take off the spike", "will be drafts again", "Taken off the spike"),
    )
}
REFUSALS = (workflow.NotReady, workflow.NotNow, workflow.Unconfirmed, workflow.AnotherEditionWaits)


@dataclass
class Reason:
    words: str
    blocks: bool


def _reason(words: str) -> Reason:
    """The heading says already that it was left out."""
    short = words.removeprefix(CANT)
    return Reason(f"{short[:1].upper()}{short[1:]}", short != words)


def _why(refusal: Exception) -> str:
    """Of warnings each is a line: whoever said yes to some has to see which are others."""
    if isinstance(refusal, workflow.Unconfirmed):
        return f"This has come up since you looked:\n{_lines(refusal.findings)}"
    return str(refusal)


@dataclass
class Outcome:
    fit: list[Article] = field(default_factory=list)
    warned: list[tuple[Article, list[Finding]]] = field(default_factory=list)  # fit, once somebody says yes
    left: list[tuple[Article, list[Reason]]] = field(default_factory=list)
    gone: int = 0  # not this person's any more, or deleted

    def leave(self, article: Article, why: str) -> None:
        """Of several reasons each is a line."""
        self.left.append((article, [_reason(line) for line in why.splitlines()]))


class BulkActions(admin.ModelAdmin):
    """The part of ArticleAdmin that is about the list's actions."""

    def get_actions(self, request):
        if not request.user.has_perm("articles.change_article"):
            return {}
        return {
            name: (_run(bulk), name, bulk.label)
            for name, bulk in BULK.items()
            if request.user.has_perm(bulk.permission)
        }

    def bulk_view(self, request, bulk: Bulk):
        """First asks, with what will happen to which stories; then does it, and says what it did not."""
        chosen = [int(pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if pk.isdecimal()][:200]
        stories = list(
            Article.objects.visible_to(request.user)
            .filter(pk__in=chosen)
            .with_standing()
            .select_related("section", "lead_image")
        )
        sent = "confirmed" in request.POST
        form = BulkForm(request.POST if sent else None, asks=bulk.asks)
        nothing_chosen = sent and _nothing_chosen(request.POST, chosen)
        outcome = Outcome(gone=len(set(chosen)) - len(stories))
        for story in stories:
            story.as_seen = as_seen(story)
            seen = request.POST.get(f"seen-{story.pk}", "")
            changed = sent and bulk.as_seen and seen != story.as_seen
            obstacle, warnings = bulk.look(story)
            if reason := obstacle or (changed_since(story, seen) if changed else ""):
                outcome.leave(story, reason)
            elif warnings:
                outcome.warned.append((story, warnings))
            else:
                outcome.fit.append(story)
        if sent and form.is_valid() and not nothing_chosen:
            return self._do(request, bulk, outcome, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "title": bulk.label.rstrip("…"),
            "opts": self.opts,
            "bulk": bulk,
            "form": form,
            "outcome": outcome,
            "nothing_chosen": nothing_chosen,
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)

    def _do(self, request, bulk: Bulk, planned: Outcome, told: dict):
        outcome = Outcome(left=list(planned.left), gone=planned.gone)
        without: list[tuple[Article, list[Finding]]] = [(story, []) for story in planned.fit]
        for story, warnings in without + planned.warned:
            if _unticked(request.POST, story.pk):
                outcome.leave(story, f"You did not tick it.\n{_lines(warnings)}")
                continue
            confirmed = _shown(request.POST, story.pk)
            try:
                with transaction.atomic():
                    bulk.do(_held(story) if bulk.as_seen else story, request.user, told, confirmed)
                outcome.fit.append(story)
            except REFUSALS as error:
                outcome.leave(story, _why(error))
        context = {
            **self.admin_site.each_context(request),
            "title": bulk.done,
            "opts": self.opts,
            "bulk": bulk,
            "outcome": outcome,
            "is_done": True,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)


def _shown(sent, pk: int) -> list[str]:
    """The keys of the warnings that the page which was sent showed of the story."""
    return sent.get(f"warned-{pk}", "").split()


def _unticked(sent, pk: int) -> bool:
    """Whether nobody has said yes to the warnings that the page showed of the story, though they may be gone by now."""
    return bool(_shown(sent, pk)) and f"like-this-{pk}" not in sent


def _nothing_chosen(sent, chosen: list[int]) -> bool:
    """Whether the page had nothing to do but for stories that are to be ticked, and none is."""
    offered = [pk for pk in chosen if f"seen-{pk}" in sent]
    return bool(offered) and all(_unticked(sent, pk) for pk in offered)


def _held(story: Article) -> Article:
    """As it stands now, until the transaction ends; raises NotNow where somebody has worked on it meanwhile."""
    Article.objects.select_for_update().get(pk=story.pk)
    now = Article.objects.with_standing().get(pk=story.pk)
    if as_seen(now) != as_seen(story):
        raise workflow.NotNow(changed_since(now, as_seen(story)))
    return now


def _run(bulk: Bulk):
    def run(model_admin, request, queryset):
        return model_admin.bulk_view(request, bulk)

    return run
