"""Headlines and addresses that are hard: in Arabic, of emoji, far too long."""

import pytest

from articles.models import Article
from tests.desk import Desk, staff
from tests.factories import AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db

ARABIC = "وقّعت كارو وأوستمير معاهدة المضيق بعد تسع سنوات"


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def words(response):
    return " ".join(response.content.decode().split())


def new_story(desk, **values):
    typed = {"body": "<p>Ships move again.</p>", "section": SectionFactory().pk, "kicker": "Strait", **values}
    return desk.open().type(**typed, **{"bylines-0-author": AuthorFactory().pk})


def sent(desk, **typed):
    """The faults of the form that came back, by field; it holds all that was typed."""
    story = new_story(desk, **typed)
    before = {name: str(value) for name, value in story.form.items() if not name.startswith("csrf")}
    response = story.press()
    assert response.status_code == 200
    assert "Not saved yet" in words(response)
    assert before.items() <= desk.form.items()
    assert not Article.objects.exists()
    return {name: list(errors) for name, errors in response.context["adminform"].form.errors.items()}


NO_SLUG = "An address has only letters, digits, hyphens and underscores: no spaces, no emoji."


@pytest.mark.parametrize(
    "slug", ["🚢", "ships-🚢-move", "Ships move", "ships/move", "ships?move", "ships\u202emove"]
)
def test_what_no_address_can_have_is_said_at_the_slug_and_nothing_is_lost(editor, slug):
    assert sent(editor, headline="Ships move", slug=slug) == {"slug": [NO_SLUG]}


@pytest.mark.parametrize("slug", ["-", "_", "--_"])
def test_an_address_needs_a_letter_or_a_digit(editor, slug):
    assert sent(editor, headline="Ships move", slug=slug) == {"slug": ["Type at least one letter or digit."]}


@pytest.mark.parametrize("headline", ["🚢🚢", "!!!", "👩‍👩‍👧", "\u200b"])
def test_a_headline_without_letters_makes_no_address_and_asks_for_one(editor, headline):
    sentence = "The headline has no letters or digits to make an address from. Type one here."
    assert sent(editor, headline=headline, slug="") == {"slug": [sentence]}
    editor.type(slug="ships").press()
    assert Article.objects.get().headline == headline


@pytest.mark.parametrize("headline", ["x" * 301, "Strike " * 60, "نص " * 150, "🚢" * 301])
@pytest.mark.parametrize("slug", ["", "strike"])
def test_a_headline_that_is_too_long_is_said_at_its_field_and_nothing_is_lost(editor, headline, slug):
    count = len(headline.strip())
    sentence = f"This has {count} characters; 300 fit here. Shorten it."
    assert sent(editor, headline=headline, slug=slug) == {"headline": [sentence]}


def test_a_headline_of_300_characters_is_published_and_its_address_is_cut(editor, client):
    headline = "Pilots " * 42 + "strike"
    assert len(headline) == 300
    new_story(editor, headline=headline).press("_publish")
    article = Article.objects.get()
    assert article.headline == headline
    assert len(article.slug) <= 120
    assert not article.slug.endswith("-")
    assert headline in words(client.get(article.editions.live().get().path))


def test_a_headline_in_arabic_has_an_address_in_arabic_and_is_read_there(editor, client):
    new_story(editor, headline=ARABIC, slug="").press("_publish")
    article = Article.objects.get()
    assert article.slug == "وقعت-كارو-وأوستمير-معاهدة-المضيق-بعد-تسع-سنوات"
    page = client.get(article.editions.live().get().path)
    assert ARABIC in words(page)
    assert ARABIC in words(editor.open(article).shown)


def test_two_stories_with_one_headline_of_emoji_and_words_get_the_words_as_address(editor):
    publish(headline="Ships 🚢 move", slug="ships-move")
    said = words(new_story(editor, headline="Ships 🚢🚢 move").press("_publish"))
    assert "Another story, “Ships 🚢 move”, already has this address. Change the slug." in said
    assert editor.form["headline"] == "Ships 🚢🚢 move"
