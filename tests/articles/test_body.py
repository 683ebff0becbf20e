import json
import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.body import BodyField, embeds, image_ids, plain_text, sanitise
from articles.body.vocabulary import ELEMENTS
from articles.models import Article
from tests.factories import ImageFactory

XSS = settings.BASE_DIR.parent / "shared" / "real" / "xss"

# All that the editor can make, as it writes it.
TYPED = (
    "<h2>Subhead</h2><h3>Small subhead</h3>"
    '<p>Plain, <strong>bold</strong>, <em>italic</em>, <strong><em>both</em></strong>, 10&nbsp;km &amp; "more".</p>'
    '<p><a href="https://paper.example/a?b=1&amp;c=2">web</a> <a href="mailto:desk@paper.example">mail</a> '
    '<a href="tel:+4930123">telephone</a> <a href="/2026/01/story/">own</a></p>'
    "<p>One line<br>and the next</p>"
    "<ul><li><p>one</p><ul><li><p>within</p></li></ul></li><li><p>two</p></li></ul><ol><li><p>first</p></li></ol>"
    "<blockquote><p>Said.</p><p>And done.</p></blockquote>"
    '<aside class="pull-quote"><p>Loud.</p></aside><hr>'
    '<figure data-image="42"><figcaption></figcaption></figure>'
    '<figure data-image="7"><figcaption>Of <em>this</em> story</figcaption></figure>'
    '<section class="gallery"><figure data-image="7"><figcaption>One</figcaption></figure>'
    '<figure data-image="42"><figcaption></figcaption></figure></section>'
    '<div data-embed="https://youtu.be/dQw4w9WgXcQ"></div>'
    '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr><tr><td rowspan="2"><p>a</p></td><td><p></p></td></tr>'
    "<tr><td><p>b</p></td></tr></tbody></table><p>End.</p>"
)


def test_what_the_editor_can_make_survives_unchanged():
    assert sanitise(TYPED) == TYPED


def test_all_of_the_vocabulary_is_tried_above():
    assert set(re.findall(r"<(\w+)", TYPED)) == ELEMENTS.keys()


@given(
    st.lists(
        st.sampled_from(
            [
                *re.findall(r"<[^>]+>", TYPED),
                "<div>",
                "</div>",
                "<b>",
                "<script>",
                "<svg>",
                "<style>",
                "<img src=x onerror=alert(1)>",
                "a",
                " ",
                "&nbsp;",
                "&lt;",
                "<",
            ]
        ),
        max_size=40,
    )
)
def test_sanitising_twice_changes_nothing_more(pieces):
    once = sanitise("".join(pieces))
    assert sanitise(once) == once


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("loose <b>words</b>", "<p>loose <strong>words</strong></p>"),
        ("<h1>Head</h1><h5>Small</h5>", "<h2>Head</h2><h3>Small</h3>"),
        ("<p></p><p>&nbsp;</p><p><br></p><p>Text</p><p> </p>", "<p>Text</p>"),
        ("<p>&nbsp;a&nbsp;&nbsp; b  c&nbsp;</p>", "<p>a b c</p>"),
        ("<p>a<strong> </strong>b<em></em></p>", "<p>a b</p>"),
        ("<ul>x<li>one<ul><li>two</li></ul></li></ul>",
         "<ul><li><p>x</p></li><li><p>one</p><ul><li><p>two</p></li></ul></li></ul>"),
        ("<div><p>a</p>b</div>", "<p>a</p><p>b</p>"),
        ("<a href='/x'><p>a</p></a>", '<p><a href="/x">a</a></p>'),
        ("<figure><img src=x><figcaption>Words</figcaption></figure>", "<p>Words</p>"),
        ("<aside>Words</aside><blockquote></blockquote>", "<p>Words</p>"),
        ("<table><caption>T</caption><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>",
         "<p>T</p><table><tbody><tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr></tbody></table>"),
        ("<td>a</td>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_other_markup_is_put_in_shape_without_losing_words(given, kept):
    assert sanitise(given) == kept


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " jav\tascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
     "//evil.example/", "/\\evil.example/", "\\\\evil.example", "#top", "page.html", "http://[", "https://", "ftp://a.b/"],
)  # fmt: skip
def test_a_link_to_anything_but_the_web_mail_telephone_or_this_site_is_only_its_words(address):
    assert sanitise(f'<p><a href="{address}">words</a></p>') == "<p>words</p>"


