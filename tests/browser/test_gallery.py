"""A gallery put together with the mouse and by keyboard, and looked at by a reader with and without script."""

import pytest

from articles.body import figure_html, gallery_html
from articles.models import Article
from tests.browser.test_editor import library_picture
from tests.browser.writing import Desk
from tests.factories import ArticleFactory, UserFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(page, sign_in):
    def desk(body=""):
        sign_in(page, UserFactory(is_superuser=True))
        return Desk(page, ArticleFactory(body=body))

    return desk


@pytest.fixture
def three():
    return [library_picture(caption=name, alt_text=f"What {name} shows") for name in ("One", "Two", "Three")]


def gallery(*images):
    return gallery_html([figure_html(image) for image in images])


def choose(desk, *images):
    for number, image in enumerate(images):
        if number:
            desk.page.locator(f"dialog >> text=Chosen so far: {number}.").wait_for()
        desk.page.locator(f"dialog [data-picture*='\"id\": {image.pk},']").click()
    desk.page.locator(f"dialog >> text=Chosen so far: {len(images)}.").wait_for()
    desk.press("Escape")
    desk.page.locator("dialog.picture-picker").wait_for(state="detached")


def test_a_gallery_is_put_together_captioned_put_in_order_and_saved(desk, three):
    one, two, three = three
    desk = desk("<p>See.</p>")
    desk.text.click()
    desk.tool("gallery")
    choose(desk, one, two)
    desk.page.locator("text=Gallery of 2 pictures").wait_for()
    assert desk.save() == f"<p>See.</p>{gallery(one, two)}"

    desk.page.click("text=Add pictures…")
    choose(desk, three)
    desk.page.locator("text=Gallery of 3 pictures").wait_for()
    later = desk.page.locator(".piece--gallery .piece--picture").first.get_by_role("button", name="Later")
    later.click()
    assert desk.page.evaluate("document.activeElement.textContent") == "Later"
    desk.press("Enter")
    assert desk.save() == f"<p>See.</p>{gallery(two, three, one)}"

    desk.page.locator(".piece--picture figcaption").nth(2).click()
    desk.type("Our own")
    desk.press("Alt+ArrowUp")
    desk.type(" words")
    ours = gallery_html([figure_html(two), figure_html(one, "Our own words"), figure_html(three)])
    assert desk.html() == f"<p>See.</p>{ours}"
    desk.press("Enter")
    desk.type("After")
    assert desk.html() == f"<p>See.</p>{ours}<p>After</p>"


def test_pictures_are_taken_out_until_none_is_left(desk, three):
    desk = desk(f"<p>See.</p>{gallery(*three)}<p>After.</p>")
    for left in (2, 1, 0):
        desk.page.locator(".piece--gallery .piece--picture").first.get_by_role(
            "button", name="Remove"
        ).click()
        desk.page.locator(f"text=Gallery of {left} picture").wait_for()
        if left == 1:
            assert "needs two pictures" in desk.page.locator(".piece--gallery").inner_text()
    assert desk.save() == "<p>See.</p><p>After.</p>"


def test_a_whole_gallery_is_removed_and_comes_back_by_undo(desk, three):
    body = f"<p>See.</p>{gallery(*three)}<p>After.</p>"
    desk = desk(body)
    desk.page.click("text=Remove gallery")
    assert desk.html() == "<p>See.</p><p>After.</p>"
    desk.press("Control+z")
    assert desk.html() == body


def test_what_is_inserted_from_a_gallery_comes_after_it(desk, three):
    body = gallery(*three)
    desk = desk(f"{body}<p>After</p>")
    desk.page.locator(".piece--picture figcaption").first.click()
    desk.tool("horizontalRule")
    assert desk.html() == f"{body}<hr><p>After</p>"


def test_a_reader_walks_through_it_by_keyboard_with_script_and_without_and_the_page_does_not_move(
    open_page, three
):
    edition = publish(body=f"<p>See.</p>{gallery(*three)}<p>After.</p>")
    walk_through(edition, open_page(viewport={"width": 390, "height": 844}))
    walk_through(edition, open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False))


