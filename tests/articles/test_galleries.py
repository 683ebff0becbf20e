"""Galleries: several pictures of the library that belong together in a story's text."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.body import figure_html, gallery_html, image_ids, plain_text, sanitise
from articles.render import render
from articles.workflow import NotReady
from front.models import Publication
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, ImageFactory, publish

pytestmark = pytest.mark.django_db

FIGURE = '<figure data-image="{}"><figcaption>{}</figcaption></figure>'


def figures(*pairs):
    return "".join(FIGURE.format(*pair) for pair in pairs)


def gallery(*images, captions=()):
    captions = [*captions, *[""] * len(images)]
    return gallery_html(
        [figure_html(image, caption) for image, caption in zip(images, captions, strict=False)]
    )


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f'<section class="gallery">{figures((1, "a"), (2, ""))}</section>',) * 2,
        (f'<section class="gallery">{figures((1, "a"))}</section>', figures((1, "a"))),
        ('<section class="gallery"></section>', ""),
        ('<section class="gallery">Words</section>', "<p>Words</p>"),
        (
            f'<section class="gallery">{figures((1, ""))}<p>Words</p>{figures((2, ""))}</section>',
            f'<section class="gallery">{figures((1, ""), (2, ""))}</section><p>Words</p>',
        ),
        (
            f'<section class="gallery">{figures((1, ""))}'
            f'<section class="gallery">{figures((2, ""), (3, ""))}</section></section>',
            f'<section class="gallery">{figures((1, ""), (2, ""), (3, ""))}</section>',
        ),
        (f'<section class="slideshow">{figures((1, ""), (2, ""))}</section>', figures((1, ""), (2, ""))),
        (f'<section class="gallery x">{figures((1, ""), (2, ""))}</section>',
         f'<section class="gallery">{figures((1, ""), (2, ""))}</section>'),
        ("<section>Words</section>", "<p>Words</p>"),
    ],
)  # fmt: skip
def test_a_gallery_is_two_pictures_or_more_and_its_other_words_come_after_it(typed, kept):
    assert sanitise(typed) == kept
    assert sanitise(kept) == kept


def test_its_pictures_are_pictures_of_the_text_and_its_captions_words():
    body = f'<section class="gallery">{figures((1, "One"), (2, "Two"))}</section>'
    assert image_ids(body) == [1, 2]
    assert plain_text(body) == "One Two"


def test_readers_get_each_picture_with_caption_credit_and_a_link_to_the_whole_of_it(client):
    crane, ferry = (ImageFactory(caption="The crane", credit="Ada Reyes"), ImageFactory(caption="The ferry"))
    edition = publish(body=f"<p>See.</p>{gallery(crane, ferry, captions=['', 'Our <em>own</em> words'])}")
    page = client.get(edition.path).content.decode()
    shown = page[page.index('<div class="gallery"') :]
    shown = shown[: shown.index("</div>")]
    assert 'tabindex="0" role="group" aria-label="Gallery of 2 pictures"' in shown
    assert shown.count("<figure") == shown.count('alt="A crane over the pier"') == 2
    assert 'dir="auto">The crane <span class="credit">Ada Reyes</span>' in shown
    assert "Our <em>own</em> words" in shown
    assert len(re.findall(r'<a href="/media/[^"]+\.jpg" title="Larger picture"><picture>', shown)) == 2
    assert len(re.findall(r'<img [^>]*width="\d+" height="\d+"', shown)) == 2, "so that nothing moves"
    assert 'sizes="(min-width: 44rem) 34rem, 80vw"' in shown


def test_all_its_pictures_take_one_query(django_assert_num_queries):
    body = gallery(*ImageFactory.create_batch(5))
    with django_assert_num_queries(1):
        render(body)


def test_a_picture_that_is_gone_is_left_out_and_one_alone_is_no_gallery():
    here, there = ImageFactory.create_batch(2)
    body = gallery_html([figure_html(here), figure_html(there), FIGURE.format(999, "gone")])
    assert render(body).count("<li") == 2
    assert render(gallery_html([figure_html(here), FIGURE.format(999, "gone")])).startswith(
        '<figure class="figure">'
    )
    assert render(gallery_html([FIGURE.format(998, "a"), FIGURE.format(999, "b")])) == ""


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"credit": ""}, "no credit"),
        ({"usage_until": timezone.localdate() - timedelta(days=1)}, "could be used until"),
    ],
)
def test_each_of_its_pictures_is_looked_at_before_it_goes_live(fields, code):
    article = ArticleFactory(body=f"<p>See.</p>{gallery(ImageFactory(), ImageFactory(**fields))}")
    with pytest.raises(NotReady, match=code):
        workflow.publish(article, by=None)


def test_feeds_show_its_pictures_one_below_the_other(client):
    Publication.objects.update(full_text_feeds=True)
    publish(
        body=f"<p>See.</p>{gallery(ImageFactory(caption='The crane'), ImageFactory(caption='The ferry'))}"
    )
    feed = client.get("/feed/json/").json()["items"][0]["content_html"]
    assert feed.count("<img ") == 2
    assert "The crane" in feed
    assert "The ferry" in feed
    assert "gallery" not in feed


def test_another_picture_in_it_is_more_than_a_typo():
    first, second, third = ImageFactory.create_batch(3)
    article = ArticleFactory(body=f"<p>See.</p>{gallery(first, second)}")
    publish(article)
    article.body = f"<p>See.</p>{gallery(first, second, third)}"
    article.save()
    workflow.record(article, by=None)
    with pytest.raises(NotReady, match="more than a typo"):
        workflow.publish(article, by=None)


def test_the_history_shows_which_pictures_came_and_went_and_another_order(editor):
    first, second, third = (ImageFactory(caption=name) for name in ("First", "Second", "Third"))
    article = ArticleFactory(body=f"<p>See.</p>{gallery(first, second)}")
    workflow.record(article, by=None)
    begun = article.revisions.get().pk
    address = reverse("admin:articles_article_compare", args=[article.pk])
    editor.open(article).type(body=f"<p>See.</p>{gallery(second, third)}").press()
    change = editor.get(address, {"a": begun, "b": "now"}).context["changes"][0]
    block = next(block for block in change.blocks if block.kind == "changed")
    assert block.label == "Gallery"
    assert [(fate, picture.image) for fate, picture in block.pictures] == [
        ("removed", first), ("same", second), ("added", third),
    ]  # fmt: skip
    editor.open(article).type(body=f"<p>See.</p>{gallery(second, first)}").press()
    page = editor.get(address, {"a": begun, "b": "now"})
    assert "The pictures stand in another order" in page.content.decode()


def test_two_who_changed_one_gallery_choose(editor):
    first, second, third, fourth = ImageFactory.create_batch(4)
    article = ArticleFactory(body=f"<p>See.</p>{gallery(first, second)}")
    workflow.record(article, by=None)
    tom = Desk(staff("Editor", first_name="Tom")).open(article)
    editor.open(article).type(body=f"<p>See.</p>{gallery(first, second, third)}").press()
    response = tom.type(body=f"<p>See.</p>{gallery(first, second, fourth)}").press()
    [difference] = response.context["meeting"].both
    assert f"[picture {third.pk}]" in "".join(span.text for span in difference.theirs)
    tom.type(**{"choice-body-0": "other"}).press()
    article.refresh_from_db()
    assert image_ids(article.body) == [first.pk, second.pk, third.pk]


def test_a_picture_in_a_gallery_is_in_use():
    image = ImageFactory()
    article = ArticleFactory(body=gallery(image, ImageFactory()))
    from media.usage import uses

    assert uses(image, staff("Chief"))[0] == [article]


def test_a_story_with_a_gallery_takes_four_queries(client, django_assert_num_queries):
    edition = publish(body=f"<p>See.</p>{gallery(*ImageFactory.create_batch(8))}")
    caches["pages"].clear()
    with django_assert_num_queries(4):
        client.get(edition.path)
