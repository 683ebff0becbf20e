"""While a reader types, search suggests: with the mouse, by keyboard alone, and said aloud."""

import pytest

from articles import workflow
from articles.models import Edition
from tests.browser.test_accessibility import DESKTOP, objections
from tests.factories import AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def stories():
    section = SectionFactory(name="Ferry News", slug="ferries")
    for headline in ("Ferry opera opens", "Ferry race <b>begins</b>", "Bridge closes"):
        publish(headline=headline, section=section, bylines=[AuthorFactory(name="Jo Lind")])


@pytest.fixture
def page(open_page, stories):
    page = open_page(bypass_csp=True)
    page.goto("/search/")
    return page


def field(page):
    return page.get_by_role("combobox", name="Words to search for").last


def type_words(page, words="ferry"):
    field(page).press_sequentially(words)
    page.get_by_role("option").first.wait_for()


def active(page):
    """What a screen reader says is chosen."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText"
    )


def test_suggestions_are_gone_through_by_keyboard_and_opened_with_enter(page):
    type_words(page)
    assert field(page).get_attribute("aria-expanded") == "true"
    assert active(page) is None
    seen = []
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        seen.append(active(page))
    assert [text and " ".join(text.split()) for text in seen] == [
        "Ferry News Section", "Ferry race <b>begins</b>", "Ferry opera opens", None,
    ]  # fmt: skip
    assert field(page).input_value() == "ferry"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Ferry opera opens").wait_for()


def test_how_many_there_are_is_said_and_leaving_the_field_closes_the_list(page):
    type_words(page)
    said = page.locator("main form [role=status]")
    assert said.inner_text() == "3 suggestions"
    field(page).press_sequentially("zzz")
    page.wait_for_function(
        "() => document.querySelector('main form [role=status]').innerText == 'No suggestions'"
    )
    assert field(page).get_attribute("aria-expanded") == "false"
    field(page).fill("")
    type_words(page)
    page.keyboard.press("Tab")
    assert page.get_by_role("option").count() == 0


def test_escape_closes_the_list_and_leaves_the_words(page):
    type_words(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert field(page).input_value() == "ferry"
    assert active(page) is None
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ferry")
    assert page.get_by_role("heading", level=2, name="Ferry opera opens").is_visible()


def test_a_suggestion_is_opened_with_the_mouse_and_one_of_the_field_in_the_masthead_too(page):
    type_words(page)
    page.get_by_role("option", name="Ferry News").click()
    page.wait_for_url("**/ferries/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    page.get_by_role("combobox").first.press_sequentially("bridge")
    page.get_by_role("option", name="Bridge closes").click()
    page.get_by_role("heading", level=1, name="Bridge closes").wait_for()


def test_a_name_after_an_operator_leads_to_what_it_finds(page):
    type_words(page, "bridge author:jo l")
    page.get_by_role("option", name='bridge author:"Jo Lind"').click()
    page.wait_for_url("**/search/?q=bridge+author%3A%22Jo+Lind%22")
    assert page.get_by_role("heading", level=2, name="Bridge closes").is_visible()


def test_what_is_typed_on_is_what_is_suggested(page):
    """An answer that comes late is thrown away."""
    page.route("**/suggest/?q=fe", lambda route: page.wait_for_timeout(800) or route.continue_())
    field(page).press_sequentially("fe")
    page.wait_for_timeout(250)
    field(page).fill("bridge")
    page.get_by_role("option", name="Bridge closes").wait_for()
    page.wait_for_timeout(1000)
    assert page.get_by_role("option").count() == 1


def test_an_open_list_and_every_state_of_the_page_are_accessible(page):
    type_words(page)
    page.keyboard.press("ArrowDown")
    assert objections(page, [(DESKTOP, "light")]) == [], "suggestions"
    for words in (
        'opera -bridge "ferry opera" author:lind after:2020',
        "feryr",
        "opera before:rubbish tag:none",
        "the",
    ):
        page.goto("/search/?" + "q=" + words.replace('"', "%22").replace(" ", "+"))
        assert objections(page, [(DESKTOP, "light")]) == [], words


def test_nothing_is_wider_than_the_narrowest_phone(page):
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    publish(headline=f"{long} ferry", tags=[long], bylines=[AuthorFactory(name=long)])
    page.set_viewport_size({"width": 320, "height": 640})
    for words in ("ferry", f"{long[:-1]}", f"-{long} ferry tag:{long}", f'"{long}" or {long}'):
        page.goto("/search/?q=" + words.replace('"', "%22").replace(" ", "+"))
        for toggle in page.locator("main details").all():
            toggle.evaluate("element => element.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, words
    page.goto("/search/")
    type_words(page, "donau")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_story_that_was_withdrawn_since_is_suggested_no_more(page):
    type_words(page)
    workflow.withdraw(Edition.objects.get(headline="Ferry opera opens").article, by=None)
    page.reload()
    type_words(page)
    assert page.get_by_role("option", name="Ferry opera opens").count() == 0


def test_without_a_script_the_form_asks_for_the_page_of_results(open_page, stories):
    plain = open_page(java_script_enabled=False)
    plain.goto("/search/")
    plain.get_by_label("Words to search for").last.fill("bridge")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/search/?q=bridge")
    assert plain.get_by_role("link", name="Bridge closes").is_visible()
