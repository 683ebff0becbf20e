"""What is typed into a story's form is kept on the server every few seconds, and put back when it was not saved."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import datetime

from django.contrib.auth.signals import user_logged_out
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.dispatch import receiver
from django.http import JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone

from articles.acts import last_acts
from articles.admin.choosing import asked_again, carried, carry, lacks
from articles.admin.stale import Stale, page_of
from articles.admin.story_form import findings
from articles.models import Article, Autosave, Revision, Unused
from articles.models.autosave import HERE
from articles.models.comment import state_of
from articles.stages import last_move
from articles.standing import mark, standing
from authors.activity import Activity, lines_of

LONGEST = 5_000_000  # characters of one form: 50,000 words are 400,000
LOOKED_AT = 100_000  # characters of a body: of a longer one the checklist does not follow what is typed


class Autosaving(Stale):
    """The part of ArticleAdmin that is about text which is not saved yet."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("autosave/", view(self.autosave_view), name="articles_article_autosave"),
            path("kept/", view(self.kept_view), name="articles_article_kept"),
            *super().get_urls(),
        ]

    def autosave_view(self, request):
        """
        POST: keeps what the form holds (`values`, as it would send it; nothing: the form is only open), and
        answers when by the publication's clock, who else has the story open, which version of it was saved
        last elsewhere than in this `page`, what was done with it last (see acts.py), what its notes are like
        (see comment.py), what readers have, and the checklist of what was sent, None where that is too long to
        be looked at every few seconds; with `restore`, the address at which all of it is put back. GET: who is
        signed in, and the token that a form of theirs needs. `set_aside`: what the form held is not wanted now;
        `thrown_away`: nor ever; `closed`: the form is not open any more, and held what is sent with it. Of a
        story that is not there any more, or not theirs, what was typed is kept all the same, and the answer
        says only why it is `lost`.
        """
        if not self.has_add_permission(request) and not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "GET":
            user = request.user
            return JsonResponse({"token": get_token(request), "user": user.pk, "name": str(user)})
        article, tab = self._asked(request)
        mine = Autosave.objects.filter(user=request.user)
        lost = "" if article else self._lost(request, tab)
        if "set_aside" in request.POST:
            mine.filter(tab=tab).update(set_aside=True)
            return JsonResponse({})
        if "thrown_away" in request.POST:
            self._forget(request, tab)
            return JsonResponse({})
        now = timezone.now()
        closed = "closed" in request.POST
        seen = now - HERE if closed else now
        if closed and "values" not in request.POST:
            mine.filter(tab=tab).update(seen_at=seen)
            return JsonResponse({})
        kept = {"seen_at": seen} if lost else {"seen_at": seen, "article": article}
        if values := QueryDict(request.POST.get("values", "")[:LONGEST]):
            changed = request.POST.getlist("changed")[:40]
            kept |= {
                "values": _typed(values) if changed else {},  # nothing: it was all taken back
                "changed": changed,
                "typed_at": now,
                "browser_at": _browser_at(values),
                "set_aside": False,
            }
        try:
            self._keep(request, tab, now, kept)
        except IntegrityError:  # it was deleted in this very moment
            lost = self._lost(request, tab)
            self._keep(request, tab, now, kept | {"article": None})
        if lost:
            return JsonResponse({"lost": lost})
        if closed:
            return JsonResponse({})
        Autosave.objects.forget_old()
        acts = last_acts(article, last_move(article)) if article else []
        answer = {
            "at": f"{timezone.localtime(now):%H:%M}",
            "version": _saved_elsewhere(article, page_of(request.POST)) if article else None,
            "others": _others(article, request.user, tab) if article else [],
            "acts": [{"mark": act.mark, "words": act.words} for act in acts],
            "notes": state_of(article.comments.moments()) if article else "",
            "readers": {"mark": mark(article), "have": standing(article).words} if article else None,
        }
        if "restore" in request.POST:
            answer["restore"] = f"?restore={mine.get(tab=tab).pk}"
        if values:
            answer["checklist"] = self._checklist(request, article, values)
        return JsonResponse(answer)

    def kept_view(self, request):
        """
        What the server has of texts that a browser keeps (see kept-here.js). POST: their `tab`s, and the keys of their
        stories. Answers which of those are `gone`, not there any more or not theirs; and of each tab that it knows when
        it was typed last, or saved (see Autosave.at), its values, none where all was saved, and the key by which
        it is put back as a new story.
        """
        if not self.has_add_permission(request) and not self.has_change_permission(request):
            raise PermissionDenied
        asked = {pk for pk in request.POST.getlist("article") if pk.isdecimal()}
        there = Article.objects.visible_to(request.user).filter(pk__in=asked).values_list("pk", flat=True)
        tabs = []
        for tab in request.POST.getlist("tab"):
            with suppress(ValueError):
                tabs.append(uuid.UUID(tab))
        known = Autosave.objects.filter(user=request.user, tab__in=tabs)
        as_new = {
            *Autosave.objects.unsaved(request.user, None).filter(tab__in=tabs).values_list("pk", flat=True)
        }
        texts = {
            str(one.tab): {
                "at": one.at,
                "values": one.values,
                "restore": one.pk if one.pk in as_new else None,
            }
            for one in known
        }
        return JsonResponse({"gone": [*(asked - {*map(str, there)})], "texts": texts})

    def _checklist(self, request, article, values):
        """What the checklist says of the story as the form holds it, as HTML, or None. Nothing of that is saved."""
        request.POST = values
        if len(request.POST.get("body", "")) > LOOKED_AT:
            return None
        change = article is not None
        form = self.get_form(request, article, change=change)(request.POST, instance=article)
        [bylines], _ = self._create_formsets(request, form.instance, change=change)
        return render_to_string(
            "admin/articles/article/_findings.html", {"findings": findings(form, bylines)}
        )

    def _asked(self, request) -> tuple[Article | None, uuid.UUID]:
        try:
            tab = uuid.UUID(request.POST.get("tab", ""))
        except ValueError:
            raise PermissionDenied from None
        pk = request.POST.get("article", "")
        article = self.get_object(request, pk) if pk.isdecimal() else None
        allowed = (
            self.has_change_permission(request, article) if article else self.has_add_permission(request)
        )
        if not allowed:
            raise PermissionDenied
        return article, tab

    def _lost(self, request, tab: uuid.UUID) -> str:
        """
        Why the story that the form was opened with can't be saved any more, as a sentence; "" of a new one. Raises
        PermissionDenied where no form of it is known to be theirs.
        """
        pk = request.POST.get("article", "")
        if not pk:
            return ""
        if not pk.isdecimal():
            raise PermissionDenied
        deleted = lines_of(Article, pk, [Activity.Verb.DELETE]).first()
        if not deleted and not Autosave.objects.filter(user=request.user, tab=tab).exists():
            raise PermissionDenied
        if Article.objects.filter(pk=pk).exists():
            last = Revision.objects.filter(article=pk).select_related("by").first()
            who = (last and last.who) or "Somebody"
            return f"This story is not yours any more: {who} has given it other bylines, or another section."
        return f"{(deleted and (deleted.by or deleted.by_name)) or 'Somebody'} has deleted this story."

    def keep_lost(self, request) -> bool:
        """
        Keeps what is sent to a story that is not there any more, or not theirs, where something was typed into its form
        before. Returns whether it was.
        """
        with suppress(ValueError):
            tab = uuid.UUID(request.POST.get("tab", ""))
            typed = Autosave.objects.filter(user=request.user, tab=tab).exclude(values={})
            values, browser_at = _typed(request.POST), _browser_at(request.POST)
            now = timezone.now()
            return bool(typed.update(values=values, typed_at=now, browser_at=browser_at, set_aside=False))
        return False

    def unsaved(self, request, article: Article | None) -> tuple[Autosave | None, list[Autosave]]:
        """
        What this person typed the last time and did not save; and what they set aside, or typed before they saved the
        story from another form, which is offered less loudly. So is all else where one text is in the form again; what
        was typed into another new story is of no interest there.
        """
        kept = list(Autosave.objects.unsaved(request.user, article)[:6])
        if put_back := getattr(request, "put_back", None):
            return None, [one for one in kept if article and one != put_back]
        saved = (
            kept
            and article
            and article.revisions.filter(by=request.user).values_list("at", flat=True).first()
        )
        wanted = (one for one in kept if not one.set_aside)
        latest = next((one for one in wanted if not saved or one.typed_at > saved), None)
        return latest, [one for one in kept if one != latest]

    def offered(self, request, article: Article) -> list[int]:
        """The keys of what the story's form offers loudly, but for what is being saved."""
        latest, _ = self.unsaved(request, article)
        return [latest.pk] if latest and str(latest.tab) != request.POST.get("tab") else []

    def put_back(self, request, article: Article | None) -> bool:
        """Where the address asks for it, makes the request as if that had been sent just now, and not valid."""
        key = request.GET.get("restore", "")
        found = (
            Autosave.objects.unsaved(request.user, article)
            .filter(pk=key if key.isdecimal() else None)
            .first()
        )
        if not found:
            return False
        data = QueryDict(mutable=True)
        for name, values in found.values.items():
            data.setlist(name, values)
        _ = request.FILES  # asked for first: that reads the request's body, and sets POST
        request.method, request.POST = "POST", data
        if "asked" in data:  # two texts were shown for one place: what was not saved met nothing yet
            if article and lacks(data):
                left = carried(data, request.user, article)
                data["not_chosen"] = carry([*left, self.not_chosen(request, article)], request.user, article)
            request.POST = data = asked_again(data)
        # What is typed for a button stands there until it is used.
        for name, value in (Unused.of(request.user, article) if article else {}).items():
            data[name] = data.get(name) or value
        data["tab"] = str(found.tab)
        if not article:
            # What was typed into a story that is lost had no key.
            data["form_key"] = data.get("form_key") or str(found.tab)
            # Nor is it known what the story began with that another tab may have made of the same text meanwhile.
            data["opened_version"] = ""
        request.put_back = found
        return True

    def saved(self, request, article: Article) -> None:
        """
        Forgets what the form has kept, which the story has now, and closes it. Nothing is added: to add what an
        autosave is just adding would be to wait for it, while it waits for the story. So does one that is given
        another story; hence it has this one from now on.
        """
        with suppress(ValueError):
            self._forget(request, uuid.UUID(request.POST.get("tab", "")), article=article)

    def _forget(self, request, tab: uuid.UUID, **more) -> None:
        now = timezone.now()
        Autosave.objects.filter(user=request.user, tab=tab).update(
            values={},
            changed=[],
            typed_at=now,
            browser_at=_browser_at(request.POST),
            seen_at=now - HERE,
            **more,
        )

    @transaction.atomic
    def _keep(self, request, tab: uuid.UUID, at: datetime, kept: dict) -> None:
        """What a request that came at the moment `at` says of the form: nothing new, if that was saved since."""
        form, is_new = Autosave.objects.select_for_update().get_or_create(
            user=request.user, tab=tab, defaults=kept
        )
        if not is_new and not (form.typed_at and form.typed_at > at):
            Autosave.objects.filter(pk=form.pk).update(**kept)


