"""What stands on a story's page, and what doesn't where there is nothing to show."""

import re

import pytest
from django.utils.html import escape

from articles import workflow
from articles.models import Byline
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, publish

pytestmark = pytest.mark.django_db


def read(client, edition) -> str:
    response = client.get(edition.path)
    assert response.status_code == 200
    return response.content.decode()


def test_one_who_wrote_the_text_and_took_the_pictures_has_one_box(client):
    ana, jo = AuthorFactory(name="Ana Ruiz", bio="A pilot once."), AuthorFactory(name="Jo Lind")
    article = ArticleFactory(bylines=[ana, jo])
    Byline.objects.create(article=article, author=ana, position=2, role="Photographs by")
    page = read(client, publish(article))
    assert page.count("A pilot once.") == 1
    assert page.count('class="tail-bio"') == 2
    assert re.findall(r'class="byline-role" dir="auto">([^<]+)', page) == ["By", "Photographs by"]


def test_names_of_one_role_are_joined_as_a_sentence_joins_them(client):
    authors = [AuthorFactory(name=name) for name in ("Ana", "Bo", "Cy")]
    page = read(client, publish(bylines=authors))
    byline = re.search(r'<p class="byline">(.*?)</p>', page, re.DOTALL)[1]
    assert " ".join(re.sub(r"<[^>]+>", "", byline).split()) == "By Ana, Bo and Cy"


def test_whoever_did_not_write_it_stands_under_what_they_did(client):
    ana, jo = AuthorFactory(name="Ana Ruiz"), AuthorFactory(name="Jo Lind")
    article = ArticleFactory(bylines=[ana])
    Byline.objects.create(article=article, author=jo, position=1, role="Photographs by")
    page = read(client, publish(article))
    headings = re.findall(r'<h2 id="written-by[^>]*>([^<]+)</h2>', page)
    assert headings == ["Written By", "Photographs by"]
    assert (
        page.index(headings[0])
        < page.index("Photographs by</h2>")
        < page.index('More by <span dir="auto">Jo')
    )


def test_a_name_does_not_come_apart_at_its_hyphen(client):
    author = AuthorFactory(name="Ilse O'Neill-Jones <b>")
    edition = publish(bylines=[author])
    whole = 'Ilse <span class="unbroken">O&#x27;Neill-Jones</span> &lt;b&gt;'
    assert read(client, edition).count(whole) == 2
    assert whole in client.get("/").content.decode()
    assert f">{whole}</h1>" in client.get(f"/author/{author.slug}/").content.decode()


def test_a_bare_story_leaves_no_empty_frames(client):
    agency = AuthorFactory(role="", short_bio="", bio="")
    article = ArticleFactory(standfirst="", bylines=[agency], lead_image=None)
    page = read(client, publish(article))
    main = page[page.index("<main") : page.index("</main>")]
    for absent in (
        "<figure", "<picture", "story-standfirst", "story-kicker", "tail-bio", "author-role", "author-bio",
        "In this article", "corrections", "neighbours", "Related stories", "Updated",
    ):  # fmt: skip
        assert absent not in main, absent


def test_a_picture_without_a_caption_has_only_its_credit_below(client):
    page = read(client, publish(lead_image=ImageFactory(caption="", credit="Ada Reyes")))
    assert re.search(r'<figcaption[^>]*>\s*<span class="credit">Ada Reyes</span></figcaption>', page)


def test_the_script_for_embeds_comes_only_with_an_embed(client):
    embed = '<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>'
    assert "js/embed.js" in read(client, publish(body=f"<p>See.</p>{embed}"))
    assert "js/embed.js" not in read(client, publish())


def test_a_headline_is_text_wherever_it_stands(client):
    headline = 'Tom & "Jerry" <script>alert(1)</script>'
    first = publish(headline=headline)
    second = publish(section=first.section)
    assert headline not in read(client, first) + read(client, second)
    assert escape(headline) in read(client, first)
    assert escape(headline) in read(client, second), "as the older story of the section"


def test_a_correction_says_its_kind_and_its_day(client):
    article = ArticleFactory()
    publish(article)
    edition = workflow.publish(article, by=None, correction=("clarification", "The call was on Thursday."))
    page = read(client, edition)
    note = re.search(r'<div class="correction".*?</div>', page, re.DOTALL)[0]
    assert "Clarification" in note
    assert f"{edition.live_from:%Y-%m-%d}" in note
    assert "The call was on Thursday." in note


@pytest.mark.parametrize("address", ["/", "/search/", "/corrections/", "/nothing-here/"])
def test_no_page_has_inline_styles_or_scripts(client, address):
    publish(lead_image=ImageFactory())
    page = client.get(address).content.decode()
    page = page.replace('<script type="application/ld+json">', "")  # is data
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
