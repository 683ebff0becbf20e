"""Every address of the admin, as every role: what is not theirs is refused by the server."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from ads.models import AdSlot, Booking, Creative
from articles.models import Article, Comment, Series
from authors.models import Activity, Author, User
from front.models import Banner, Layout, Page, Pin, Publication
from media.models import Image
from redirects.models import Redirect
from sections.models import Section
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, ImageFactory, PageFactory, PinFactory, publish
from tests.front.zones import lay_out
from tests.surfaces import patterns

pytestmark = pytest.mark.django_db

EVERYTHING = {"add", "change", "delete", "view"}
# What a role may do with each kind of thing of which it is not the author. What isn't named: nothing.
RIGHTS = {
    "Writer": {
        Image: {"add", "change", "view"},
        Author: {"add", "view"},
        Section: {"view"},
        Tag: {"view"},
        Article: {"add"},
    },
    "Editor": {
        Article: EVERYTHING,
        Image: EVERYTHING,
        Author: {"add", "change", "view"},
        Section: {"view"},
        Tag: {"add", "change", "view"},
        Pin: EVERYTHING,
        Banner: EVERYTHING,
        Layout: {"add", "view"},
        Series: EVERYTHING,
    },
    "Picture editor": {
        Image: EVERYTHING,
        Article: {"view"},
        Author: {"view"},
        Section: {"view"},
        Tag: {"view"},
    },
    "Ad manager": {
        AdSlot: EVERYTHING,
        Creative: EVERYTHING,
        Booking: EVERYTHING,
        Section: {"view"},
    },
    "Chief": dict.fromkeys(
        [
            Article,
            Image,
            Author,
            Section,
            Tag,
            Pin,
            Banner,
            Layout,
            Series,
            Publication,
            AdSlot,
            Creative,
            Booking,
            User,
            Activity,
            Redirect,
            Page,
        ],
        EVERYTHING,
    ),
}
NOT_EVEN_THE_CHIEF = {
    (Publication, "add"), (Publication, "delete"),  # there is one
    (Layout, "change"), (Layout, "delete"),  # what readers had stays known
    (Activity, "add"), (Activity, "change"), (Activity, "delete"),  # it writes itself
}  # fmt: skip

# Addresses besides those that every kind of thing has: who may ask for them. Not named: the test fails.
OTHERS = {
    "articles_article_begun": {"Writer", "Editor", "Chief"},
    "articles_article_tags": {"Writer", "Editor", "Picture editor", "Chief"},
    "articles_article_stories": {"Writer", "Editor", "Picture editor", "Chief"},
    "articles_article_filters": {"Writer", "Editor", "Picture editor", "Chief"},
    "articles_article_autosave": {"Writer", "Editor", "Chief"},
    "articles_article_kept": {"Writer", "Editor", "Chief"},
    "articles_article_preview": {"Editor", "Picture editor", "Chief"},
    "articles_article_links": {"Editor", "Chief"},
    "articles_article_compare": {"Editor", "Picture editor", "Chief"},
    "articles_article_revision": {"Editor", "Picture editor", "Chief"},
    "articles_article_restore_revision": {"Editor", "Chief"},
    "articles_article_notes": {"Editor", "Picture editor", "Chief"},
    "articles_article_assignment": {"Editor", "Chief"},
    "calendar": {"Writer", "Editor", "Picture editor", "Chief"},
    "front_layout_preview": {"Editor", "Chief"},
    "front_layout_call_off": {"Editor", "Chief"},
    "front_pin_picture": {"Editor", "Chief"},
    "front_pin_place": {"Editor", "Chief"},
    "front_pin_preview": {"Editor", "Chief"},
    "front_publication_preview": {"Chief"},
    "front_page_preview": {"Chief"},
    "front_page_version": {"Chief"},
    "front_page_restore": {"Chief"},
    "media_image_choose": {"Writer", "Editor", "Picture editor", "Chief"},
    "media_image_card": {"Writer", "Editor", "Picture editor", "Chief"},
    "media_image_read": {"Writer", "Editor", "Picture editor", "Chief"},
    "ads_creative_preview": {"Ad manager", "Chief"},
    "auth_user_password_change": {"Chief"},
}
FOR_ALL = {
    "index",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "jsi18n",
    "view_on_site",
    "my_settings",
    "autocomplete",
    "app_list",  # of what its reader may see
}
STOCK = {"changelist": "view", "history": "view", "change": "view", "add": "add", "delete": "delete"}


@pytest.fixture
def things():
    """One of everything, none of which is the asker's."""
    edition = publish(tags=["harbour"])
    PinFactory(article=edition.article)
    lay_out({"kind": "lead"})
    now = timezone.now()
    Banner.objects.create(text="The bridge is shut", banner_until=now + timedelta(hours=1))
    creative = Creative.objects.create(
        name="Tall", kind=Creative.Kind.CODE, size=AdSlot.objects.first().sizes[0], code="<p>Buy</p>"
    )
    Booking.objects.create(creative=creative, booked_from=timezone.now()).slots.set(AdSlot.objects.all()[:1])
    ImageFactory()
    Series.objects.create(title="The strait", slug="the-strait").put([edition.article_id])
    Redirect.objects.create(old_path="/old/", new_path="/new/")
    PageFactory()
    staff("Writer", username="somebody")
    return {model: model.objects.exclude(pk=0).first() for model in RIGHTS["Chief"]} | {
        User: User.objects.get(username="somebody")
    }


