"""What is answered once a story's form was saved."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from articles.admin import in_place, verbs
from articles.admin.autosave import Autosaving, answer_to
from articles.admin.choosing import choices
from articles.admin.publishing_form import PUBLISHING
from articles.models import Article
from articles.standing import standing


class Answering(Autosaving):
    """
    The part of ArticleAdmin that tells what a save has done: in a page that stays open, or in the next. The save has
    noted that at the request.
    """

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._response(request, obj)

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._response(request, obj)

    def _response(self, request, obj):
        if "_preview" in request.POST:
            response = self.preview(request, obj)
            transaction.set_rollback(True)  # what was typed was saved only to be seen
            return response
        if getattr(request, "taken_back", False):
            return redirect("admin:articles_article_change", obj.pk)  # which has said so already
        story = Article.objects.with_standing().get(pk=obj.pk)
        said = [*self._said(request, obj, story)]
        is_theirs = Article.objects.visible_to(request.user).filter(pk=obj.pk).exists()
        if not is_theirs:
            words = "The story is not yours any more: it has other bylines, or another section."
            said.append((messages.INFO, words))
        address = (
            reverse("admin:articles_article_change", args=[obj.pk])
            if is_theirs
            else reverse("admin:articles_article_changelist")
        )
        if is_theirs and in_place.is_by_script(request):
            return in_place.answer(request, story, said, address)
        for level, words in said:
            tags = answer_to(request, obj) if level == messages.SUCCESS else ""
            messages.add_message(request, level, words, extra_tags=tags)
        return JsonResponse({"address": address}) if in_place.is_by_script(request) else redirect(address)

    def _said(self, request, obj, story):
        """The messages that tell what was done, the first of them that all is saved."""
        done, stands = verbs.done(request.POST), standing(story).words
        words = f"{done}." if done == stands else f"{done}. {stands}."
        if story.live_path and PUBLISHING.keys() & request.POST.keys():
            words = format_html('{} <a href="{}">Read it</a>', words, story.live_path)
        yield messages.SUCCESS, words
        for act in request.meanwhile:
            yield messages.WARNING, act.words
        if (meeting := getattr(request, "meeting", None)) and meeting.words:
            yield messages.INFO, meeting.words
        if {"kept", "other"} & choices(request.POST):
            yield messages.INFO, "What was not chosen is kept in the history."
        if getattr(request, "sets_time", False) and not PUBLISHING.keys() & request.POST.keys():
            yield messages.WARNING, "Nothing was scheduled: for that, press Schedule."
        if request.offered != self.offered(request, obj):
            words = "What you typed earlier and did not save is beside the form, under “Typed earlier and not saved”."
            yield messages.INFO, words
        if unused := getattr(request, "unused", None):
            panels = ", ".join(f"“{label}”" for label in unused)
            yield messages.WARNING, f"Not used yet, and still where you typed it: {panels}."
