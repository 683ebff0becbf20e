"""What one person at the desk looks for again and again, under a name."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import models
from django.db.models import Q

# What the story list can be asked; a saved filter holds nothing else.
PARAMETERS = (
    "q", "whose", "standing", "stage", "section", "author", "tag", "changed_from", "changed_to", "published",
)  # fmt: skip


def known(query: str) -> str:
    """Of a query string what the story list understands, each once and in one order: equal questions look equal."""
    asked = dict(parse_qsl(query, max_num_fields=100))
    return urlencode({name: asked[name][:200] for name in PARAMETERS if name in asked})


class SavedFilter(models.Model):
    """`query` is what `known()` gives. The default is what its owner sees who just opens the list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_has_a_name_of_its_own"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="saved_filter_one_is_the_default"
            ),
        ]

    def __str__(self):
        return self.name
