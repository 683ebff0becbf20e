import json
from pathlib import Path

import pytest

from articles.body import figure_html, sanitise
from articles.body.sanitising import LINK
from articles.embeds import NotEmbeddable, find
from articles.models import Article
from tests.articles.test_body import TYPED, XSS, assert_harmless
from tests.articles.test_embeds import PUBLIC, REFUSED
from tests.browser.writing import Desk
from tests.cases import case
from tests.factories import ArticleFactory, ImageFactory, UserFactory, publish

CLIPBOARDS = Path(__file__).parent / "clipboards"
PARAGRAPH = "<p>The pilots of Port Ansel went back to work on Monday, after nine days without a ship.</p>"


@pytest.fixture
def desk(writing):
    return writing


def write_anew(desk, body):
    """The open form has this text instead, as if it had come with it."""
    desk.text.evaluate("(one, body) => one.editor.commands.setContent(body)", body)
    assert desk.html() == body


def attacks():
    return [
        json.loads(line)["payload"] for file in XSS.glob("*.jsonl") for line in file.read_text().splitlines()
    ]


def library_picture(**fields):
    image = ImageFactory(**fields)
    image.make_renditions()
    return image


def test_a_story_is_written_with_keyboard_and_toolbar(desk):
    desk = desk()
    desk.text.click()
    desk.type("The pilots ")
    desk.press("Control+b")
    desk.type("went back")
    desk.press("Control+b")
    desk.type(" to ")
    desk.press("Control+i")
    desk.type("work")
    desk.press("Control+i", "Enter")
    desk.tool("heading2")
    desk.type("What it cost")
    desk.press("Enter")
    desk.tool("bulletList")
    desk.type("nine days")
    desk.press("Enter")
    desk.type("forty ships")
    desk.press("Enter", "Enter")
    desk.tool("pullQuote")
    desk.type("We are tired")
    desk.press("Enter", "Enter")
    desk.tool("blockquote")
    desk.type("Never again")
    desk.press("Enter", "Enter")
    desk.tool("horizontalRule")
    desk.type("See the port")
    desk.press("Shift+Home")
    desk.tool("link")
    desk.answer("port.example/ships")
    expected = (
        "<p>The pilots <strong>went back</strong> to <em>work</em></p><h2>What it cost</h2>"
        "<ul><li><p>nine days</p></li><li><p>forty ships</p></li></ul>"
        '<aside class="pull-quote"><p>We are tired</p></aside><blockquote><p>Never again</p></blockquote><hr>'
        '<p><a href="https://port.example/ships">See the port</a></p>'
    )
    assert desk.save() == expected
    assert desk.html() == expected


def offered(desk):
    return desk.page.locator("dialog.body-ask").get_by_role("option")


def look_for(desk, words):
    desk.tool("link")
    desk.page.get_by_role("combobox", name="Address").press_sequentially(words)
    offered(desk).first.wait_for()


def test_a_link_to_a_story_of_ours_is_found_by_its_headline(page, sign_in):
    sign_in(page, UserFactory(is_superuser=True))
    live = publish(headline="Ferries back at Port Ansel", section__slug="harbour")
    ArticleFactory(headline="Ferries that nobody has read of")
    for way in ("keyboard", "mouse"):
        desk = Desk(page, ArticleFactory(body="<p>See the ferries</p>"))
        with case(way):
            desk.text.click()
            desk.press("Control+a")
            look_for(desk, "ferries por")
            assert offered(desk).all_inner_texts()[0].startswith("Ferries back at Port Ansel")
            if way == "keyboard":
                desk.press("ArrowDown", "Enter")
            else:
                offered(desk).first.click()
            assert desk.page.locator("dialog.body-ask input").input_value() == live.path
            assert offered(desk).count() == 0
            desk.press("Enter")
            desk.page.locator("dialog.body-ask").wait_for(state="detached")
            assert desk.save() == f'<p><a href="{live.path}">See the ferries</a></p>'


def test_an_answer_that_comes_after_the_choice_offers_nothing_any_more(desk):
    live = publish(headline="Ferries back at Port Ansel")
    desk = desk("<p>See the ferries</p>")
    desk.text.click()
    look_for(desk, "ferries")
    late = []
    desk.page.route("**/stories/?*", lambda route: late.append(route))
    desk.type(" po")
    desk.press("ArrowDown", "Enter")
    with desk.page.expect_response("**/stories/?*"):
        late[-1].continue_()
    desk.page.wait_for_timeout(100)
    assert desk.page.locator("dialog.body-ask input").input_value() == live.path
    assert offered(desk).count() == 0
    for one in late[:-1]:
        one.continue_()


