"""Where what stood at an address stands now."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import F, Q

from redirects.paths import ENDINGS, found_at, is_elsewhere, led_on, tidy

LONGEST = 500  # characters of an address
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
        """
        What led to `old` leads to `new`, and what led to that with an ending, a query or a place, to what led_on()
        makes of these while it fits. What would come to lead to itself is none any more.
        """
        self.filter(new_path=old).update(new_path=new)
        hangs_on = Q(new_path__startswith=f"{old}#")
        if "?" not in old:
            for begins in ("?", *ENDINGS):
                hangs_on |= Q(new_path__startswith=f"{old}{begins}")
        for leads_from, leads_to in list(self.filter(hangs_on).values_list("old_path", "new_path")):
            if old not in found_at(leads_to.partition("#")[0]):
                continue  # it only begins so
            there = led_on(new, leads_to.removeprefix(old))
            one = self.filter(old_path=leads_from)
            if there == leads_from:
                one.delete()
            else:
                one.update(new_path=there if len(there) <= LONGEST else new)


class Redirect(models.Model):
    """
    An address at which nothing stands any more. A page that stands there comes first: then it is not asked for.

    Both paths are as `paths.tidy()` writes them; `new_path` may name a place in the page (`#…`), be an address
    elsewhere, or empty: what was there is gone, and asking answers 410.
    """

    old_path = models.CharField(
        "old address",
        max_length=LONGEST,
        unique=True,
        help_text="Without the site's name: /the-old-address/, /story.php?id=17, or /?p=123 of a WordPress "
        "site.",
    )
    new_path = models.CharField(
        "leads to",
        max_length=LONGEST,
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
        faults = {}
        # Where one is empty that must not be, a form has refused it already, and said why.
        for name, as_kept in (("old_path", self._start), ("new_path", self._end)):
            try:
                if getattr(self, name):
                    setattr(self, name, as_kept())
                if (long := len(getattr(self, name))) > LONGEST:
                    raise ValidationError(
                        f"Written out as it is kept, this address has {long} characters; {LONGEST} fit here. Shorten "
                        "it."
                    )
            except ValidationError as error:
                faults[name] = error
        if faults:
            raise ValidationError(faults)

    def _start(self) -> str:
        if is_elsewhere(self.old_path) or not self.old_path.startswith("/"):
            raise ValidationError("Begin with a slash, without the site's name: /the-address/.")
        return tidy(self.old_path)

    def _end(self) -> str:
        """Where it leads in the end: a chain is shortened to that."""
        try:
            if not self.new_path.startswith("/") or is_elsewhere(self.new_path):
                in_the_web(self.new_path)
                return self.new_path
        except ValidationError as error:
            raise ValidationError(
                "Write an address of this site, such as /the-new-address/, or one elsewhere that begins with https://."
            ) from error
        address, mark, place = self.new_path.partition("#")
        there = tidy(address)
        asked = found_at(there)
        if self.old_path in asked:
            raise ValidationError(
                "This address would lead to itself. Give the one at which the page stands now."
            )
        others = Redirect.objects.exclude(pk=self.pk).filter(old_path__in=asked)
        further = dict(others.values_list("old_path", "new_path"))
        base = next((base for base in asked if base in further), None)
        if base is None:
            return f"{there}{mark}{place}"
        end = led_on(further[base], f"{asked[base]}{mark}{place}")
        if self.old_path and self.old_path in found_at(end.partition("#")[0]):
            raise ValidationError(
                f"That would lead in a circle: {there} leads to {end}. Change that redirect first."
            )
        return end

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