@receiver(user_logged_out)
def close_forms(sender, user, **kwargs):
    """
    What they hold is offered from now on. Those that are left then can't say so themselves; those that are open at
    another machine say within seconds that they are.
    """
    Autosave.objects.filter(user=user).here().update(seen_at=timezone.now() - HERE)


def answer_to(request, article: Article) -> str:
    """For the tags of a message: of which story, and of which opened form, it says that all is saved."""
    with suppress(ValueError):
        return f"saved-{article.pk}-{uuid.UUID(request.POST.get('tab', ''))}"
    return ""


def _typed(sent: QueryDict) -> dict[str, list[str]]:
    """What the form holds, without the buttons, the token, and what is told of the sending."""
    return {
        name: [value.replace("\x00", "") for value in values]
        for name, values in sent.lists()
        if not name.startswith(("_", "csrf")) and name not in {"tab", "browser_at"}
    }


def _browser_at(sent: QueryDict) -> int | None:
    """When the browser wrote down what it sends; None where no script did."""
    at = sent.get("browser_at", "")
    return int(at) if at.isdecimal() and len(at) <= 15 else None


def _saved_elsewhere(article: Article, page: uuid.UUID | None) -> int | None:
    """The last version that this page has not saved: what it has it shows, also where no answer has reached it."""
    others = article.revisions.exclude(page=page) if page else article.revisions
    return others.aggregate(last=Max("version"))["last"]


def _others(article: Article, user, tab: uuid.UUID) -> list[dict]:
    """Who else has the story open, and the labels of what each has changed and not saved; `own`: in another tab."""
    here = article.autosaves.here().exclude(tab=tab).select_related("user").defer("values")
    people: dict[int, dict] = {}
    for form in here.order_by("user", "-seen_at"):
        person = people.setdefault(
            form.user_id, {"name": str(form.user), "own": form.user_id == user.pk, "changed": []}
        )
        person["changed"] = list(dict.fromkeys([*person["changed"], *form.changed]))
    return list(people.values())
