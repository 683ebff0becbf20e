"""Things as they are in a newsroom: each factory makes a valid one, with as little as it takes."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as Picture

from articles import workflow
from articles.models import Article, Byline
from authors.models import Author, User
from front import pages
from front.models import Page, Pin
from media.models import Image
from sections.models import Section


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    is_staff = True
    password = factory.django.Password("correct horse battery")


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    name = factory.Sequence(lambda n: f"Section {n}")
    slug = factory.Sequence(lambda n: f"section-{n}")


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Ana Ruiz {n}")
    slug = factory.Sequence(lambda n: f"ana-ruiz-{n}")
    role = "Correspondent"
    short_bio = "Ana Ruiz reports from the harbour."
    bio = "Ana Ruiz has reported from the harbour for ten years. Before that she was a pilot."


def jpeg(width=90, height=60, colour="#336699") -> bytes:
    """A small JPEG in one colour."""
    buffer = BytesIO()
    Picture.new("RGB", (width, height), colour).save(buffer, "JPEG")
    return buffer.getvalue()


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = Image

    file = factory.Sequence(
        lambda n: ContentFile(jpeg(colour=(n % 256, n // 256 % 256, 99)), f"picture-{n}.jpg")
    )
    width = 90
    height = 60
    content_hash = factory.Sequence(lambda n: f"{n:064x}")
    alt_text = "A crane over the pier"
    caption = "The crane on the morning it stopped."
    credit = "Ada Reyes/The Halyard"


class ArticleFactory(DjangoModelFactory):
    """A story that is ready to go live; `bylines` takes authors (one is made unless given), `tags` names."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    headline = factory.Sequence(lambda n: f"Harbour pilots end their strike {n}")
    slug = factory.Sequence(lambda n: f"harbour-pilots-{n}")
    standfirst = "Ships move again after nine days."
    body = "<p>The pilots of Port Ansel went back to work on Monday.</p>"
    section = factory.SubFactory(SectionFactory)

    @factory.post_generation
    def bylines(self, create, authors, **kwargs):
        for position, author in enumerate(authors if authors is not None else [AuthorFactory()]):
            Byline.objects.create(article=self, author=author, position=position)

    @factory.post_generation
    def tags(self, create, names, **kwargs):
        self.tags.set(names or [])


class PageFactory(DjangoModelFactory):
    """A page with its first version; readers have it where it is made with `live=True`."""

    class Meta:
        model = Page
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"About us {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    body = "<p>Who we are.</p>"

    @classmethod
    def _create(cls, model_class, *args, live=False, **fields):
        page = model_class(*args, **fields)
        pages.save(page, by=None)
        if live:
            pages.put_live(page, by=None)
            page.refresh_from_db()
        return page


class PinFactory(DjangoModelFactory):
    class Meta:
        model = Pin

    article = factory.SubFactory(ArticleFactory)


def publish(article=None, *, at=None, **story):
    """
    A published story's edition; `story` goes to ArticleFactory where no article is given. What changes a story that
    readers have, or that was withdrawn from them, is told as an update.
    """
    if article:
        has_been = article.editions.live(at).exists() or article.editions.exclude(withdrawal=None).exists()
    else:
        article, has_been = ArticleFactory(**story), False
    told = UPDATE if has_been else None
    return workflow.publish(article, by=None, at=at, correction=told)


UPDATE = ("update", "More is known.")
