"""Where what stood at an address stands now."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from redirects.paths import is_elsewhere, tidy

in_the_web = URLValidator(schemes=["http", "https"])


class RedirectQuerySet(models.QuerySet):
    @transaction.atomic
    def move(self, old: str, new: str) -> None:
        """
        What stood at `old` stands at `new` from now on. Whatever led to `old` leads to `new` at once, and nothing
        leads away from `new`: so there are neither chains nor circles.
        """
        old, new = tidy(old), tidy(new)
        if old == new:
            return
        self.filter(old_path=new).delete()
        self.repoint(old, new)
        self.update_or_create(old_path=old, defaults={"new_path": new})

    def repoint(self, old: str, new: str) -> None:
        """What led to `old`, or to a place in it, leads to `new`; to that place in it, unless it names one itself."""
        self.filter(new_path=old).update(new_path=new)
        to_a_place = self.filter(new_path__startswith=f"{old}#")
        if new and "#" not in new:
            to_a_place.update(new_path=Concat(Value(new), Substr("new_path", len(old) + 1)))
        else:
            to_a_place.update(new_path=new)


class Redirect(models.Model):
    """
    An address at which nothing stands any more. A page that stands there comes first: then it is not asked for.

    Both paths are as `paths.tidy()` writes them; `new_path` may name a place in the page (`#…`), be an address
    elsewhere, or empty: what was there is gone, and asking answers 410.
    """

    old_path = models.CharField(
        "old address",
        max_length=500,
        unique=True,
        help_text="Without the site's name: /the-old-address/, /story.php?id=17, or /?p=123 of a WordPress "
        "site.",
    )
    new_path = models.CharField(
        "leads to",
        max_length=500,
        blank=True,
        help_text="An address of this site, such as /the-new-address/, or of another, with https://. Empty: what was "
        "there is gone for good.",
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["old_path"]
        indexes = [models.Index(fields=["new_path"], name="redirect_by_new_path")]
        constraints = [
            models.CheckConstraint(
                name="redirect_leads_away",
                condition=~Q(old_path=F("new_path")),
                violation_error_message="This address would lead to itself.",
            )
        ]

    def __str__(self):
        return self.old_path

    def clean(self):
        if self.old_path:  # else a form has refused it already, and said why
            self.old_path = self._local("old_path", self.old_path)
        if not self.new_path:
            return
        if is_elsewhere(self.new_path):
            in_the_web(self.new_path)
            return
        address, mark, place = self.new_path.partition("#")
        there = self._local("new_path", address)
        self.new_path = f"{there}{mark}{place}"
        others = Redirect.objects.exclude(pk=self.pk)
        further = others.filter(old_path=there).values_list("new_path", flat=True).first()
        if self.old_path and self.old_path in (there, further and further.partition("#")[0]):
            raise ValidationError(
                {
                    "new_path": f"That would lead in a circle: {there} leads to {self.old_path}. Change that "
                    "redirect first."
                    if further
                    else "This address would lead to itself. Give the one at which the page stands now."
                }
            )
        if further is not None:  # a chain is shortened to where it ends
            self.new_path = further if "#" in further or not further else f"{further}{mark}{place}"

    def _local(self, field: str, address: str) -> str:
        if is_elsewhere(address) or not address.startswith("/"):
            raise ValidationError({field: "Begin with a slash, without the site's name: /the-address/."})
        return tidy(address)

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Redirect.objects.repoint(self.old_path, self.new_path)


class Moving(models.Model):
    """Something with a page of its own: where its address changes, the old one leads to the new."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @transaction.atomic
    def save(self, *args, **kwargs):
        before = None if self._state.adding else type(self)._default_manager.filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        if before:
            Redirect.objects.move(before.get_absolute_url(), self.get_absolute_url())
