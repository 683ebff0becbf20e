"""A story is begun once, however often its add form is sent."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import JsonResponse, QueryDict
from django.urls import path, reverse

from articles.models import Article


class Beginning:
    """Part of the story's admin: each opened add form has a key, which the story that it begins keeps."""

    def get_urls(self):
        begun = path("begun/", self.admin_site.admin_view(self.begun_view), name="articles_article_begun")
        return [begun, *super().get_urls()]

    def begun_view(self, request):
        """
        The `address` of the story that an add form of this person has begun, and the `version` that it was begun
        as; both None where it has not. See sending.js and begun.js.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        key = form_key(request.GET, request.user)
        begun = key and self.get_queryset(request).filter(form_key=key).first()
        address = reverse("admin:articles_article_change", args=[begun.pk]) if begun else None
        version = begun and begun.revisions.order_by("version").values_list("version", flat=True).first()
        return JsonResponse({"address": address, "version": version})

    def begun_before(self, request) -> str | None:
        """
        The key of the story that this add form has begun when it was sent before. To be asked in a transaction: of two
        forms sent at the same moment the second waits for the first.
        """
        if not (key := form_key(request.POST, request.user)):
            return None
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
        begun = Article.objects.filter(form_key=key).values_list("pk", flat=True).first()
        return str(begun) if begun else None


def form_key(sent: QueryDict, user) -> uuid.UUID | None:
    """What tells one opened add form from all others, of this and of other people."""
    try:
        return uuid.uuid5(uuid.UUID(sent.get("form_key", "")), str(user.pk))
    except ValueError:
        return None
