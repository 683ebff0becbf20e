"""What can be done with a page of the publication: each is atomic, and leaves a version or a line in the log."""

from __future__ import annotations

from django.db import transaction

from authors.activity import Activity, called, log
from front.models import Page, PageVersion
from redirects.models import Redirect


class Stale(Exception):
    """Somebody has saved the page since; `version` is theirs."""

    def __init__(self, version: PageVersion):
        super().__init__(version)
        self.version = version


@transaction.atomic
def save(page: Page, *, by, seen: int | None = None, note: str = "") -> PageVersion:
    """
    Saves what is written as a new version. Where a live page gets another address, the old one leads there.

    Raises Stale where the last version isn't the one that was `seen`.
    """
    before = page.pk and Page.objects.select_for_update().get(pk=page.pk)
    if before and seen is not None and seen != before.version:
        raise Stale(before.versions.get(number=before.version))
    page.version = before.version + 1 if before else 1
    page.save()
    if before and before.live_id and before.slug != page.slug:
        Redirect.objects.move(before.get_absolute_url(), page.get_absolute_url())
    return PageVersion.objects.create(
        page=page, number=page.version, saved_by=by, saved_by_name=called(by), note=note, **page.content()
    )


@transaction.atomic
def put_live(page: Page, *, by) -> None:
    """Readers get the version that was saved last."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    page.live = page.versions.get(number=page.version)
    page.save(update_fields=["live"])
    log(Activity.Verb.PUBLISH, page, by=by, words=f"Version {page.version}", version=page.version)


@transaction.atomic
def take_down(page: Page, *, by) -> None:
    """Readers have it no more; what is written stays."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    page.live = None
    page.save(update_fields=["live"])
    log(Activity.Verb.WITHDRAW, page, by=by)


@transaction.atomic
def restore(version: PageVersion, *, by, seen: int) -> PageVersion:
    """Makes the page what it was in that version, as a new one. Readers see nothing of it. Raises Stale."""
    page = version.page
    for name in page.content():
        setattr(page, name, getattr(version, name))
    return save(page, by=by, seen=seen, note=f"Version {version.number}, restored")