def walk_through(edition, page):
    page.goto(edition.path)
    strip = page.get_by_role("group", name="Gallery of 3 pictures")
    strip.scroll_into_view_if_needed()
    assert strip.locator("figure").count() == 3
    box, last = strip.bounding_box(), strip.locator("figure").last
    assert last.bounding_box()["x"] > box["x"] + box["width"]
    assert page.locator("body").evaluate("body => body.ownerDocument.documentElement.scrollWidth") == 390
    strip.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert last.bounding_box()["x"] < box["x"] + box["width"]
    assert strip.get_by_role("link", name="What Three shows").count() == 1


def test_a_larger_picture_comes_with_its_caption_and_a_way_back(open_page):
    images = [
        library_picture(caption=name, credit=f"Photo: {name}", alt_text=f"What {name} shows")
        for name in ("One", "Two", "Three")
    ]
    edition = publish(body=f"<p>See.</p>{gallery(*images)}<p>After.</p>")
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(edition.path)
    page.get_by_role("link", name="What Two shows").press("Enter")
    view = page.get_by_role("dialog", name="Larger picture")
    assert view.get_by_role("img", name="What Two shows").is_visible()
    assert view.get_by_text("Two Photo: Two").is_visible()
    assert view.get_by_text("2 / 3").is_visible()
    focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    assert page.evaluate(focused) == "Next picture"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Close"
    view.get_by_role("button", name="Next picture").click()
    assert view.get_by_text("Three Photo: Three").is_visible()
    page.keyboard.press("ArrowRight")
    assert view.get_by_role("img", name="What One shows").is_visible()
    view.get_by_role("button", name="Previous picture").click()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert not view.is_visible()
    assert page.evaluate("document.activeElement.querySelector('img').alt") == "What Two shows"
    page.keyboard.press("Enter")
    view.get_by_role("button", name="Close").click()
    assert not view.is_visible()
    assert page.url.endswith(edition.path)


def test_without_a_script_a_larger_picture_opens_by_itself_and_the_browser_has_nothing_to_say(
    open_page, three
):
    edition = publish(body=f"<p>See.</p>{gallery(*three)}<p>After.</p>")
    page = open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(edition.path)
    page.get_by_role("link", name="What Two shows").click()
    page.wait_for_url("**/media/**")
    assert page.complaints == []


def test_related_stories_are_chosen_by_keyboard(page, sign_in):
    stories = [publish(headline=f"Pilots of port {name}").article for name in ("Ansel", "Skerrow")]
    sign_in(page, UserFactory(is_superuser=True))
    this = ArticleFactory()
    page.goto(f"/admin/articles/article/{this.pk}/change/")
    find = page.get_by_role("combobox", name="Related stories")
    for name in ("Ansel", "Skerrow"):
        find.fill(f"port {name}")
        page.get_by_role("option", name=f"Pilots of port {name}").wait_for()
        find.press("ArrowDown")
        find.press("Enter")
    chosen = page.locator(".chosen-stories li span")
    assert chosen.all_inner_texts() == ["Pilots of port Ansel", "Pilots of port Skerrow"]
    page.get_by_role("button", name="Move “Pilots of port Skerrow” up").press("Enter")
    assert chosen.all_inner_texts() == ["Pilots of port Skerrow", "Pilots of port Ansel"]
    with page.expect_navigation():
        page.locator('button:has-text("Save")').first.click()
    assert Article.objects.get(pk=this.pk).related == [stories[1].pk, stories[0].pk]
    page.get_by_role("button", name="Remove “Pilots of port Ansel”").press("Enter")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')")
        == "Remove “Pilots of port Skerrow”"
    )
    with page.expect_navigation():
        page.locator('button:has-text("Save")').first.click()
    assert Article.objects.get(pk=this.pk).related == [stories[1].pk]
