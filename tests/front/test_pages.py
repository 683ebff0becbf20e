"""What the publication says of itself."""

import pytest

from front.models import Publication

pytestmark = pytest.mark.django_db


def body(client, text):
    Publication(name="The Halyard", about=text).save()
    page = client.get("/about/").content.decode()
    return page[page.index('<div class="body"') : page.index("</article>")]


def test_a_blank_line_begins_a_paragraph_and_a_line_stays_one(client):
    assert "<p>Who &amp; what.</p><p>14 Tarry Street<br>Port Ansel</p>" in body(
        client, "Who & what.\n\n14 Tarry Street\r\nPort Ansel"
    )


def test_what_is_written_as_html_stays_that_without_what_could_run(client):
    page = body(
        client,
        '<p>Who we are.</p>\n\n<p onclick="x()">See <a href="/contact/">there</a>.</p><script>x</script>',
    )
    assert '<p>Who we are.</p><p>See <a href="/contact/">there</a>.</p>' in page
    assert "script" not in page


def test_a_page_that_was_not_written_is_not_found(client):
    assert client.get("/about/").status_code == 404
