"""How many clicks and keystrokes it takes, from signing in to a published story with a picture."""

import sys

import pytest
from django.core.files.base import ContentFile

from articles.models import Edition
from tests.desk import PASSWORD, staff
from tests.factories import AuthorFactory, ImageFactory, SectionFactory
from tests.media.pictures import photo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

HEADLINE = "Pilots end their strike"
BODY = "The pilots went back to work on Monday."

# Counted by the browser, so that what a script does in between is none of it.
COUNTER = """
    addEventListener("click", (event) => event.detail && window.counted("click"), true);
    addEventListener("keydown", () => window.counted("key"), true);
"""


def test_a_story_with_a_picture_is_published_with_few_clicks_and_keystrokes(open_page, live_server, capsys):
    editor = staff("Editor", username="ana")
    AuthorFactory(user=editor, name="Ana Ruiz")
    SectionFactory(name="Harbour")
    file = ContentFile(photo(1600, 1067), "pier.jpg")
    ImageFactory(file=file, width=1600, height=1067).make_renditions()
    count = {"click": 0, "key": 0}

    def counted(kind):
        count[kind] += 1

    page = open_page(viewport={"width": 1280, "height": 900})
    page.context.expose_function("counted", counted)
    page.context.add_init_script(COUNTER)
    page.goto("/admin/login/?next=/admin/")
    page.keyboard.type("ana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.click("text=New story")
    page.wait_for_selector("[contenteditable=true]")
    page.keyboard.type(HEADLINE)
    page.click("[contenteditable=true]")
    page.keyboard.type(BODY)
    page.locator("[data-choose]").first.click()
    page.locator("dialog [data-picture]").first.click()
    page.wait_for_selector("dialog", state="detached")
    # Two keys: Tab leads there, and the first letter chooses.
    page.select_option("#id_section", label="Harbour")
    page.click("text=Publish now")
    page.click("button:has-text('Publish it like this')")  # there is no standfirst
    page.wait_for_selector(".bar .standing[data-state=live]")
    edition = Edition.objects.live().get()
    assert (edition.headline, bool(edition.lead_image), edition.byline_line) == (HEADLINE, True, "Ana Ruiz")
    keys = count["key"] + 2
    of_words = len(f"ana{PASSWORD}{HEADLINE}{BODY}")
    with capsys.disabled():
        told = f"{count['click']} clicks and {keys} keys, {of_words} of them name, password and words."
        sys.stdout.write(f"\n{told}\n")
    assert count["click"] <= 7
    assert keys - of_words <= 6
