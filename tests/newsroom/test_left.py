"""Somebody has left, and the account is deleted: the desk still says who did what, and no page of it breaks."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import strip_tags

from articles import workflow
from articles.models import Article, Assignment, Autosave, Comment, PreviewLink
from authors.models import Activity, Author, User
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory
from tests.surfaces import patterns

pytestmark = pytest.mark.django_db

TOM = "Tom Okafor"


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def chief():
    return Desk(staff("Chief", first_name="Leela", last_name="Ramanathan"))


@pytest.fixture
def jo():
    return staff("Writer", first_name="Jo", last_name="Lind")


@pytest.fixture
def stories(chief, jo):
    """One that Tom began, signed and published, and one of Jo's that he sent back; then his account is deleted."""
    tom = Desk(staff("Editor", username="tom", first_name="Tom", last_name="Okafor"))
    section, author = SectionFactory(), AuthorFactory(name=TOM, user=tom.user)
    tom.open().type(
        **{
            "headline": "Pilots end strike",
            "body": "<p>Ships move.</p>",
            "section": section.pk,
            "bylines-0-author": author.pk,
            "save_note": "What the port says",
        }
    ).press()
    his = Article.objects.get()
    at = reverse("admin:articles_article_notes", args=[his.pk])
    tom.post(at, {"add": "", "text": f"Who counted, @{chief.user.username}?"})
    note = Comment.objects.get()
    tom.post(at, {"reply": note.pk, f"reply-{note.pk}": "I did."})
    tom.post(at, {"resolve": note.pk})
    deadline = {"assign": "", "assignment-to": tom.user.pk, "assignment-brief": "Count them."}
    tom.post(reverse("admin:articles_article_assignment", args=[his.pk]), deadline)
    ends = timezone.localtime() + timedelta(days=2)
    links = reverse("admin:articles_article_links", args=[his.pk])
    tom.post(links, {"label": "A lawyer", "ends_at": f"{ends:%Y-%m-%dT%H:%M}"})
    tom.open(his).press("_publish")
    tom.open(his).type(kicker="Labour").press()
    tom.open(his).type(headline="Not saved")
    kept = {"tab": tom.form["tab"], "article": his.pk, "values": urlencode(tom.form, doseq=True)}
    tom.post(reverse("admin:articles_article_autosave"), kept | {"changed": ["Headline"]})

    hers = ArticleFactory(headline="Ferries sail", created_by=jo, stage="in_edit", section=section)
    tom.open(hers).type(stage_note="Which ferries?").press("_send_back")
    Assignment.objects.create(article=hers, to=jo, by=tom.user, due_at=timezone.now() + timedelta(days=1))
    assert Autosave.objects.exists()

    address = reverse("admin:authors_user_delete", args=[tom.user.pk])
    assert "text was typed with it that was never saved" in words(chief.get(address))
    chief.post(address, {"post": "yes"})
    assert User.objects.filter(username="tom").exists()
    Autosave.objects.update(seen_at=timezone.now() - timedelta(days=31))
    Autosave.objects.forget_old()  # as when anybody types next

    assert chief.get(address).status_code == 200
    chief.post(address, {"post": "yes"})
    assert not User.objects.filter(username="tom").exists()
    return his, hers


def deletion_of(chief, user):
    return chief.get(reverse("admin:authors_user_delete", args=[user.pk]))


def said(response):
    """The words of the page, without its head, menu and markup."""
    return " ".join(strip_tags(response.content.decode().split("<h1")[1]).split())


def autosave(desk, article=None, **typed):
    """As the form's script does it; where nothing is typed, only to say that the form is open."""
    kept = {"tab": desk.open(article).type(**typed).form["tab"], "article": article.pk if article else ""}
    if typed:
        kept |= {"values": urlencode(desk.form, doseq=True), "changed": list(typed)}
    desk.post(reverse("admin:articles_article_autosave"), kept)


def test_before_an_account_is_deleted_it_is_said_in_plain_words_what_goes_and_what_stays(chief):
    tom = Desk(staff("Editor", username="tom", first_name="Tom", last_name="Okafor"))
    assert "algorithm" not in said(chief.get(reverse("admin:authors_user_change", args=[tom.user.pk])))
    page = said(deletion_of(chief, tom.user))
    assert "What goes with it" not in page and "stay" not in page

    his = ArticleFactory(created_by=tom.user, bylines=[AuthorFactory(name=TOM, user=tom.user)])
    begun = ArticleFactory(created_by=tom.user)
    autosave(tom, begun)
    tom.user.saved_filters.create(name="Embassy, ready", query="stage=ready")
    LogEntry.objects.create(user=tom.user, action_flag=CHANGE, object_repr="Harbour")
    Assignment.objects.create(article=his, to=tom.user)
    page = said(deletion_of(chief, tom.user))
    assert "2 stories, their history and their bylines stay, under this name." in page
    assert "What is assigned to it (1 story) is assigned to nobody then." in page
    assert "Its saved filters go with it: “Embassy, ready”." in page
    assert not any(words in page for words in ("relationship", "Log entry", "object (", "not saved", "Text"))
    chief.post(reverse("admin:authors_user_delete", args=[tom.user.pk]), {"post": "yes"})
    assert not User.objects.filter(username="tom").exists()


