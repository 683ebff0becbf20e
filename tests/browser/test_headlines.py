"""Headlines that are hard, typed in a real browser, which makes the address while they are typed."""

import pytest

from articles.models import Article
from tests.browser.writing import ANSWERED, wait_until_saved
from tests.desk import staff
from tests.factories import AuthorFactory, SectionFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ARABIC = "وقّعت كارو وأوستمير معاهدة المضيق"


@pytest.fixture
def desk(page, sign_in):
    user = staff("Editor")
    AuthorFactory(name="Ana Ruiz", user=user)
    SectionFactory(name="Harbour")
    sign_in(page, user)
    page.goto("/admin/articles/article/add/")
    page.select_option("#id_section", label="Harbour")
    page.click(".body-text")
    page.keyboard.type("Ships move again.")
    return page


def type_headline(desk, words):
    desk.fill("#id_headline", "")
    desk.type("#id_headline", words)
    desk.press("#id_headline", "Tab")


def sent(desk):
    """The sentence at the slug of the form that comes back with all that was typed."""
    desk.click("button[name=_save]")
    desk.wait_for_selector(ANSWERED)
    desk.wait_for_selector(".errornote")
    assert "Ships move again." in desk.inner_text(".body-text")
    return desk.inner_text(".field-slug .errorlist")


def test_an_emoji_in_the_slug_typed_pasted_or_taken_from_the_headline(desk):
    type_headline(desk, "🚢🚢")
    assert desk.input_value("#id_slug") == ""
    assert "Type one here" in sent(desk)
    assert desk.input_value("#id_headline") == "🚢🚢"

    desk.fill("#id_slug", "ships-🚢")
    assert "no emoji" in sent(desk)
    assert desk.input_value("#id_slug") == "ships-🚢"
    desk.fill("#id_slug", "")
    desk.focus("#id_slug")
    desk.keyboard.insert_text("🚢 ships")  # as pasting does: without a key
    assert "no emoji" in sent(desk)

    desk.fill("#id_slug", "ships")
    desk.click("button[name=_save]")
    wait_until_saved(desk)
    assert Article.objects.get().slug == "ships"


def test_the_address_of_a_headline_with_an_emoji_is_its_words(desk):
    type_headline(desk, "Ships 🚢 move")
    assert desk.input_value("#id_slug") == "ships-move"


def test_a_headline_in_arabic_is_written_from_the_right_and_makes_an_arabic_address(desk):
    type_headline(desk, ARABIC)
    assert desk.evaluate("getComputedStyle(document.querySelector('#id_headline')).direction") == "rtl"
    typed = desk.input_value("#id_slug")
    desk.click("button[name=_save]")
    wait_until_saved(desk)
    assert Article.objects.get().headline == ARABIC
    assert Article.objects.get().slug == typed
    assert Article.objects.get().slug == "وقعت-كارو-وأوستمير-معاهدة-المضيق"


def test_a_pasted_headline_that_is_too_long_is_counted_while_it_is_typed_and_kept(desk):
    desk.focus("#id_headline")
    desk.keyboard.insert_text("Pilots " * 50)
    assert "49 too many to save" in desk.inner_text(".field-headline .count")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".errornote")
    assert "300 fit here. Shorten it." in desk.inner_text(".field-headline .errorlist")
    assert desk.input_value("#id_headline") == "Pilots " * 50
    assert "Ships move again." in desk.inner_text(".body-text")


def test_the_address_follows_a_headline_that_was_pasted_without_a_key(desk):
    desk.click("#id_headline")
    desk.keyboard.insert_text(ARABIC)
    assert desk.input_value("#id_slug") == "وقعت-كارو-وأوستمير-معاهدة-المضيق"
