"""Authors and staff accounts at the desk."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from authors.models import Author, User
from tests.desk import Desk, read_form, staff
from tests.factories import AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db

NO_LINKS = {"links-TOTAL_FORMS": 0, "links-INITIAL_FORMS": 0}


@pytest.fixture
def chief():
    return Desk(staff("Chief"))


def change(user):
    return reverse("admin:authors_user_change", args=[user.pk])


def test_the_form_that_a_story_opens_asks_only_for_what_a_byline_needs():
    page = Desk(staff("Writer")).get(reverse("admin:authors_author_add"), {"_popup": "1"})
    names = set(read_form(page, "author_form")) - {"csrfmiddlewaretoken", "_popup"}
    assert names == {"name", "slug", "role", "short_bio", "bio"}


def test_an_author_made_for_a_story_goes_back_to_it():
    writer = Desk(staff("Writer"))
    response = writer.post(
        reverse("admin:authors_author_add"), {"_popup": "1", "name": "Jo Lind", "slug": "jo-lind"}
    )
    author = Author.objects.get()
    assert f'{{"value": "{author.pk}", "obj": "Jo Lind"}}' in response.context["popup_response_data"]


def test_an_editor_keeps_an_authors_links():
    author, editor = AuthorFactory(), Desk(staff("Editor"))
    address = reverse("admin:authors_author_change", args=[author.pk])
    form = read_form(editor.get(address), "author_form")
    form |= {
        "links-TOTAL_FORMS": 1,
        "links-0-label": "Mastodon",
        "links-0-url": "https://social.example/@ana",
    }
    form |= {"links-0-position": 0}
    assert editor.post(address, form).status_code == 302
    assert author.links.get().label == "Mastodon"


def test_a_writer_may_add_authors_but_not_change_them():
    author, writer = AuthorFactory(), Desk(staff("Writer"))
    address = reverse("admin:authors_author_change", args=[author.pk])
    assert writer.post(address, {"name": "Another"}).status_code == 403


def test_a_new_account_can_sign_in_to_the_desk(chief):
    group = Group.objects.get(name="Writer")
    chief.post(
        reverse("admin:authors_user_add"),
        {
            "username": "jo",
            "password1": "a long pass phrase",
            "password2": "a long pass phrase",
            "groups": group.pk,
        },
    )
    user = User.objects.get(username="jo")
    assert user.is_staff and not user.is_superuser
    assert list(user.groups.all()) == [group]


def test_a_chief_cannot_make_anyone_a_superuser(chief):
    form = read_form(chief.get(change(chief.user)), "user_form")
    assert "is_superuser" not in form
    chief.post(change(chief.user), form | {"is_superuser": "on", "user_permissions": ["1"]})
    chief.user.refresh_from_db()
    assert not chief.user.is_superuser
    assert not chief.user.user_permissions.exists()


@pytest.mark.parametrize("page", ["change", "delete", "password_change"])
def test_a_chief_cannot_touch_a_superuser(chief, page):
    root = UserFactory(is_superuser=True)
    name = {"password_change": "auth_user_password_change"}.get(page, f"authors_user_{page}")
    response = chief.post(reverse(f"admin:{name}", args=[root.pk]), {"post": "yes", "username": "taken"})
    assert response.status_code == 403
    assert User.objects.get(pk=root.pk).username == root.username


def test_a_superuser_hands_out_rights_beyond_the_groups():
    client, root = Client(), UserFactory(is_superuser=True)
    client.force_login(root)
    assert 'name="is_superuser"' in client.get(change(UserFactory())).content.decode()


@pytest.mark.parametrize("group", ["Writer", "Editor"])
def test_only_chiefs_see_staff_accounts(group):
    assert Desk(staff(group)).get(reverse("admin:authors_user_changelist")).status_code == 403


@pytest.mark.parametrize("group", ["Writer", "Editor"])
def test_nobody_but_who_keeps_the_accounts_says_whose_an_author_is(group):
    """An author's account works with all the author's stories."""
    desk = Desk(staff(group))
    for popup in ({}, {"_popup": "1"}):
        data = {
            "kind": "Person",
            "name": "Jo Lind",
            "slug": f"jo-{len(popup)}",
            "user": desk.user.pk,
            **NO_LINKS,
            **popup,
        }
        desk.post(reverse("admin:authors_author_add"), data)
        assert Author.objects.get(slug=data["slug"]).user is None


def test_an_editor_who_changes_an_author_leaves_the_account_as_it_is():
    editor, author = Desk(staff("Editor")), AuthorFactory(user=UserFactory(first_name="Jo", last_name="Lind"))
    address = reverse("admin:authors_author_change", args=[author.pk])
    assert "Jo Lind" in editor.get(address).content.decode()
    editor.post(
        address, {"kind": "Person", "name": "Joan", "slug": author.slug, "user": editor.user.pk, **NO_LINKS}
    )
    after = Author.objects.get()
    assert (after.name, after.user) == ("Joan", author.user)


def test_a_chief_says_whose_an_author_is(chief):
    author, account = AuthorFactory(), UserFactory()
    address = reverse("admin:authors_author_change", args=[author.pk])
    chief.post(address, read_form(chief.get(address), "author_form") | {"user": account.pk})
    assert Author.objects.get().user == account