def may(role, model, right):
    return right in RIGHTS[role].get(model, set()) and (model, right) not in NOT_EVEN_THE_CHIEF


def state():
    """All that is stored of every kind of thing."""
    return {model: list(model.objects.order_by("pk").values()) for model in RIGHTS["Chief"]}


def is_refused(response):
    """Also where the thing isn't there for the asker: that leads back to the desk, a save to the list of its kind."""
    path = getattr(response, "url", "").partition("?")[0]
    return response.status_code in {403, 405} or path == reverse("admin:index")


@pytest.mark.parametrize("role", RIGHTS)
def test_each_role_reaches_what_is_its_own_and_the_server_refuses_the_rest(role, things):
    person = Desk(staff(role))
    before = state()
    registered = set(admin.site._registry) - {Group}
    assert registered == set(RIGHTS["Chief"]), "a kind of thing that no role was thought about for"
    for model in registered:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        for view, right in STOCK.items():
            pk = [things[model].pk] if view in {"history", "change", "delete"} else []
            address = reverse(f"admin:{name}_{view}", args=pk)
            allowed = may(role, model, right)
            if role == "Writer" and model is Article and view == "changelist":
                allowed = True  # with their own stories in it, and no others
            status = person.get(address).status_code
            if model is Publication and view == "changelist" and allowed:
                assert status == 302
            else:
                assert (status == 200) == allowed, (role, address, status)
            # What may only be looked at can't be sent either.
            sent_with = {"change": "change"}.get(view, right)
            if not may(role, model, sent_with) and view != "changelist":
                data = {"post": "yes", "name": "Hacked", "headline": "Hacked", "username": "Hacked"}
                assert is_refused(person.post(address, data)), (role, address)
    assert state() == before