def test_unsaved_text_that_keeps_an_account_is_named_once_a_story_with_its_time(chief):
    tom = Desk(staff("Editor", username="tom", first_name="Tom", last_name="Okafor"))
    article = ArticleFactory(headline="Ferries sail")
    with time_machine.travel("2026-11-24 12:00Z", tick=False) as clock:
        autosave(tom, article, headline="Ferries stay")
        clock.shift(timedelta(hours=1))
        autosave(tom, article, headline="Ferries sink")
        autosave(tom, headline="Not for the chief's eyes")
        autosave(tom, ArticleFactory(headline="Pilots end strike"))
        response = deletion_of(chief, tom.user)
    page = said(response)
    assert page.count("Ferries sail") == 1
    assert "“Ferries sail”, typed last on 24 Nov at 13:00" in page
    assert "A new story, typed last on 24 Nov at 13:00" in page
    assert "chief" not in page and "Pilots" not in page


def test_nothing_goes_with_the_account_but_what_was_for_its_owner_alone(stories):
    his, _ = stories
    assert his.revisions.count() >= 3
    assert his.editions.get().bylines.get().name == TOM
    assert his.bylines.get().author == Author.objects.get(name=TOM)
    assert (Comment.objects.count(), PreviewLink.objects.count(), Assignment.objects.count()) == (2, 1, 2)
    assert not Autosave.objects.exists()


def test_the_history_says_by_name_who_it_was(chief, stories):
    his, _ = stories
    assert words(chief.get(reverse("admin:articles_article_history", args=[his.pk]))).count(TOM) >= 3
    first, *_, last = his.revisions.order_by("pk")
    assert TOM in words(chief.get(reverse("admin:articles_article_revision", args=[his.pk, first.pk])))
    compared = reverse("admin:articles_article_compare", args=[his.pk])
    assert TOM in words(chief.get(compared, {"a": first.pk, "b": last.pk}))
    assert {line.by_name for line in Activity.objects.filter(verb="publish")} == {"Tom Okafor (tom)"}


def test_lists_and_my_desk_say_by_name_who_it_was(chief, jo, stories):
    assert words(chief.get(reverse("admin:articles_article_changelist"))).count(f">{TOM}</span>") == 2
    writer = Desk(jo)
    mine = words(writer.get(reverse("admin:index")))
    assert f"Sent back by {TOM}: Which ferries?" in mine
    assert f"by {TOM}" in mine
    assert f"Sent back by {TOM} on" in words(writer.open(stories[1]).shown)


def test_a_stale_save_says_by_name_whose_work_it_meets(chief, jo):
    tom = Desk(staff("Editor", username="tom", first_name="Tom", last_name="Okafor"))
    story = ArticleFactory(headline="Pilots end strike")
    workflow.record(story, by=None)
    other = Desk(staff("Editor"))
    for desk in (chief, other, tom):
        desk.open(story)
    tom.type(headline="Tom's headline", kicker="Labour").press()
    tom.user.delete()
    asked = words(chief.type(headline="Another headline").press())
    assert f"{TOM} saved this story at" in asked
    assert "Nothing is saved yet" in asked
    merged = words(other.type(standfirst="Ships move.").press())
    assert f"{TOM} saved this story at" in merged
    assert "both are in it now" in merged


def test_notes_and_links_say_who_it_was_or_that_they_have_left(chief, stories):
    his, _ = stories
    notes = words(chief.get(reverse("admin:articles_article_notes", args=[his.pk])))
    assert notes.count(f"<b>{TOM}</b>") == 2
    assert "by somebody who has left" in notes
    links = words(chief.get(reverse("admin:articles_article_links", args=[his.pk])))
    assert "by somebody who has left" in links


def test_what_was_assigned_to_them_waits_for_somebody_else(chief, stories):
    his, hers = stories
    assert "Nobody has it yet" in words(chief.open(his).shown)
    assert f"Assigned to {hers.assignment.to}" in words(chief.open(hers).shown)
    assert chief.type(kicker="Port").press().status_code == 200


def test_an_earlier_version_of_theirs_is_restored_and_published(chief, stories):
    his, _ = stories
    first = his.revisions.order_by("pk").first()
    address = reverse("admin:articles_article_restore_revision", args=[his.pk, first.pk])
    said = words(chief.post(address, {"version": Article.objects.get(pk=his.pk).version}, follow=True))
    assert "Restored from" in said
    assert Article.objects.get(pk=his.pk).kicker == ""


def test_no_page_of_the_desk_breaks(chief, stories):
    his, _ = stories
    keys = {"articles_article_revision": [his.pk, his.revisions.first().pk]}
    walked = 0
    for route, name in patterns(within="admin/"):
        arguments = route.count("<")
        args = keys.get(name) or [his.pk] * arguments
        try:
            address = reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
        if name in {"logout", "login", "media_image_card"}:
            continue
        response = chief.get(address, {"a": "now", "b": "e1"} if name.endswith("compare") else {})
        assert response.status_code in {200, 302, 403, 404, 405}, address
        walked += response.status_code == 200
    assert walked >= 30, "the walk has to see pages, or it proves nothing"