def test_without_a_line_nothing_is_offered_and_nothing_breaks(desk):
    desk = desk("<p>See the ferries</p>")
    desk.text.click()
    desk.tool("link")
    desk.page.context.set_offline(True)
    with desk.page.expect_event("requestfailed", lambda request: "/stories/" in request.url):
        desk.page.get_by_role("combobox", name="Address").fill("ferries")
    desk.page.context.set_offline(False)
    desk.page.wait_for_timeout(100)
    assert offered(desk).count() == 0
    desk.page.complaints[:] = [
        said for said in desk.page.complaints if "ERR_INTERNET_DISCONNECTED" not in said
    ]


def test_on_a_phone_the_dialog_for_a_link_and_what_it_offers_are_within_the_page(open_page, desk):
    publish(headline="Ferries back at Port Ansel after the longest strike of its pilots")
    desk = desk(page=open_page(viewport={"width": 390, "height": 800}))
    desk.text.click()
    look_for(desk, "ferries")
    for part in ("dialog.body-ask", "dialog.body-ask .suggestions"):
        box = desk.page.locator(part).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_a_link_to_a_story_of_ours_where_nothing_is_selected_has_its_headline_for_words(desk):
    live = publish(headline="Ferries back at Port Ansel")
    desk = desk()
    desk.text.click()
    look_for(desk, "ferries")
    desk.press("ArrowDown", "Enter", "Enter")
    desk.page.locator("dialog.body-ask").wait_for(state="detached")
    assert desk.html() == f'<p><a href="{live.path}">Ferries back at Port Ansel</a></p>'


def test_what_readers_do_not_have_and_the_story_itself_are_offered_for_no_link(desk, page):
    own = publish(headline="Ferries: this one").article
    ArticleFactory(headline="Ferries that nobody has read of")
    publish(headline="Ferries back at Port Ansel")
    desk = desk()
    desk.page.goto(f"/admin/articles/article/{own.pk}/change/")
    desk.text.click()
    look_for(desk, "ferries")
    (option,) = offered(desk).all_inner_texts()
    assert option.startswith("Ferries back at Port Ansel")


def test_escape_closes_what_is_offered_and_then_the_dialog(desk):
    publish(headline="Ferries back at Port Ansel")
    desk = desk()
    desk.text.click()
    look_for(desk, "ferries")
    desk.press("Escape")
    assert offered(desk).count() == 0
    assert desk.page.locator("dialog.body-ask input").input_value() == "ferries"
    desk.press("Enter")
    assert "choose it from the list" in desk.page.locator(".body-ask-error").inner_text()
    desk.press("Escape")
    desk.page.locator("dialog.body-ask").wait_for(state="detached")


def test_for_an_address_nothing_is_looked_for(desk):
    publish(headline="Ferries at port.example: me, https and all")
    desk = desk()
    asked = []
    desk.page.on("request", lambda request: asked.append(request.url))
    for address in ("https://port.example/ferries", "ferries.example", "/ferries/", "me@ferries.example"):
        with case(address):
            write_anew(desk, "")
            desk.text.click()
            desk.tool("link")
            desk.page.locator("dialog.body-ask input").fill(address)
            desk.page.wait_for_timeout(300)
            assert [url for url in asked if "/stories/" in url] == []
            desk.press("Enter")
            desk.page.locator("dialog.body-ask").wait_for(state="detached")
            assert f"{address}</a>" in desk.html()


def test_a_table_is_made_and_changed(desk):
    desk = desk()
    desk.text.click()
    desk.tool("table")
    for word in ("Ship", "Tons", "Flag", "Halyard", "900"):
        desk.type(word)
        desk.press("Tab")
    desk.tool("deleteColumn")
    desk.tool("deleteRow")
    cells = [
        "<tr><th><p>Ship</p></th><th><p>Tons</p></th></tr>",
        "<tr><td><p>Halyard</p></td><td><p>900</p></td></tr>",
    ]
    assert desk.save() == f"<table><tbody>{''.join(cells)}</tbody></table>"


