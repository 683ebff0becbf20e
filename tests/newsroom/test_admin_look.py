"""All pages of the desk: they open, and nothing in them could run that is not ours."""

import json
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Assignment, Comment, TagAlias
from authors.models import Author
from front.models import Banner, Publication
from redirects.models import Redirect
from tests.desk import Desk, staff
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    PinFactory,
    SectionFactory,
    UserFactory,
    publish,
)
from tests.front.zones import lay_out

pytestmark = pytest.mark.django_db

# Two stand in one where the shortest field holds both.
VECTORS = [
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "</title></textarea></script><svg/onload=alert(1)>",
    "javascript:alert(1){{ 7|add:7 }}{% debug %}",
]
REAL = Path(__file__).parents[3] / "shared" / "real" / "xss" / "owasp-filter-evasion.jsonl"
# What leads nowhere but to a page of its own, or needs a question answered first.
WITHOUT_ADD = {"Publication", "Activity"}
WITHOUT_DELETE = {*WITHOUT_ADD, "Layout"}


class Danger(HTMLParser):
    """Collects what a strict policy would block: handlers, inline scripts and styles, script addresses."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if (
            tag == "script"
            and not ({"src", "nonce"} & values.keys())
            or tag == "style"
            and "nonce" not in values
        ):
            self.found.append((tag, attributes))
        for name, value in attributes:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style":
                self.found.append((tag, name, value))
            if name in {"href", "src", "action", "formaction"} and address.startswith(
                ("javascript:", "data:text")
            ):
                self.found.append((tag, name, value))


def dangers(response):
    parser = Danger()
    parser.feed(response.content.decode())
    return parser.found


@pytest.fixture
def chief():
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def pages():
    """The address of every page of every model: its list, its forms, its history, its end."""
    yield from (reverse(f"admin:{name}") for name in ("index", "calendar", "my_settings"))
    for article in Article.objects.all()[:3]:
        yield reverse("admin:articles_article_notes", args=[article.pk])
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{name}_changelist")
        if model.__name__ not in WITHOUT_ADD:
            yield reverse(f"admin:{name}_add")
        for thing in model._default_manager.all()[:3]:
            yield reverse(f"admin:{name}_change", args=[thing.pk])
            yield reverse(f"admin:{name}_history", args=[thing.pk])
            if model.__name__ not in WITHOUT_DELETE:
                yield reverse(f"admin:{name}_delete", args=[thing.pk])


def fill(vector):
    """A publication in which every text that someone types is the vector."""
    Publication.objects.update_or_create(pk=1, defaults={"name": vector[:80], "tagline": vector[:160]})
    person = UserFactory(first_name=vector[:150], last_name=vector[:150])
    image = ImageFactory(caption=vector, credit=vector[:255], alt_text=vector[:500])
    author = AuthorFactory(
        name=vector[:120], role=vector[:120], short_bio=vector, bio=vector, user=person, photo=image
    )
    article = ArticleFactory(
        headline=vector[:300],
        kicker=vector[:60],
        standfirst=vector,
        lead_image=image,
        lead_caption=vector,
        body=f"<p>Ships move. {vector}</p>",
        section=SectionFactory(name=vector[:80], description=vector[:300]),
        bylines=[author],
        tags=[vector[:100]],
        created_by=person,
    )
    article.full_clean()
    article.save()
    workflow.record(article, by=person, note=vector[:300])
    note = Comment.objects.create(
        article=article, by=person, by_name=vector[:150], text=vector, passage=vector, at=timezone.now()
    )
    Comment.objects.create(article=article, by_name=vector[:150], text=vector, parent=note)
    Assignment.objects.create(article=article, to=person, brief=vector, due_at=timezone.now())
    PinFactory(article=article, headline=vector[:300], standfirst=vector)
    tag = article.tags.get()
    TagAlias.objects.create(tag=tag, name=vector[:100])
    Redirect.objects.create(old_path=f"/{vector[:300]}", new_path=f"/new/{vector[:300]}")
    titled = {"kind": "top", "title": vector[:80]}
    lay_out(titled, {"kind": "block", "rule": "tag", "tag": tag}, made_by=person, note=vector[:200])
    Banner.objects.create(
        text=vector[:160], article=article, banner_until=timezone.now() + timedelta(hours=1)
    )
    return article


def walk(client, article):
    for address in pages():
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert dangers(response) == [], address
        assert "14{%" not in response.content.decode(), address
    publish(article)
    for address in [
        reverse("admin:articles_article_preview", args=[article.pk]),
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_article_change", args=[article.pk]),
    ]:
        assert dangers(client.get(address)) == [], address


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_someone_types_runs_anywhere_at_the_desk(chief, vector):
    walk(chief, fill(vector))


@pytest.mark.real_input
@pytest.mark.skipif(not REAL.exists(), reason="the OWASP vectors are not here")
def test_no_known_vector_runs_in_form_list_history_or_message(chief):
    desk = Desk(UserFactory(is_superuser=True))
    vectors = [json.loads(line)["payload"] for line in REAL.read_text().splitlines()]
    section, author = SectionFactory(), AuthorFactory()
    new = desk.open().form
    for number, vector in enumerate(vectors):
        desk.address, desk.form = reverse("admin:articles_article_add"), {**new}
        desk.type(
            **{
                "form_key": uuid4(),
                "tab": uuid4(),
                "headline": vector[:300].strip() or "none",
                "kicker": vector[:60],
                "body": vector,
                "lead_caption": vector,
                "slug": f"story-{number}",
                "section": section.pk,
                "bylines-0-author": author.pk,
                "bylines-0-role": vector[:60].strip() or "By",
                "bylines-0-short_bio": vector[:600],
            }
        )
        response = desk.press("_publish")
        assert response.status_code == 200
        assert dangers(response) == [], vector
        Author.objects.create(name=vector[:120], slug=f"author-{number}", bio=vector, short_bio=vector[:600])
    for address in [
        reverse("admin:index"),
        *(
            f"{reverse('admin:articles_article_changelist')}?p={page}"
            for page in range(1, len(vectors) // 50 + 2)
        ),
        reverse("admin:authors_author_changelist"),
        *(
            reverse("admin:articles_article_history", args=[pk])
            for pk in Article.objects.values_list("pk", flat=True)
        ),
    ]:
        assert dangers(chief.get(address)) == [], address


def test_an_empty_publication_says_what_to_do_first(chief):
    page = chief.get("/admin/").content.decode()
    for step in [
        "Name the publication",
        "Add the first section",
        "Add the first author",
        "Write the first story",
    ]:
        assert step in page


def test_the_menu_has_only_what_one_may_see():
    writer = Desk(staff("Writer")).get("/admin/")
    assert [model["object_name"] for model in writer.context["menu"]] == [
        "Article",
        "Image",
        "Section",
        "Author",
        "Tag",
    ]


def test_every_page_of_the_desk_is_kept_by_nobody(chief):
    assert "no-store" in chief.get(reverse("admin:articles_article_changelist"))["Cache-Control"]