@pytest.mark.parametrize("role", RIGHTS)
def test_the_other_addresses_are_refused_too(role, things):
    person = Desk(staff(role))
    stock = {
        f"{model._meta.app_label}_{model._meta.model_name}_{view}"
        for model in admin.site._registry
        for view in STOCK
    }
    named = {name for _, name in patterns(within="admin/") if name}
    assert named - stock - FOR_ALL == set(OTHERS), "an address that no role was thought about for"
    args = {
        "articles_article_preview": [things[Article].pk],
        "articles_article_links": [things[Article].pk],
        "articles_article_compare": [things[Article].pk],
        "articles_article_revision": [things[Article].pk, things[Article].revisions.first().pk],
        "articles_article_restore_revision": [things[Article].pk, things[Article].revisions.first().pk],
        "articles_article_notes": [things[Article].pk],
        "articles_article_assignment": [things[Article].pk],
        "front_layout_call_off": [things[Layout].pk],
        "front_page_version": [things[Page].pk, 1],
        "front_page_restore": [things[Page].pk, 1],
        "media_image_card": [things[Image].pk],
        "ads_creative_preview": [things[Creative].pk],
        "auth_user_password_change": [things[User].pk],
    }
    asked = {"articles_article_compare": {"a": "now", "b": "e1"}}
    for name, roles in OTHERS.items():
        address = reverse(f"admin:{name}", args=args.get(name, []))
        status = person.get(address, asked.get(name)).status_code
        if status == 405:
            status = person.post(address).status_code
            if name in {"articles_article_restore_revision", "front_layout_call_off", "front_page_restore"}:
                status = 200 if status == 302 else status  # which leads to the story, the layout, the page
        assert (status not in {302, 403, 404}) == (role in roles), (role, name, status)


@pytest.mark.parametrize("role", RIGHTS)
def test_choices_that_are_found_by_typing_show_only_what_the_role_may_see(role, things):
    person = Desk(staff(role))
    for model, model_admin in admin.site._registry.items():
        inlines = [(inline.model, inline) for inline in model_admin.inlines]
        for owner, holder in [(model, model_admin), *inlines]:
            for field in holder.autocomplete_fields:
                target = owner._meta.get_field(field).related_model
                asked = {
                    "app_label": owner._meta.app_label, "model_name": owner._meta.model_name, "field_name": field,
                }  # fmt: skip
                response = person.get(reverse("admin:autocomplete"), asked)
                if role == "Writer" and target is Article:
                    assert response.json()["results"] == []  # only their own
                    continue
                assert (response.status_code == 200) == may(role, target, "view"), (role, owner, field)


def test_bulk_actions_of_a_role_are_only_those_of_its_rights(things):
    for role in RIGHTS:
        person = Desk(staff(role))
        for model in admin.site._registry:
            if model is Group or may(role, model, "delete"):
                continue
            name = f"{model._meta.app_label}_{model._meta.model_name}"
            data = {"action": "delete_selected", "_selected_action": [things[model].pk], "post": "yes"}
            person.post(reverse(f"admin:{name}_changelist"), data)
            assert model.objects.filter(pk=things[model].pk).exists(), (role, model)


@pytest.mark.parametrize("role", RIGHTS)
def test_only_whoever_may_publish_says_yes_to_the_warnings_of_many_stories(role):
    chief, person = Desk(staff("Chief")), Desk(staff(role))
    story = ArticleFactory(created_by=person.user)
    chosen = {"action": "publish", "_selected_action": [story.pk]}
    address = reverse("admin:articles_article_changelist")
    form = read_form(chief.post(address, {"index": 0, **chosen}), "bulk_form")
    person.post(address, form | {f"like-this-{story.pk}": "yes"})
    assert story.editions.exists() == (role in {"Editor", "Chief"}), role


@pytest.mark.parametrize("role", RIGHTS)
def test_no_role_edits_the_note_of_another_and_only_the_chief_deletes_it(role, things):
    person = Desk(staff(role))
    article = things[Article]
    address = reverse("admin:articles_article_notes", args=[article.pk])
    note = Comment.objects.create(article=article, by=things[User], by_name="Somebody", text="Who counted?")
    answer = Comment.objects.create(article=article, by_name="Somebody", text="They.", parent=note)
    sees = "articles_article_notes" in OTHERS and role in OTHERS["articles_article_notes"]
    for one in (answer, note):
        refused = person.post(address, {"edit": one.pk, f"edit-{one.pk}": "Hacked"})
        assert refused.status_code == 403 if sees else is_refused(refused), (role, one)
        response = person.post(address, {"delete": one.pk})
        assert (response.status_code == 302 and not is_refused(response)) == (role == "Chief"), (role, one)
    assert not Comment.objects.filter(text="Hacked").exists()
    assert Comment.objects.count() == (0 if role == "Chief" else 2)