def test_a_picture_is_chosen_from_the_library_and_captioned(desk):
    image = library_picture(alt_text="A crane over the pier", caption="The crane", credit="Ada Reyes")
    desk = desk()
    desk.text.click()
    desk.tool("picture")
    desk.page.locator("dialog [data-picture]").first.click()
    figure = desk.page.locator("figure.piece")
    figure.locator("text=Credit: Ada Reyes").wait_for()
    assert "Alt text: A crane over the pier" in figure.inner_text()
    assert figure.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert figure.locator("figcaption").get_attribute("data-placeholder") == "The crane"
    assert desk.save() == figure_html(image)
    desk.page.locator("figure.piece figcaption").click()
    desk.type("Seen from the ")
    desk.press("Control+i")
    desk.type("Halyard")
    desk.press("Enter")
    desk.type("Then it moved.")
    expected = figure_html(image, "Seen from the <em>Halyard</em>") + "<p>Then it moved.</p>"
    assert desk.save() == expected
    assert desk.html() == expected


def test_a_picture_that_is_gone_from_the_library_says_so(desk, page):
    with page.expect_console_message(lambda said: "404" in said.text):  # the library's answer
        desk = desk('<figure data-image="99"><figcaption></figcaption></figure>')
    page.locator("text=This picture is not in the library any more").wait_for()
    with page.expect_console_message(lambda said: "404" in said.text):
        desk.save()
    assert "The picture 99 is not in the library any more" in page.locator(".errorlist").first.inner_text()
    page.complaints.clear()


def test_an_embed_is_asked_for_by_its_address(desk):
    desk = desk()
    desk.text.click()
    desk.tool("embed")
    desk.answer("https://evil.example/video")
    assert "What can: addresses of YouTube" in desk.page.locator(".body-ask-error").inner_text()
    desk.answer('<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ?a=1&amp;b=2"></iframe>')
    assert "Video on YouTube" in desk.page.locator(".piece--embed").inner_text()
    assert desk.save() == '<div data-embed="https://www.youtube.com/embed/dQw4w9WgXcQ?a=1&amp;b=2"></div>'


YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
VIDEO = f'<div data-embed="{YOUTUBE}"></div>'


def press_embed(desk):
    desk.tool("embed")
    desk.answer(YOUTUBE)
    desk.page.locator("dialog.body-ask").wait_for(state="detached")


def press_rule(desk):
    desk.tool("horizontalRule")


PRESSED = [(press_embed, VIDEO), (press_rule, "<hr>")]


def test_writing_goes_on_below_what_was_inserted(desk):
    desk = desk()
    for below in ("", "<ul><li><p>nine days</p></li></ul>", VIDEO):
        for press, block in PRESSED:
            with case((block, below)):
                write_anew(desk, f"<p>Before</p>{below}")
                desk.text.click(position={"x": 200, "y": 30})
                desk.press("End")
                press(desk)
                desk.type("After")
                assert desk.html() == f"<p>Before</p>{block}<p>After</p>{below}"


def test_what_is_inserted_within_a_paragraph_parts_it(desk):
    desk = desk()
    for press, block in PRESSED:
        with case(block):
            write_anew(desk, "<p>BeforeAfter</p>")
            # Straight to its place: keys pressed faster than a person could would overtake a click.
            desk.text.evaluate(
                "(one, at) => one.editor.chain().focus().setTextSelection(at).run()", 1 + len("Before")
            )
            press(desk)
            desk.type("And ")
            assert desk.html() == f"<p>Before</p>{block}<p>And After</p>"


def test_what_is_inserted_from_a_caption_a_pull_quote_or_a_block_that_is_selected_comes_after_it(desk):
    figure = figure_html(library_picture())
    quote = '<aside class="pull-quote"><p>We are tired</p></aside>'
    desk = desk()
    for around, within, pressed in [
        (figure, "figure.piece figcaption", PRESSED),
        (quote, ".pull-quote p", PRESSED),
        (VIDEO, ".piece--embed .piece-what", [(press_rule, "<hr>")]),
    ]:
        for press, block in pressed:
            with case((within, block)):
                write_anew(desk, f"{around}<p>After</p>")
                desk.page.locator(within).click()
                press(desk)
                assert desk.html() == f"{around}{block}<p>After</p>"


