"""A story from the first word to its withdrawal, in a real browser."""

import time
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from articles import stages, workflow
from articles.models import Article, Assignment, Autosave, Edition
from authors.models import Author
from tests.browser.test_keep import have_it_sent, wait_until_kept_here
from tests.cases import case
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish

# What migrations made, such as the groups, is there again for each test.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

STANDING = ".bar .standing"


@pytest.fixture
def desk(page, sign_in):
    """An editor's page; `desk.open(article)` opens a story's form."""
    sign_in(page, staff("Editor", first_name="Ana", last_name="Ruiz"))

    def open_story(article=None):
        page.goto(f"/admin/articles/article/{f'{article.pk}/change' if article else 'add'}/")

    page.open_story = open_story
    return page


def write_body(page, text):
    page.click("[contenteditable=true]")
    page.keyboard.type(text)


def choose_author(page, row, name):
    page.locator(f"#bylines-{row} .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(name[:4])
    page.locator(".select2-results__option", has_text=name).click()


def test_a_story_is_written_published_changed_and_withdrawn(desk):
    SectionFactory(name="Harbour")
    AuthorFactory(name="Tom Okafor")
    desk.open_story()
    desk.keyboard.type("Pilots end their strike")  # the cursor is in the headline
    assert desk.input_value("#id_slug") == "pilots-end-their-strike"
    desk.fill("#id_standfirst", "Ships move again.")
    write_body(desk, "The pilots went back to work on Monday.")
    desk.select_option("#id_section", label="Harbour")
    choose_author(desk, 0, "Tom Okafor")
    desk.click("text=Publish now")
    desk.click("text=Publish it like this >> nth=-1")  # the checklist asks about the lead picture
    desk.wait_for_selector(f"{STANDING}[data-state=live]")
    edition = Edition.objects.live().get()
    assert (edition.headline, edition.byline_line) == ("Pilots end their strike", "Tom Okafor")
    assert "The pilots went back to work" in edition.body

    desk.fill("#id_kicker", "Labour")
    desk.click("button[name=_save]")
    desk.wait_for_selector(f"{STANDING}[data-state=changed]")
    desk.click("summary:has-text('Publish changes')")
    desk.select_option("#id_correction_kind", label="Update")
    desk.fill("#id_correction_text", "The strike is filed under Labour.")
    desk.click("button:has-text('Publish changes')")  # of the lead picture it is not asked again
    desk.wait_for_selector(f"{STANDING}[data-state=live]")
    assert Edition.objects.live().get().kicker == "Labour"

    desk.click("summary:has-text('More')")
    desk.click("text=Withdraw the story")
    desk.wait_for_selector(f"{STANDING}[data-state=withdrawn]")
    assert not Edition.objects.live().exists()


def test_a_story_is_scheduled(desk):
    at = timezone.localtime() + timedelta(days=1)
    desk.open_story(ArticleFactory())
    desk.click("summary:has-text('Schedule')")
    desk.fill("#id_at", at.strftime("%Y-%m-%dT%H:%M"))
    desk.click("button[name=_schedule]")
    desk.click("text=Schedule it like this >> nth=-1")
    desk.wait_for_selector(f"{STANDING}[data-state=scheduled]")
    assert Edition.objects.waiting().count() == 1


def test_why_one_saves_is_typed_beside_the_buttons_without_a_search_for_it(desk):
    article = ArticleFactory()
    desk.open_story(article)
    why = desk.get_by_label("Why you save")
    for width in (390, 1280):
        desk.set_viewport_size({"width": width, "height": 844})
        box, bar = why.bounding_box(), desk.locator(".bar").bounding_box()
        assert bar["y"] <= box["y"], width
        assert box["y"] + box["height"] <= bar["y"] + bar["height"] <= 844, width
        assert box["width"] >= 120, width
    for width, kicker in ((390, "Labour"), (1280, "Sea")):
        desk.set_viewport_size({"width": width, "height": 844})
        desk.fill("#id_kicker", kicker)
        why.fill(f"Filed under {kicker}")
        why.press("Enter")
        expect(why, f"{width} pixels wide").to_have_value("")
        desk.wait_for_selector("text=Saved.")
        assert article.revisions.first().note == f"Filed under {kicker}", width


def test_the_checklist_stands_beside_a_new_story_once_something_is_typed_and_a_double_press_makes_one(desk):
    SectionFactory(name="Harbour")
    desk.open_story()
    assert not desk.locator(".checklist").is_visible()
    desk.fill("#id_headline", "Pilots end their strike")
    desk.get_by_role("link", name="There is no standfirst").click()
    assert desk.evaluate("() => document.activeElement.id") == "id_standfirst"
    desk.select_option("#id_section", label="Harbour")
    desk.dblclick("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    assert Article.objects.count() == 1


def test_an_author_is_made_without_leaving_the_story(desk):
    desk.open_story(ArticleFactory())
    desk.fill("#id_kicker", "Labour")
    desk.click("text=Add a byline")
    with desk.expect_popup() as opened:
        desk.click("#bylines-1 .add-related")
    popup = opened.value
    popup.locator("#id_name").press_sequentially("Jo Lind")
    assert popup.input_value("#id_slug") == "jo-lind"
    popup.fill("#id_short_bio", "Jo Lind draws ships.")
    popup.click("input[name=_save]")
    desk.wait_for_selector("#bylines-1 .select2-selection__rendered:has-text('Jo Lind')")
    assert desk.input_value("#id_kicker") == "Labour"
    desk.fill("#id_bylines-1-role", "Drawings by")
    desk.click("#bylines-1 [data-move=up]")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    assert [str(byline) for byline in Article.objects.get().bylines.all()][0] == "Drawings by Jo Lind"
    assert Author.objects.get(slug="jo-lind").short_bio == "Jo Lind draws ships."


def test_a_byline_is_removed(desk):
    one, two = AuthorFactory(), AuthorFactory()
    article = ArticleFactory(bylines=[one, two])
    desk.open_story(article)
    desk.click("#bylines-0 .inline-deletelink")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    assert [byline.author for byline in article.bylines.all()] == [two]


def test_tags_are_suggested_and_taken_with_the_keyboard(desk):
    article = ArticleFactory(tags=["Climate change", "Harbour"])
    desk.open_story(article)
    desk.fill("#id_tags", "")
    desk.locator("#id_tags").press_sequentially("storm, clim")
    desk.wait_for_selector(".suggestions li")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    assert desk.input_value("#id_tags") == "storm, Climate change, "
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    assert sorted(article.tags.names()) == ["Climate change", "storm"]


def test_characters_are_counted_as_they_are_typed_and_leaving_with_changes_is_asked_about(desk):
    desk.open_story(ArticleFactory(headline="Pilots"))
    count = desk.locator(".field-headline .count")
    assert count.inner_text() == "6 characters"
    desk.fill("#id_headline", "x" * 70)
    assert count.inner_text() == "70 characters: search engines cut after about 65"
    desk.fill("#id_headline", "Pilots")
    desk.fill("#id_kicker", "Labour")
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto("/admin/")
    assert asked == ["beforeunload"]


def test_two_in_one_story_lose_nothing(desk):
    article = ArticleFactory(headline="Pilots end strike", standfirst="Ships move.")
    workflow.record(article, by=None)
    desk.open_story(article)
    other = Desk(staff("Editor", first_name="Tom", last_name="Okafor")).open(article)
    other.type(headline="Pilots return to work", standfirst="Ships move again.").press()

    desk.fill("#id_headline", "Strike is over")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Tom Okafor saved this story")
    assert desk.input_value("#id_headline") == "Strike is over"
    assert desk.input_value("#id_standfirst") == "Ships move again."
    desk.get_by_label("Theirs").check()
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    article.refresh_from_db()
    assert article.headline == "Pilots return to work"


def test_a_paragraph_that_a_colleague_changed_too_is_chosen(desk):
    article = ArticleFactory(body="<h2>The strike</h2><p>First. </p>")
    workflow.record(article, by=None)
    desk.open_story(article)
    Article.objects.filter(pk=article.pk).update(body="<h2>The long strike</h2><p>Second.</p>")
    article.refresh_from_db()
    workflow.record(article, by=None)
    desk.click("[contenteditable=true] p")
    desk.keyboard.press("End")
    desk.keyboard.type(" Third.")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=saved this story")
    assert desk.inner_text("[contenteditable=true] h2") == "The long strike"
    desk.get_by_label("Both").check()
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Saved.")
    article.refresh_from_db()
    assert article.body == "<h2>The long strike</h2><p>First. Third.</p><p>Second.</p>"


def meet_a_colleague(desk, mine, **theirs):
    """The story is saved by somebody else while `mine` is typed at the end of its first paragraph, and then saved."""
    article = ArticleFactory(headline="Pilots", body="<p>The pilots went back.</p><p>Ships move.</p>")
    workflow.record(article, by=None)
    desk.open_story(article)
    Article.objects.filter(pk=article.pk).update(**theirs)
    article.refresh_from_db()
    workflow.record(article, by=None)
    type_at_the_end(desk, mine)
    return article


def type_at_the_end(desk, words, number=1):
    desk.click(f"[contenteditable=true] p:nth-of-type({number})")
    desk.keyboard.press("End")
    desk.keyboard.type(words)


def save(desk, until):
    desk.click("button[name=_save]")
    desk.wait_for_selector(f"text={until}")


def test_a_paragraph_that_is_chosen_stands_in_the_form_at_once_and_is_typed_on(desk):
    article = meet_a_colleague(desk, " Mine.", body="<p>The pilots went back. Theirs.</p><p>Ships move.</p>")
    save(desk, "saved this story")
    text, first = desk.locator("[contenteditable=true]"), desk.locator("[contenteditable=true] p").first
    desk.get_by_label("Theirs").check()
    assert first.inner_text() == "The pilots went back. Theirs."
    type_at_the_end(desk, " Later.")
    desk.get_by_label("Yours").check()
    assert first.inner_text() == "The pilots went back. Mine."
    desk.get_by_label("Both").check()
    assert text.locator("p").all_inner_texts() == [
        "The pilots went back. Mine.", "The pilots went back. Theirs. Later.", "Ships move."
    ]  # fmt: skip
    desk.get_by_label("Theirs").check()
    assert text.locator("p").all_inner_texts() == ["The pilots went back. Theirs. Later.", "Ships move."]
    save(desk, "Saved.")
    article.refresh_from_db()
    assert article.body == "<p>The pilots went back. Theirs. Later.</p><p>Ships move.</p>"
    assert any("Mine." in revision.content["body"] for revision in article.revisions.all())


def test_what_was_typed_on_before_the_other_text_was_chosen_is_in_the_history(desk):
    body = "<p>The pilots went back. Theirs.</p><p>Ships move.</p>"
    article = meet_a_colleague(desk, " Mine.", body=body, headline="Theirs")
    desk.fill("#id_headline", "Mine")
    save(desk, "saved this story")
    type_at_the_end(desk, " And <more>.")
    desk.fill("#id_headline", "Mine, and more")
    desk.locator("#meeting-headline").get_by_label("Theirs").check()
    paragraph = desk.locator("#meeting-body-1")
    paragraph.get_by_label("Both").check()
    type_at_the_end(desk, " Later.")
    paragraph.get_by_label("Theirs").check()
    save(desk, "Saved.")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Theirs", body)
    left = article.revisions.get(note__startswith="Typed").content
    assert left["headline"] == "Mine, and more"
    assert "<p>The pilots went back. Mine. And &lt;more&gt;. Later.</p>" in left["body"]
    assert left["body"].endswith("<p>Ships move.</p>")


def test_a_paragraph_that_was_typed_on_before_theirs_was_looked_at_is_kept(desk):
    for then in ("Theirs", "Yours"):
        with case(then):
            body = "<p>The pilots went back. Theirs.</p><p>Ships move.</p>"
            article = meet_a_colleague(desk, " Mine.", body=body)
            save(desk, "saved this story")
            type_at_the_end(desk, " And <more>.")
            desk.get_by_label("Theirs").check()
            if then == "Yours":
                desk.get_by_label("Yours").check()
            save(desk, "Saved.")
            article.refresh_from_db()
            mine = "<p>The pilots went back. Mine. And &lt;more&gt;.</p><p>Ships move.</p>"
            assert article.body == (body if then == "Theirs" else mine)
            assert mine in [revision.content["body"] for revision in article.revisions.all()]


def test_what_was_typed_in_either_text_is_in_the_form_or_in_the_history(desk):
    for steps in [
        ["type", "Both"],
        ["Theirs", "type", "Yours"],
        ["Both", "type on the second", "Yours"],
        ["Both", "join", "type", "Theirs"],
    ]:
        with case(steps):
            body = "<p>The pilots went back. Theirs.</p><p>Ships move.</p>"
            article = meet_a_colleague(desk, " Mine.", body=body)
            save(desk, "saved this story")
            for step in steps:
                if step == "join":
                    desk.click("[contenteditable=true] p:nth-of-type(2)")
                    desk.keyboard.press("Home")
                    desk.wait_for_timeout(200)  # the editor hears a moment later where the cursor is
                    desk.keyboard.press("Backspace")
                elif step.startswith("type"):
                    type_at_the_end(desk, " Typed.", number=2 if step.endswith("second") else 1)
                else:
                    desk.get_by_label(step).check()
            shown = desk.inner_text("[contenteditable=true]")
            save(desk, "Saved.")
            article.refresh_from_db()
            for words in {"Both": ["Mine.", "Theirs."], "Yours": ["Mine."], "Theirs": ["Theirs."]}[steps[-1]]:
                assert words in shown and words in article.body
            for words in ("Mine.", "Theirs.", "Typed."):
                assert any(words in revision.content["body"] for revision in article.revisions.all()), words


def test_what_was_typed_in_either_of_two_headlines_is_in_the_history(desk):
    for then in ("Yours", "Theirs"):
        with case(then):
            article = meet_a_colleague(desk, "", headline="Theirs")
            desk.fill("#id_headline", "Mine")
            save(desk, "saved this story")
            desk.get_by_label("Theirs").check()
            desk.fill("#id_headline", "Theirs, typed on")
            desk.get_by_label("Yours").check()
            assert desk.input_value("#id_headline") == "Mine"
            desk.fill("#id_headline", "Mine, typed on")
            if then == "Theirs":
                desk.get_by_label("Theirs").check()
            save(desk, "Saved.")
            headlines = {revision.content["headline"] for revision in article.revisions.all()}
            assert {"Mine, typed on", "Theirs, typed on", "Theirs"} <= headlines


def test_what_was_typed_on_the_page_that_asks_is_asked_about_again_once_it_is_put_back(desk):
    desk.on("dialog", lambda dialog: dialog.accept())
    for then in ("", "Both"):
        with case(then or "nothing chosen"):
            body = "<p>The pilots went back. Theirs.</p><p>Ships move.</p>"
            article = meet_a_colleague(desk, " Mine.", body=body, headline="Theirs")
            desk.fill("#id_headline", "Mine")
            save(desk, "saved this story")
            if then:
                desk.locator("#meeting-body-1").get_by_label(then).check()
                desk.locator("#meeting-headline").get_by_label("Theirs").check()
            type_at_the_end(desk, " Later.", number=3 if then == "Both" else 2)
            have_it_sent(desk)
            desk.wait_for_selector(
                "[data-autosave]:not([data-behind])"
            )  # the server has it, and the browser later than that
            desk.open_story(article)
            desk.click(".kept:visible >> text=Put it back")
            expect(desk.locator("#id_headline")).to_have_value("Mine")
            assert "Ships move. Later." in desk.inner_text("[contenteditable=true]")
            save(desk, "saved this story")
            asked = [row.get_attribute("data-key") for row in desk.locator(".meeting fieldset").all()]
            assert asked == ["headline", "body-1"]
            article.refresh_from_db()
            assert (article.headline, article.body) == ("Theirs", body)


def slowly_once_it_is_kept(route):
    """Answers late, though what was sent is kept at once: the form has time to send what stands in it after that."""
    if "restore" not in (route.request.post_data or ""):
        return route.continue_()
    answer = route.fetch()
    time.sleep(1.5)
    return route.fulfill(response=answer)


@pytest.mark.parametrize(
    ("known", "way"), [(True, "at once"), (True, "the answer is slow"), (False, "set aside first")]
)
def test_what_was_typed_on_the_page_that_asks_while_the_line_was_down_is_all_put_back(desk, known, way):
    body = "<p>The pilots went back. Theirs.</p><p>Ships move.</p>"
    article = meet_a_colleague(desk, " Mine.", body=body, headline="Theirs")
    desk.fill("#id_headline", "Mine")
    save(desk, "saved this story")
    desk.wait_for_selector("[data-autosave]:not([data-behind])")
    if not known:
        Autosave.objects.all().delete()  # as where the line was down before
    desk.context.set_offline(True)
    paragraph, headline = desk.locator("#meeting-body-1"), desk.locator("#meeting-headline")
    paragraph.get_by_label("Theirs").check()
    type_at_the_end(desk, " One.")
    paragraph.get_by_label("Yours").check()
    type_at_the_end(desk, " Two.")
    headline.get_by_label("Theirs").check()
    desk.fill("#id_headline", "Theirs, typed on")
    wait_until_kept_here(desk, "Theirs, typed on")
    again = desk.context.new_page()
    desk.close()
    desk.context.set_offline(False)
    if way == "the answer is slow":
        again.route("**/autosave/", slowly_once_it_is_kept)
    again.goto(f"/admin/articles/article/{article.pk}/change/")
    if way != "set aside first":
        again.click(".kept:visible >> text=Put it back")
    else:
        again.click(".kept:visible >> text=Set it aside")
        again.wait_for_selector("text=It is kept for 30 days")
        again.reload()
        again.click(".kept-earlier a")
    again.wait_for_selector("text=This is what you had typed")
    expect(again.locator("#id_headline")).to_have_value(
        "Theirs, typed on", timeout=20_000
    )  # a slow answer or two
    save(again, "saved this story")
    for row in again.locator(".meeting fieldset").all():
        row.get_by_label("Theirs").check()
    save(again, "Saved.")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Theirs", body)
    kept = [revision.content for revision in article.revisions.all()]
    for words in ("Mine. Two.", "Theirs. One."):
        assert any(words in one["body"] for one in kept), words
    assert {"Mine", "Theirs, typed on"} <= {one["headline"] for one in kept}
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_undo_does_not_put_in_what_was_not_chosen(desk):
    article = meet_a_colleague(desk, " Mine.", body="<p>The pilots went back. Theirs.</p><p>Ships move.</p>")
    save(desk, "saved this story")
    type_at_the_end(desk, " Soon.", number=2)
    desk.get_by_label("Theirs").check()
    desk.click("[contenteditable=true] p:nth-of-type(2)")
    for _ in range(10):
        desk.keyboard.press("Control+z")
    type_at_the_end(desk, " Later.")
    save(desk, "Saved.")
    article.refresh_from_db()
    assert article.body == "<p>The pilots went back. Theirs. Later.</p><p>Ships move.</p>"


def test_what_was_chosen_and_typed_on_stands_while_another_text_is_not_chosen_yet(desk):
    article = meet_a_colleague(
        desk, " Mine.", body="<p>The pilots went back. Theirs.</p><p>Ships move.</p>", headline="Theirs",
        standfirst="Theirs",
    )  # fmt: skip
    desk.fill("#id_headline", "Mine")
    desk.fill("#id_standfirst", "Mine")
    save(desk, "saved this story")
    desk.locator("#meeting-headline").get_by_label("Theirs").check()
    assert desk.input_value("#id_headline") == "Theirs"
    desk.fill("#id_headline", "Theirs, later")
    desk.locator("#meeting-standfirst").get_by_label("Theirs").check()
    save(desk, "Not chosen yet")
    assert desk.input_value("#id_headline") == "Theirs, later"
    assert desk.input_value("#id_standfirst") == "Theirs"
    assert desk.locator(".unchosen").count() == 1
    desk.locator("#meeting-body-2").get_by_label("Theirs").check()
    save(desk, "Saved.")
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Theirs, later", "Theirs")
    assert article.body == "<p>The pilots went back. Theirs.</p><p>Ships move.</p>"


def test_a_paragraph_that_a_colleague_took_out_goes_and_comes_back_as_it_is_chosen(desk):
    article = meet_a_colleague(desk, " Mine.", body="<p>Ships move.</p>")
    save(desk, "saved this story")
    paragraphs = desk.locator("[contenteditable=true] p")
    desk.get_by_label("Theirs").check()
    assert paragraphs.all_inner_texts() == ["Ships move."]
    desk.get_by_label("Yours").check()
    assert paragraphs.all_inner_texts() == ["The pilots went back. Mine.", "Ships move."]
    desk.get_by_label("Theirs").check()
    save(desk, "Saved.")
    article.refresh_from_db()
    assert article.body == "<p>Ships move.</p>"


def test_of_bylines_that_both_changed_those_that_are_chosen_are_saved(desk):
    for whose, role in (("Theirs", "Photographs by"), ("Yours", "Reporting by")):
        with case(whose):
            article = ArticleFactory(bylines=[AuthorFactory(name="Jo Lind")])
            workflow.record(article, by=None)
            desk.open_story(article)
            article.bylines.update(role="Photographs by")
            workflow.record(article, by=None)
            desk.fill("#id_bylines-0-role", "Reporting by")
            save(desk, "saved this story")
            desk.get_by_label(whose).check()
            save(desk, "Saved.")
            assert article.bylines.get().role == role


def test_the_preview_opens_beside_the_form_and_leaves_it_as_it_is(desk):
    edition = publish(headline="Pilots end strike")
    desk.open_story(edition.article)
    desk.fill("#id_headline", "Pilots return to work")
    with desk.expect_popup() as opened:
        desk.click("text=Preview")
    preview = opened.value
    preview.frame_locator(".frame-coming").get_by_text("Pilots return to work").first.wait_for()
    preview.click("label[for=now]")
    preview.frame_locator(".frame-now").get_by_text("Pilots end strike").first.wait_for()
    preview.click("label[for=phone]")
    assert preview.locator(".frame-now").bounding_box()["width"] == 390
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=with unpublished changes")


def test_a_story_that_was_sent_back_is_left_without_a_question_as_long_as_nothing_is_typed(desk):
    article = ArticleFactory()
    stages.SUBMIT.make(article, by=None)
    stages.SEND_BACK.make(article, by=None, note="Who counted the ships?")
    desk.open_story(article)
    desk.get_by_text("Who counted the ships?").wait_for()
    assert desk.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_the_list_is_filtered_by_an_author_found_by_typing(desk):
    author = AuthorFactory(name="Tom Okafor")
    ArticleFactory(headline="By Tom", bylines=[author])
    ArticleFactory(headline="By another")
    desk.goto("/admin/articles/article/")
    desk.click(".typed-filter .select2-selection")
    desk.fill(".select2-container--open .select2-search__field", "Okaf")
    found = desk.locator(".select2-results__option")
    # The list of all authors stands there before, and is gone in a moment.
    expect(found).to_have_text(["Tom Okafor"])
    found.click()
    desk.wait_for_url("**author=*")
    assert desk.locator(".list-headline").all_inner_texts() == ["By Tom"]


def test_the_list_is_filtered_by_a_part_of_an_authors_name_where_no_script_runs(open_page, sign_in):
    ArticleFactory(headline="By Tom", bylines=[AuthorFactory(name="Tom Okafor")])
    ArticleFactory(headline="By another")
    page = open_page(java_script_enabled=False)
    sign_in(page, staff("Editor"))
    page.goto("/admin/articles/article/?stage=draft")
    assert not page.locator(".typed-filter select").count()
    page.get_by_label("Author").fill("okaf")
    page.locator("form:has([name=author]) button").click()
    expect(page.locator(".list-headline")).to_have_text(["By Tom"])
    assert "stage=draft" in page.url
    page.locator("form:has([name=author]) >> text=Any").click()
    expect(page.locator(".list-headline")).to_have_count(2)


def test_on_a_phone_a_link_leads_from_the_search_to_the_filters(desk):
    ArticleFactory.create_batch(12)
    desk.goto("/admin/articles/article/")
    assert not desk.get_by_role("link", name="Filters", exact=True).is_visible()
    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.locator("#changelist-filter").bounding_box()["y"] > 844
    desk.get_by_role("link", name="Filters", exact=True).click()
    assert desk.locator("#changelist-filter").bounding_box()["y"] < 844


OUTSIDE = """() => [...document.querySelectorAll(".menu a")]
    .map((link) => [link.textContent, link.getBoundingClientRect()])
    .filter(([, box]) => box.left < 0 || box.right > innerWidth).map(([name]) => name)"""


def test_all_of_the_menu_is_seen_on_a_desktop_and_on_a_phone_where_one_is(page, sign_in):
    sign_in(page, staff("Chief", is_superuser=True))
    page.goto("/admin/authors/activity/")
    outside = {}
    for width in (1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        outside[width] = page.evaluate(OUTSIDE)
    assert outside == {1024: [], 1280: []}
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    page.wait_for_selector(".menu[data-before]:not([data-after])")  # moved as far as it goes
    assert "Activity log" not in page.evaluate(OUTSIDE)
    page.goto("/admin/")
    page.wait_for_selector(".menu[data-after]:not([data-before])")


def in_sight(page, selector):
    """Whether all of them are within the window and nothing covers them."""
    return page.eval_on_selector_all(
        selector,
        """all => all.length > 0 && all.every((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            return bottom <= innerHeight && [0.1, 0.5, 0.9].every((part) => {
                const there = document.elementFromPoint(left + part * (right - left), (top + bottom) / 2);
                return there && element.contains(there);
            });
        })""",
    )


def test_what_is_refused_is_read_beside_the_open_panel(desk):
    desk.emulate_media(reduced_motion="reduce")
    for live, width in product([True, False], [390, 1280]):
        with case(f"{live=}, {width=}"):
            desk.set_viewport_size({"width": width, "height": 844})
            article = publish().article if live else ArticleFactory()
            desk.open_story(article)
            desk.wait_for_selector(".ProseMirror")
            if live:
                desk.fill("#id_standfirst", "Nothing moves, and nobody knows for how long that will be so.")
                desk.click("summary:has-text('Publish changes')")
                desk.click("button:has-text('Publish changes now')")
            else:
                desk.click("summary:has-text('Schedule')")
                desk.fill("#id_at", "2020-01-01T10:00")
                desk.click("button[name=_schedule]")
            desk.wait_for_selector(".panel[open]")
            assert desk.evaluate("document.activeElement.className") == "errornote"
            assert in_sight(desk, ".errornote li, .errornote p")
            assert in_sight(desk, ".panel[open] .errorlist li")
            desk.keyboard.press("Tab")
            desk.keyboard.press("Enter")
            field = "id_correction_kind" if live else "id_at"
            assert desk.evaluate("document.activeElement.id") == field
            assert in_sight(desk, f"#{field}")
            desk.keyboard.press("Escape")
            desk.click(f".errornote a[data-jump={field.removeprefix('id_')}]")
            assert desk.evaluate("document.activeElement.id") == field
            desk.click(".errornote p")
            assert not desk.locator(".panel[open]").count(), "a press beside it closes it"


def test_on_a_phone_the_calendar_begins_with_today_and_what_was_is_a_press_away(open_page, sign_in):
    this_month = timezone.now().replace(day=20)
    friday = this_month + timedelta(days=4 - this_month.weekday())
    with time_machine.travel(friday.replace(hour=12)):
        for days in (-2, -1, 0, 1):
            publish(headline=f"Day {days}", at=timezone.now() + timedelta(days=days, minutes=-5))
        page = open_page(java_script_enabled=False)
        sign_in(page, staff("Editor"))
        for view in ("month", "week"):
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(f"/admin/calendar/{'?view=week' if view == 'week' else ''}")
            assert page.locator("#today").bounding_box()["y"] < 400, view
            shown = page.locator(".calendar .entry-headline:visible")
            expect(shown, view).to_have_text(["Day 0", "Day 1"])
            page.get_by_label("Earlier").check()
            expect(shown, view).to_have_text(["Day -2", "Day -1", "Day 0", "Day 1"])
            page.set_viewport_size({"width": 1280, "height": 844})
            page.reload()
            expect(shown, view).to_have_text(["Day -2", "Day -1", "Day 0", "Day 1"])
            assert page.get_by_label("Earlier").is_hidden(), view


def test_on_a_phone_what_is_overdue_stands_above_today(open_page, sign_in):
    with time_machine.travel(timezone.now().replace(day=1, hour=12)):
        for days, done in ((-1, None), (-9, None), (-2, timezone.now())):
            story = ArticleFactory(headline=f"Day {days}")
            due = timezone.now() + timedelta(days=days)
            Assignment.objects.create(article=story, due_at=due, done_at=done, by=staff("Chief"))
        page = open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
        sign_in(page, staff("Editor"))
        page.goto("/admin/calendar/")
        expect(page.locator(".calendar-overdue .entry-headline")).to_have_text(["Day -9", "Day -1"])
        expect(page.get_by_role("list", name="Overdue")).to_be_visible()
        overdue, today = page.locator(".calendar-overdue"), page.locator("#today")
        assert overdue.bounding_box()["y"] < today.bounding_box()["y"]
        page.set_viewport_size({"width": 1280, "height": 844})
        expect(overdue).to_be_hidden()  # there the days that were are in sight
        next_month = timezone.now() + timedelta(days=40)
        page.goto(f"/admin/calendar/?date={next_month:%Y-%m-%d}")
        expect(overdue).to_have_count(0)
