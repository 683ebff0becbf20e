"""The activity log: what somebody may have to answer for is in it, and stays in it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ads.models import AdSlot, Booking, Creative
from articles import workflow
from articles.models import Article
from authors.activity import Activity, log
from authors.models import Author, AuthorLink, User
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory, publish
from tests.newsroom.test_admin_look import VECTORS, dangers

pytestmark = pytest.mark.django_db

LIST = "admin:authors_activity_changelist"


@pytest.fixture
def chief():
    return Desk(staff("Chief", username="agnes", first_name="Agnes", last_name="Thorne"))


@pytest.fixture
def editor():
    return Desk(staff("Editor", username="ana", first_name="Ana", last_name="Ruiz"))


def words(response):
    return " ".join(response.content.decode().split())


def said(**filters):
    return [
        (line.by_name, line.verb, line.name, line.words)
        for line in Activity.objects.filter(**filters).order_by("pk")
    ]


def send(desk, model, thing, form, **values):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[thing.pk])
    return desk.post(address, read_form(desk.get(address), form) | values)


# --- What is in it ---


def test_every_verb_that_readers_notice_is_in_the_log_with_who_and_on_what(editor):
    article = ArticleFactory(headline="Pilots end strike")
    editor.open(article).press("_publish")
    editor.open(article).type(
        headline="Pilots end 9-day strike", correction_kind="correction", correction_text="It was nine days."
    ).press("_publish")
    editor.open(article).type(
        headline="Pilots return", correction_kind="update", correction_text="They are back."
    ).press("_publish")
    later = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    editor.open(article).type(at=later).press("_schedule")
    editor.open(article).press("_unschedule")
    editor.open(article).type(end=later).press("_set_end")
    editor.open(article).type(withdraw_notice="We are checking it.").press("_withdraw")
    editor.open(article).press("_restore")
    verbs = [(verb, told) for _, verb, _, told in said(kind="articles.article")]
    assert [verb for verb, _ in verbs] == [
        "publish", "correct", "publish", "schedule", "unschedule", "end", "withdraw", "restore",
    ]  # fmt: skip
    told = dict(verbs[1:])
    assert "Correction: It was nine days." in told["correct"]
    assert told["withdraw"] == "We are checking it."
    assert {by for by, *_ in said()} == {"Ana Ruiz (ana)"}
    assert said()[0][2] == "Pilots end strike"  # as it was called then


def test_what_is_not_done_is_not_in_the_log(editor):
    article = ArticleFactory(body="")
    editor.open(article).press("_publish")
    publish(ArticleFactory())
    Activity.objects.all()
    editor.open(article).press("_preview")
    assert said(by=editor.user) == []


def test_a_changed_byline_is_in_the_log_and_an_unchanged_one_is_not(editor):
    author, other = AuthorFactory(name="Jo Lind"), AuthorFactory(name="Tom Okafor")
    article = ArticleFactory(bylines=[author])
    workflow.record(article, by=None)
    editor.open(article).type(kicker="Labour").press()
    assert said() == []
    editor.open(article).type(**{"bylines-0-author": other.pk}).press()
    assert said() == [("Ana Ruiz (ana)", "byline", article.headline, "By Jo Lind became By Tom Okafor")]


def test_an_author_who_is_called_otherwise_is_in_the_log(chief):
    author, jo = AuthorFactory(name="Jo Lind"), staff("Writer", username="jo")
    send(chief, Author, author, "author_form", name="Jo Marsh", user=jo.pk)
    assert [(verb, told) for _, verb, _, told in said()] == [
        ("byline", "“Jo Lind” is called “Jo Marsh” now"),
        ("permission", "The staff account was that of nobody, and is that of jo"),
    ]


def test_rights_that_are_given_and_taken_are_in_the_log(chief):
    jo, sport = staff("Writer", username="jo"), SectionFactory(name="Sport")
    groups = {group.name: group.pk for group in Group.objects.all()}
    send(chief, User, jo, "user_form", groups=[groups["Editor"]], sections=[sport.pk])
    [line] = Activity.objects.all()
    assert (line.verb, line.name, line.by) == ("permission", "jo", chief.user)
    assert line.words == "groups: + Editor; groups: − Writer; sections: + Sport"
    assert line.details["groups"] == {"added": ["Editor"], "removed": ["Writer"]}
    send(chief, User, jo, "user_form", first_name="Jo")
    assert Activity.objects.count() == 1
    address = reverse("admin:authors_user_change", args=[jo.pk])
    form = read_form(chief.get(address), "user_form")
    chief.post(address, {name: value for name, value in form.items() if name != "is_active"})
    assert "may sign in: no" in Activity.objects.first().words


def test_a_new_account_and_another_password_are_in_the_log(chief):
    phrase = {"password1": "a long pass phrase", "password2": "a long pass phrase"}
    writer = Group.objects.get(name="Writer").pk
    chief.post(reverse("admin:authors_user_add"), {"username": "jo", "groups": writer, **phrase})
    jo = User.objects.get(username="jo")
    address = reverse("admin:auth_user_password_change", args=[jo.pk])
    chief.post(address, {"usable_password": "true", **phrase, "password1": "no match"})
    chief.post(address, {"usable_password": "true", "set-password": "", **phrase})
    new, password = said()
    assert new[3].startswith("New staff account; may sign in: yes; staff: yes")
    assert new[3].endswith("groups: + Writer")
    assert password[1:] == ("permission", "jo", "Set another password")
    assert "pass phrase" not in str(list(Activity.objects.values()))


def test_rights_of_a_superuser_and_of_a_group_are_in_the_log():
    root = Desk(UserFactory(username="root", is_superuser=True))
    jo, group = staff("Writer", username="jo"), Group.objects.get(name="Writer")
    delete = Permission.objects.get(codename="delete_article")
    send(root, User, jo, "user_form", is_superuser="on", user_permissions=[delete.pk])
    send(root, Group, group, "group_form", name="Reporter", permissions=[delete.pk])
    account, changed = Activity.objects.order_by("pk")
    assert "superuser: yes" in account.words and "rights: + articles.delete_article" in account.words
    assert "called: Reporter" in changed.words
    assert "articles.delete_article" in changed.details["rights"]["added"]
    assert "articles.add_article" in changed.details["rights"]["removed"]


def test_a_story_that_was_never_published_is_deleted_and_stays_in_the_log_by_its_headline(editor):
    article = ArticleFactory(headline="Pilots end strike", tags=["harbour"])
    workflow.record(article, by=editor.user)
    editor.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()
    assert [line[:3] for line in said()] == [("Ana Ruiz (ana)", "delete", "Pilots end strike")]
    editor.post(reverse("admin:articles_article_delete", args=[publish().article.pk]), {"post": "yes"})
    assert Activity.objects.filter(verb="delete").count() == 1


def test_whatever_is_deleted_one_by_one_or_several_at_once_is_in_the_log(chief):
    one, two = SectionFactory(name="Sport"), SectionFactory(name="Money")
    address = reverse("admin:sections_section_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [one.pk, two.pk], "post": "yes"}
    chief.post(address, chosen)
    author = AuthorFactory(name="Jo Lind")
    chief.post(reverse("admin:authors_author_delete", args=[author.pk]), {"post": "yes"})
    jo = staff("Writer", username="jo")
    chief.post(reverse("admin:authors_user_delete", args=[jo.pk]), {"post": "yes"})
    creative = Creative.objects.create(
        name="Tall", kind=Creative.Kind.CODE, size=AdSlot.objects.first().sizes[0], code="<p>Buy</p>"
    )
    booking = Booking.objects.create(creative=creative, booked_from=timezone.now())
    chief.post(reverse("admin:ads_booking_delete", args=[booking.pk]), {"post": "yes"})
    names = [name for _, verb, name, _ in said() if verb == "delete"]
    assert sorted(names[:2]) == ["Money", "Sport"]
    assert names[2:] == ["Jo Lind", "jo", str(booking)]


def test_what_is_deleted_within_the_form_of_another_thing_is_in_the_log(chief):
    author = AuthorFactory(name="Jo Lind")
    AuthorLink.objects.create(author=author, label="Mastodon", url="https://social.example/jo")
    send(chief, Author, author, "author_form", **{"links-0-DELETE": "on"})
    assert said() == [("Agnes Thorne (agnes)", "delete", "Jo Lind", "The link “Mastodon”")]


# --- That it stays ---


def test_the_database_refuses_to_change_or_to_delete_a_line(chief):
    line = log(Activity.Verb.DELETE, ArticleFactory(), by=chief.user)
    other = UserFactory()
    for change in [
        lambda: Activity.objects.update(words="Nothing happened"),
        lambda: Activity.objects.update(by=other),
        lambda: Activity.objects.update(by=None, by_name="Somebody else"),
        lambda: Activity.objects.all().delete(),
        lambda: line.delete(),
        lambda: line.save(),
    ]:
        if change.__code__.co_names == ("line", "save"):
            line.at += timedelta(days=1)
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM authors_activity")
    assert Activity.objects.get().by == chief.user


def test_a_line_outlives_the_account_that_it_tells_of(chief):
    jo = staff("Editor", username="jo", first_name="Jo", last_name="Lind")
    log(Activity.Verb.WITHDRAW, ArticleFactory(), by=jo)
    chief.post(reverse("admin:authors_user_delete", args=[jo.pk]), {"post": "yes"})
    assert not User.objects.filter(username="jo").exists()
    line = Activity.objects.get(verb="withdraw")
    assert (line.by, line.by_name) == (None, "Jo Lind (jo)")
    assert "Jo Lind (jo)" in words(chief.get(reverse(LIST)))


@pytest.mark.parametrize("superuser", [False, True])
def test_no_role_of_the_admin_adds_changes_or_deletes_a_line(chief, superuser):
    User.objects.filter(pk=chief.user.pk).update(is_superuser=superuser)
    line = log(Activity.Verb.DELETE, ArticleFactory(), by=None, words="As it was")
    for view in ("add", "change", "delete"):
        pk = [line.pk] if view != "add" else []
        address = reverse(f"admin:authors_activity_{view}", args=pk)
        assert chief.post(address, {"words": "Hacked", "post": "yes"}).status_code == 403
    chief.post(reverse(LIST), {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})
    assert Activity.objects.get().words == "As it was"
    assert (
        not Permission.objects.filter(content_type__model="activity")
        .exclude(codename="view_activity")
        .exists()
    )


# --- How it is read ---


def test_only_chiefs_read_the_log():
    for role, status in {"Chief": 200, "Editor": 403, "Writer": 403, "Ad manager": 403}.items():
        assert Desk(staff(role)).get(reverse(LIST)).status_code == status


def test_the_log_is_searched_and_filtered_by_what_who_and_when(chief, editor):
    found = log(
        Activity.Verb.WITHDRAW, ArticleFactory(headline="Ferries sail"), by=editor.user, words="Checking"
    )
    log(Activity.Verb.DELETE, ArticleFactory(headline="Tides"), by=chief.user)
    today = timezone.localdate()
    for query in [
        {"q": "ferries"},
        {"q": "checking ruiz"},
        {"verb__exact": "withdraw"},
        {"person": "Ana Ruiz (ana)"},
        {"person": "Ana Ruiz (ana)", "at__year": today.year, "at__month": today.month, "at__day": today.day},
    ]:
        assert list(chief.get(reverse(LIST), query).context["cl"].result_list) == [found], query
    assert not chief.get(reverse(LIST), {"at__year": today.year - 1}).context["cl"].result_list


def test_the_log_needs_the_same_queries_for_any_number_of_lines(chief, django_assert_num_queries):
    article = ArticleFactory()
    for _ in range(2):
        log(Activity.Verb.WITHDRAW, article, by=chief.user)
    chief.get(reverse(LIST))
    with django_assert_num_queries(11):
        chief.get(reverse(LIST))
    for number in range(20):
        log(Activity.Verb.WITHDRAW, article, by=UserFactory() if number % 2 else None)
    with django_assert_num_queries(11):
        page = chief.get(reverse(LIST))
    assert reverse("admin:articles_article_change", args=[article.pk]) in words(page)
    assert "22 entries" in words(page)


def detail(desk, line):
    return words(desk.get(reverse("admin:authors_activity_change", args=[line.pk])))


def test_a_line_shows_what_changed_as_a_table_with_ways_to_what_is_still_there(chief, editor):
    author, other = AuthorFactory(name="Jo Lind"), AuthorFactory(name="Tom Okafor")
    article = ArticleFactory(bylines=[author])
    workflow.record(article, by=None)
    editor.open(article).type(**{"bylines-0-author": other.pk}).press()
    [line] = Activity.objects.all()
    author.delete()
    shown = detail(chief, line)
    assert "{" not in shown[shown.index('id="content-main"') : shown.index("<footer")]
    before, after = shown.split('<th scope="row">Bylines</th>')[1].split("</td>")[:2]
    assert before == "<td><bdi>By Jo Lind</bdi>"
    to_author = reverse("admin:authors_author_change", args=[other.pk])
    assert after == f'<td><bdi><a href="{to_author}">By Tom Okafor</a></bdi>'
    for model, thing in [("articles_article", article), ("authors_user", editor.user)]:
        assert f'<a href="{reverse(f"admin:{model}_change", args=[thing.pk])}">' in shown


def test_the_log_leads_to_each_line(chief):
    line = log(Activity.Verb.WITHDRAW, ArticleFactory(), by=chief.user)
    assert reverse("admin:authors_activity_change", args=[line.pk]) in words(chief.get(reverse(LIST)))


def test_a_line_leads_nowhere_where_what_it_tells_of_is_gone(chief):
    article = ArticleFactory()
    jo = staff("Editor", username="jo", first_name="Jo")
    line = log(Activity.Verb.WITHDRAW, article, by=jo, edition=1)
    story = reverse("admin:articles_article_change", args=[article.pk])
    account = reverse("admin:authors_user_change", args=[jo.pk])
    assert story in detail(chief, line) and account in detail(chief, line)
    article.delete()
    jo.delete()
    line.refresh_from_db()
    shown = detail(chief, line)
    assert f"/articles/article/{article.pk}/" not in shown
    assert account not in shown
    assert "Jo (jo)" in shown


def test_moments_in_a_line_are_those_of_the_publications_zone(chief, settings):
    at = timezone.make_aware(datetime(2031, 7, 9, 14, 30))
    line = log(
        Activity.Verb.PUBLISH, ArticleFactory(), by=None, edition=3, live_from=at.astimezone(UTC).isoformat()
    )
    shown = detail(chief, line)
    assert f"9 July 2031, 14:30:00 ({settings.TIME_ZONE})" in shown
    assert "+00:00" not in shown
    assert "Edition:</span> <bdi><a " in shown
    assert "No person, but a program" in shown


def test_rights_in_a_line_are_said_in_words(chief):
    jo, sport = staff("Writer", username="jo"), SectionFactory(name="Sport")
    groups = {group.name: group.pk for group in Group.objects.all()}
    send(chief, User, jo, "user_form", groups=[groups["Editor"]], sections=[sport.pk])
    shown = detail(chief, Activity.objects.get())
    assert '<th scope="row">Groups</th><td><bdi>Writer</bdi></td><td><bdi>Editor</bdi></td>' in shown
    assert (
        '<th scope="row">Sections</th><td><span class="quiet">–</span></td><td><bdi>Sport</bdi></td>' in shown
    )
    root = Desk(UserFactory(is_superuser=True))
    delete = Permission.objects.get(codename="delete_article")
    send(root, User, jo, "user_form", is_superuser="on", user_permissions=[delete.pk])
    shown = detail(chief, Activity.objects.first())
    assert '<th scope="row">Superuser</th><td><bdi>no</bdi></td><td><bdi>yes</bdi></td>' in shown
    assert f"<bdi>{delete.name}</bdi>" in shown


def test_details_of_any_shape_are_shown_as_words(chief):
    odd = {"odd": {"a": [1, {"b": None}], "c": True}, "none": None, "list": ["x", 2], "live_from": "31 Feb"}
    line = log(Activity.Verb.END, ArticleFactory(), by=chief.user, **odd, before="", after=[{"author": "x"}])
    shown = detail(chief, line)
    assert "a: 1, b: " in shown
    assert "31 Feb" in shown
    without = log(Activity.Verb.DELETE, ArticleFactory(), by=chief.user)
    assert "In detail" not in detail(chief, without)


@pytest.mark.parametrize("vector", VECTORS)
def test_what_the_log_quotes_is_text(chief, vector):
    author = AuthorFactory(name=vector[:120])
    line = log(
        Activity.Verb.BYLINE, author, by=UserFactory(first_name=vector[:150]), words=vector, before=vector
    )
    for address in [reverse(LIST), reverse("admin:authors_activity_change", args=[line.pk])]:
        response = chief.get(address)
        assert response.status_code == 200
        assert dangers(response) == []
        assert "14{%" not in response.content.decode()