def test_a_second_picture_and_a_table_come_after_the_first_picture(desk):
    figure = figure_html(library_picture())
    desk = desk()
    desk.text.click()
    for number in (1, 2):
        desk.tool("picture")
        desk.page.locator("dialog [data-picture]").first.click()
        desk.page.locator("figure.piece").nth(number - 1).wait_for()
    desk.tool("table")
    assert desk.html().startswith(f"{figure}{figure}<table>")


def test_blocks_of_text_keep_their_distance(desk):
    desk = desk(
        f"{PARAGRAPH}{PARAGRAPH}<ul><li><p>a</p></li></ul><blockquote><p>b</p></blockquote>{TABLE}{PARAGRAPH}"
    )
    gaps = desk.text.evaluate(
        """text => {
            const boxes = [...text.children].map((block) => block.getBoundingClientRect());
            return boxes.slice(1).map((box, i) => box.top - boxes[i].bottom);
        }"""
    )
    assert len(gaps) >= 5
    assert min(gaps) >= 18, gaps


COMMON = (
    "<h2>Harbour reopens</h2><p>The pilots of <strong>Port Ansel</strong> went back to work on <em>Monday</em>{}.</p>"
    "<h3>What it cost</h3>{}<ul><li><p>Forty ships</p>{}</li><li><p>Nine days</p></li></ul>"
)
NESTED = "<ul><li><p>three of them with fruit</p></li></ul>"
REPORT = '<a href="https://port.example/report">the report</a>'
TABLE = "<table><tbody><tr><td><p>Ship</p></td><td><p>Tons</p></td></tr></tbody></table>"


PASTED = {
    "word": COMMON.format(", after nine days", "", NESTED)
    + "<p>Then, in order:</p><ol><li><p>talks</p></li><li><p>a vote</p></li></ol>"
    + f"<blockquote><p>“We are tired.”</p></blockquote><p>See {REPORT}[1].</p>{TABLE}",
    "google-docs": COMMON.format("", "", NESTED) + f"<p>See {REPORT}.</p>{TABLE}",
    "web-page": COMMON.format("", "<p>First line<br>same paragraph</p><p>Second paragraph</p>", "")
    + f"<p>See {REPORT}, more.</p>",
}


def test_what_is_pasted_comes_in_clean(desk):
    desk = desk()
    notice = desk.page.locator(".body-notice")
    for source, expected in PASTED.items():
        with case(source):
            write_anew(desk, "")
            notice.evaluate("one => one.replaceChildren()")  # it stays for a while
            desk.text.click()
            desk.paste((CLIPBOARDS / f"{source}.html").read_text())
            assert desk.html() == expected
            assert "Put them into the library" in notice.inner_text()
            assert desk.save() == expected


def test_a_pasted_address_stays_a_link(desk):
    desk = desk()
    desk.text.click()
    desk.paste(text="https://youtu.be/dQw4w9WgXcQ")
    assert desk.html() == '<p><a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a></p>'


def test_what_is_copied_in_the_editor_is_pasted_whole(desk):
    image = library_picture()
    body = f"<p>Before <strong>bold</strong></p>{figure_html(image, 'Own <em>words</em>')}<p>After</p>"
    desk = desk(body)
    desk.text.click()
    desk.press("Control+a")
    copied = desk.text.evaluate(
        """element => {
            const data = new DataTransfer();
            const given = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("copy", given));
            return data.getData("text/html");
        }"""
    )
    desk.press("Delete")
    desk.paste(copied)
    assert desk.html() == body


@pytest.mark.real_input
@pytest.mark.skipif(not XSS.is_dir(), reason="the collected attack vectors are not here")
def test_nothing_that_is_pasted_runs(desk):
    desk = desk()
    desk.text.click()
    dialogs = []
    desk.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for vector in attacks():
        desk.paste(f"<p>{vector}</p>{vector}")
    desk.page.wait_for_load_state("networkidle")
    desk.page.complaints.clear()  # of what the browser has kept from running
    assert dialogs == []
    assert_harmless(sanitise(desk.html()))
    assert sanitise(desk.html()) == desk.html()


def test_undo_and_redo(desk):
    desk = desk("<p>Before</p>")
    desk.text.click()
    desk.press("Control+End")
    desk.type(" and after")
    desk.tool("undo")
    assert desk.html() == "<p>Before</p>"
    desk.tool("redo")
    assert desk.html() == "<p>Before and after</p>"