@pytest.mark.parametrize(
    "tag",
    ["script", "style", "iframe", "svg", "math", "object", "embed", "form", "input", "button", "link", "meta", "base",
     "template", "noscript", "video", "audio", "img", "details", "dialog", "x-own"],
)  # fmt: skip
def test_an_element_that_the_editor_cannot_make_is_not_let_through(tag):
    html = f"<{tag} src=x data-image=1 data-embed=https://youtu.be/x>"
    body = sanitise(f"<p>a</p>{html}b</{tag}><p>c {html}d</{tag}</p><ul><li>{html}</{tag}></li></ul>")
    assert body.startswith("<p>a</p>")
    assert f"<{tag}" not in body


@pytest.mark.parametrize("tag", sorted(ELEMENTS))
def test_an_attribute_that_the_editor_cannot_set_is_not_let_through(tag):
    attributes = (
        'style="position:fixed" onclick="x()" id="main" srcdoc="x" target="_top" title="x" xlink:href="x"'
    )
    own = {"a": 'href="/x"', "figure": 'data-image="1"', "div": 'data-embed="https://youtu.be/x"',
           "aside": 'class="pull-quote masthead"', "section": 'class="gallery masthead"',
           }.get(tag, 'class="masthead"')  # fmt: skip
    whole = f"<{tag} {own} {attributes}><p {attributes}>words</p></{tag}>"
    for html in (whole, f"<table><tr>{whole}</tr></table>", f"<figure data-image=1>{whole}</figure>"):
        left = set(re.findall(r'\s([\w:-]+)="', sanitise(html)))
        assert left <= {"href", "class", "data-image", "data-embed"}
        assert "masthead" not in sanitise(html)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1 2", "9" * 30, "٣"])
def test_a_figure_without_a_real_number_is_no_figure(number):
    assert sanitise(f'<figure data-image="{number}"><figcaption></figcaption></figure>') == ""


def test_nesting_without_end_is_cut_and_its_words_kept():
    body = sanitise("<blockquote>" * 3000 + "<p>Deep down</p>")
    assert "Deep down" in body
    assert body.count("<blockquote>") < 50


def test_plain_text_parts_blocks_with_a_space_and_reads_entities():
    assert plain_text("<p>Fish &amp; chips</p><ul><li>one</li><li>two</li></ul>") == "Fish & chips one two"


def test_image_ids_come_once_and_in_the_order_of_the_text():
    figures = "".join(f'<figure data-image="{pk}"><figcaption></figcaption></figure>' for pk in (9, 3, 9))
    assert image_ids(f"<p>a</p>{figures}") == [9, 3]


def test_embeds_come_in_the_order_of_the_text():
    assert embeds('<div data-embed="https://b/"></div><div data-embed="https://a/"></div>') == [
        "https://b/",
        "https://a/",
    ]


def test_cleaning_a_story_sanitises_its_body():
    story = Article(
        headline="Head", slug="head", body="<p onclick=alert(1)>Text<script>alert(1)</script></p>"
    )
    story.clean_fields(exclude=["section", "created_by"])
    assert story.body == "<p>Text</p>"


@pytest.mark.django_db
def test_a_picture_that_is_gone_from_the_library_is_named():
    here = ImageFactory()
    field = Article._meta.get_field("body")
    figures = "".join(f'<figure data-image="{pk}"></figure>' for pk in (here.pk, here.pk + 999))
    with pytest.raises(ValidationError) as error:
        field.clean(figures, None)
    assert error.value.messages == [
        f"The picture {here.pk + 999} is not in the library any more: remove the figure or choose another."
    ]


@pytest.mark.django_db
def test_an_embed_that_is_not_allowed_is_named():
    with pytest.raises(ValidationError, match="“https://evil.example/” can't be embedded"):
        BodyField(blank=True).clean('<div data-embed="https://evil.example/"></div>', None)


@pytest.mark.real_input
@pytest.mark.skipif(not XSS.is_dir(), reason="the collected attack vectors are not here")
def test_nothing_of_the_collected_attacks_can_run():
    vectors = [
        json.loads(line)["payload"] for file in XSS.glob("*.jsonl") for line in file.read_text().splitlines()
    ]
    assert len(vectors) > 100
    for vector in vectors:
        for body in (
            sanitise(vector),
            sanitise(f"<p>{vector}</p>"),
            sanitise(f'<p><a href="{vector}">x</a></p>'),
        ):
            assert_harmless(body)


def assert_harmless(html: str):
    """Only elements and attributes of the vocabulary, and only addresses that open a page, a mail or a call."""
    for tag, attributes in re.findall(r"<([a-zA-Z!/?][^\s>/]*)([^>]*)>", html):
        name = tag.removeprefix("/").lower()
        assert name in ELEMENTS, html
        for attribute, value in re.findall(r'([^\s="]+)="([^"]*)"', attributes):
            assert attribute in ELEMENTS[name], html
            if attribute == "href":
                assert re.match(r"(https?://|mailto:|tel:|/[^/\\])", value), html
