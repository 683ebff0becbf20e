"""
What stands beside a story's text and is saved by itself: its notes and its assignment.

Both have their own form and address. In the story's form their fields name that form, so they are sent apart from the
story; a script sends them without leaving the page, and gets back the part that it replaces (`data-beside`).
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.admin.in_place import is_by_script
from authors.models import User


def people() -> list[User]:
    """Who works with stories at all, by name: those who can be mentioned or assigned."""
    found = User.objects.with_perm(
        "articles.view_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    return sorted(found, key=lambda user: str(user).casefold())


def answer(request, admin, article, template: str, context: dict, said: str = "") -> HttpResponse:
    """The part alone for a script; else the page of notes, after a save by a redirect."""
    if is_by_script(request):
        return TemplateResponse(request, template, {"article": article, "said": said, **context})
    if said:
        messages.success(request, said)
        return redirect("admin:articles_article_notes", article.pk)
    return TemplateResponse(
        request,
        "admin/articles/article/notes.html",
        {
            **admin.admin_site.each_context(request),
            "title": "Notes",
            "subtitle": str(article),
            "opts": admin.opts,
            "article": article,
            **admin.beside(request, article),
            **context,
        },
    )