def test_what_was_loaded_is_not_changed_by_looking_at_it(desk):
    for pk in (42, 7):
        library_picture(pk=pk)
    desk = desk(TYPED)
    desk.page.evaluate("document.addEventListener('input', () => { window.changed = true })")
    desk.text.click()
    desk.press("Control+End", "ArrowUp")
    desk.page.locator("#id_headline").click()
    assert desk.html() == TYPED
    assert desk.page.evaluate("window.changed") is None
    assert desk.save() == TYPED


def test_a_form_that_comes_back_with_errors_brings_the_text_back(desk):
    desk = desk("<p>Before</p>")
    desk.text.click()
    desk.press("Control+End")
    desk.type(" and after")
    desk.page.locator("#id_slug").fill("")
    desk.page.locator("#id_headline").fill("…")
    desk.save()
    assert desk.html() == "<p>Before and after</p>"
    assert desk.story.body == "<p>Before</p>"


def test_on_a_desktop_the_toolbar_is_one_line_and_walked_with_the_arrow_keys(desk):
    desk = desk()
    assert desk.page.locator(".body-tools").bounding_box()["height"] < 48
    desk.page.locator('[data-name="heading2"]').focus()
    desk.press("ArrowRight", "ArrowRight")
    assert desk.page.evaluate("document.activeElement.dataset.name") == "bold"
    desk.press("Home", "ArrowLeft")
    assert desk.page.evaluate("document.activeElement.dataset.name") == "find"
    assert desk.page.locator('.body-tools [tabindex="0"]').count() == 1


def test_the_script_and_the_server_agree_on_what_may_be_embedded_and_on_links(desk):
    page = desk().page
    addresses = [address for address, _ in PUBLIC] + REFUSED
    answers = page.evaluate(
        """async (addresses) => {
            const { recognise } = await import("editor/embed-addresses");
            const { extensions } = JSON.parse(document.querySelector("#id_body").dataset.djangoProseEditorStory);
            return addresses.map((address) => recognise(address, extensions.Embed.providers));
        }""",
        addresses,
    )
    for address, answer in zip(addresses, answers, strict=True):
        try:
            expected = find(
                answer.get("address", address)
            ).provider  # the script completes what lacks https://
        except NotEmbeddable:
            expected = None
        assert answer.get("provider") == expected, address

    addresses = ["https://a.b/", "HTTP://a.b", "mailto:a@b.c", "tel:+49 30", "/a/b", "//a.b", "/\\a.b", "javascript:x",
                 "a.html", "#a", "ftp://a.b", "https://", "http://[", " https://a.b", "data:text/html,x"]  # fmt: skip
    allowed = page.evaluate(
        """async (addresses) => {
            const { isAllowed } = await import("editor/link");
            return addresses.filter(isAllowed);
        }""",
        addresses,
    )
    assert allowed == [address for address in addresses if LINK.match(address)]


def test_a_long_story_with_many_pictures_opens_and_saves(desk):
    images = [library_picture() for _ in range(4)]
    body = "".join(PARAGRAPH * 16 + figure_html(images[i % 4]) for i in range(200))
    assert len(body.split()) > 50_000
    desk = desk(body)
    desk.text.click(position={"x": 200, "y": 40})
    desk.press("Home")
    desk.type("Once more: ")
    assert desk.save() == body.replace("<p>", "<p>Once more: ", 1)


@pytest.mark.real_input
@pytest.mark.skipif(not XSS.is_dir(), reason="the collected attack vectors are not here")
def test_nothing_that_was_saved_past_the_form_runs_in_the_editor(desk):
    desk = desk()
    Article.objects.filter(pk=desk.story.pk).update(
        body="".join(f"<p>{vector}</p>{vector}" for vector in attacks())
    )
    dialogs, asked = [], []
    desk.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.page.reload()
    desk.text.wait_for()
    desk.page.wait_for_load_state("networkidle")
    assert dialogs == []
    assert [url for url in asked if not url.startswith(("http://localhost", "data:"))] == []


def test_on_a_phone_the_toolbar_is_one_line_and_nothing_sticks_out(open_page, desk):
    for pk in (42, 7):
        library_picture(pk=pk)
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True)
    desk(TYPED, page=phone)
    editor = phone.locator(".body-editor").bounding_box()
    assert editor["x"] >= 0
    assert editor["x"] + editor["width"] <= 390
    assert phone.locator(".body-tools").bounding_box()["height"] < 64
