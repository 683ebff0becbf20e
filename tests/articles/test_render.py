import json

import pytest

from articles.body import embed_html, figure_html
from articles.render import AD_BREAK, render
from tests.articles.test_body import TYPED, XSS
from tests.factories import ImageFactory

PARAGRAPH = "<p>The pilots went back to work.</p>"


def test_text_stays_as_it_was_typed():
    body = "<h2>Head</h2><p>Fish &amp; <em>chips</em></p><hr>"
    assert render(body) == body


def test_what_came_into_the_database_unsanitised_is_sanitised_for_readers():
    assert (
        render("<p onclick=alert(1)>Text</p><script>alert(1)</script><iframe src=//x></iframe>")
        == "<p>Text</p>"
    )


@pytest.mark.django_db
def test_a_figure_shows_the_picture_with_its_caption_and_credit():
    image = ImageFactory(caption="The crane & its shadow", credit="Ada Reyes")
    html = render(figure_html(image))
    assert html.startswith('<figure class="figure"><picture>')
    assert (
        '<figcaption dir="auto">The crane &amp; its shadow <span class="credit">Ada Reyes</span></figcaption>'
        in html
    )
    assert 'loading="lazy"' in html
    assert "data-image" not in html


@pytest.mark.django_db
def test_a_caption_of_the_story_stands_in_for_the_librarys():
    html = render(figure_html(ImageFactory(caption="The crane"), "Seen from the <em>Halyard</em>"))
    assert "Seen from the <em>Halyard</em>" in html
    assert "The crane" not in html


@pytest.mark.django_db
def test_a_picture_with_neither_caption_nor_credit_has_no_empty_caption():
    assert "figcaption" not in render(figure_html(ImageFactory(caption="", credit="")))


@pytest.mark.django_db
def test_all_pictures_take_one_query(django_assert_num_queries):
    body = "".join(figure_html(image) for image in ImageFactory.create_batch(5))
    with django_assert_num_queries(1):
        assert render(body).count("<picture>") == 5


@pytest.mark.django_db
def test_a_picture_that_is_gone_leaves_nothing_behind():
    assert render('<p>a</p><figure data-image="99"><figcaption>gone</figcaption></figure>') == "<p>a</p>"


def test_an_embed_is_a_card_that_asks_nothing_of_its_provider():
    html = render(embed_html("https://youtu.be/dQw4w9WgXcQ"))
    assert 'class="embed embed--wide"' in html
    assert "Load from YouTube" in html
    assert '<a href="https://youtu.be/dQw4w9WgXcQ" rel="noopener nofollow">' in html
    assert "<iframe" not in html
    assert "src=" not in html


def test_an_embed_that_is_not_allowed_any_more_is_left_out():
    assert render(embed_html("https://evil.example/") + "<p>a</p>") == "<p>a</p>"


EMPTY_ROW = "<tr><td><p></p></td><td><p>&nbsp;</p></td></tr>"


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("<tr><td>a</td><td>b</td></tr>" + 2 * EMPTY_ROW, 1),
        ("<tr><td>a</td><td></td></tr>" + EMPTY_ROW + "<tr><td>c</td><td></td></tr>", 3),
        ('<tr><td rowspan="2">a</td><td>b</td></tr><tr><td></td></tr>' + EMPTY_ROW, 2),
        ("<tr><td>a</td><td>b</td></tr><tr><td><hr></td><td></td></tr>", 2),
        (2 * EMPTY_ROW, 0),
    ],
    ids=["empty at the end", "empty within", "reached from above", "with a line", "nothing else"],
)
def test_empty_rows_at_the_end_of_a_table_are_not_printed(rows, kept):
    html = render(f"<p>Text</p><table>{rows}</table>")
    assert html.count("<tr>") == kept
    assert ("<table>" in html) == bool(kept)


def test_a_table_scrolls_in_its_own_frame_and_says_what_its_headers_are_for():
    html = render("<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>")
    assert html == (
        '<div class="table" tabindex="0" role="region" aria-label="Table"><table>'
        '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        '<tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table></div>'
    )


def test_a_link_to_another_site_does_not_hand_over_this_one(settings):
    settings.SITE_HOST = "paper.example"
    assert render('<p><a href="https://other.example/">x</a></p>') == (
        '<p><a href="https://other.example/" rel="noopener">x</a></p>'
    )
    for own in ("/2026/01/story/", "https://paper.example/about/"):
        assert render(f'<p><a href="{own}">x</a></p>') == f'<p><a href="{own}">x</a></p>'


def test_a_list_is_as_tight_as_it_was_typed():
    assert (
        render("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>")
        == "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>"
    )


def test_advertisements_have_room_between_paragraphs_at_a_distance():
    parts = render(PARAGRAPH * 16).split(AD_BREAK)
    assert [part.count("<p>") for part in parts] == [3, 6, 7]


@pytest.mark.parametrize("length", range(5))
def test_a_short_story_has_no_room_for_advertisements(length):
    assert AD_BREAK not in render(PARAGRAPH * length)


@pytest.mark.parametrize(
    "piece", ["<h2>Head</h2>", "<ul><li>a</li></ul>", '<aside class="pull-quote"><p>a</p></aside>', "<hr>"]
)
def test_an_advertisement_never_stands_beside_anything_but_paragraphs(piece):
    html = render((PARAGRAPH + piece) * 8 + PARAGRAPH * 2)
    assert AD_BREAK not in html


@pytest.mark.django_db
@pytest.mark.real_input
@pytest.mark.skipif(not XSS.is_dir(), reason="the collected attack vectors are not here")
def test_nothing_of_the_collected_attacks_reaches_readers():
    for file in XSS.glob("*.jsonl"):
        for line in file.read_text().splitlines():
            vector = json.loads(line)["payload"]
            html = render(f'{vector}<figure data-image="{ImageFactory.create().pk}"><figcaption>{vector}')
            for word in (
                "<script",
                "<iframe",
                "<svg",
                "<style",
                "<object",
                "<meta",
                "<link",
                "<base",
                "<form",
                "<xss",
            ):
                assert word not in html.lower()
            assert 'href="javascript' not in html.lower()


@pytest.mark.django_db
def test_a_body_with_all_that_can_be_typed_renders():
    for key in (42, 7):
        ImageFactory(pk=key)
    assert render(TYPED).count("<picture>") == TYPED.count("data-image=")
