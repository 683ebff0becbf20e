"""What is typed into a story outlives the session, in a real browser."""

from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Autosave
from front.models import Publication
from tests.browser.writing import wait_until_saved
from tests.cases import case
from tests.desk import PASSWORD, Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NOTICE = ".kept:visible"


@pytest.fixture
def editor():
    user = staff("Editor")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def desk(page, sign_in, editor):
    sign_in(page, editor)
    return page


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def write(desk, standfirst, body):
    desk.fill("#id_standfirst", standfirst)
    desk.click("[contenteditable=true]")
    desk.keyboard.press("Control+End")
    desk.keyboard.type(body)


def keep_from_the_server(desk):
    desk.route(
        "**/autosave/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )


def hold_what_is_typed(desk, standfirst):
    """Types it; returns the autosave that is under way with it, to be let go on from there."""
    under_way = []

    def decide(route):
        held = not under_way and standfirst in (route.request.post_data or "").replace("+", " ")
        under_way.append(route) if held else route.continue_()

    desk.wait_for_load_state("networkidle")
    desk.route("**/autosave/", decide)
    desk.fill("#id_standfirst", standfirst)
    while not under_way:
        desk.wait_for_timeout(50)
    return under_way[0]


def save_signed_out(desk, user):
    """Nothing of it reaches the server; then the page is left, and opened again by whoever signs in."""
    address = desk.url
    keep_from_the_server(desk)
    desk.context.clear_cookies(name="sessionid")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".presence:has-text('Not saved. You are signed out.')")
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(address)
    desk.unroute("**/autosave/")
    sign_in_by_the_form_at(desk, user)
    desk.complaints[:] = [said for said in desk.complaints if "403" not in said and "ERR_FAILED" not in said]


def autosave_is_slow(desk):
    """Its answers don't come before what follows: the form hears only from the save itself that it is refused."""
    desk.route("**/autosave/", lambda route: None)


def save(desk):
    desk.click("button[name=_save]")
    wait_until_saved(desk)


def test_what_was_typed_is_put_back_after_the_session_ended(desk, editor):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    keep_from_the_server(desk)
    write(desk, "Ships move again.", "The pilots went back to work.")
    save_signed_out(desk, editor)

    desk.wait_for_selector(NOTICE)
    assert desk.input_value("#id_standfirst") == "Ships wait."  # nothing comes back by itself
    desk.click(f"{NOTICE} >> text=Put it back")
    desk.wait_for_load_state()
    assert not desk.locator(NOTICE).is_visible()
    assert desk.input_value("#id_standfirst") == "Ships move again."
    assert "The pilots went back to work." in desk.inner_text("[contenteditable=true]")
    save(desk)
    article.refresh_from_db()
    assert article.standfirst == "Ships move again."
    assert "The pilots went back to work." in article.body

    article.standfirst = "Ships move, says the port."
    article.save()
    desk.goto(form_of(article))
    assert not desk.locator(NOTICE).is_visible()  # what was saved is kept no longer


def test_what_was_typed_while_the_server_was_slow_to_read_what_came_before_it_is_put_back(
    desk, sign_in, editor
):
    """The server has the first words at a later moment than this browser the last."""
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    under_way = hold_what_is_typed(desk, "Ships move")
    desk.type("#id_standfirst", " again.")
    wait_until_kept_here(desk, "Ships move again.")
    with desk.expect_event("requestfinished", lambda request: request == under_way.request):
        under_way.continue_()
        desk.context.clear_cookies(name="sessionid")
    desk.goto("/healthz")  # signed out, the last words reach the server no more
    sign_in(desk, editor)
    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Put it back")
    desk.wait_for_load_state()
    assert desk.input_value("#id_standfirst") == "Ships move again."


def test_what_was_typed_into_a_new_story_is_put_back(desk, editor):
    SectionFactory(name="Harbour")
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Pilots end their strike")
    desk.select_option("#id_section", label="Harbour")
    save_signed_out(desk, editor)
    desk.click(f"{NOTICE} >> text=Put it back")
    save(desk)
    assert Article.objects.get().headline == "Pilots end their strike"
    desk.goto("/admin/articles/article/add/")
    assert not desk.locator(NOTICE).is_visible()


def test_who_types_into_a_story_that_is_deleted_meanwhile_is_told_so_and_keeps_the_form(desk):
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_standfirst", "Ships move.")
    chief = Desk(staff("Chief", first_name="Agnes", last_name="Thorne"))
    chief.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})
    told = "Agnes Thorne has deleted this story. What you type is kept on My desk, as a new story."
    have_it_sent(desk)
    desk.wait_for_selector(f"text={told}", timeout=15_000)
    desk.click("button[name=_save]")
    desk.wait_for_selector(f"text=Not saved. {told}")
    assert desk.input_value("#id_standfirst") == "Ships move."
    desk.on("dialog", lambda asked: asked.accept())
    desk.click(".presence >> text=My desk")
    assert "“Ferries”" in desk.inner_text("main")


def test_what_was_typed_after_a_colleague_deleted_the_story_is_put_back_as_a_new_one(desk):
    SectionFactory(name="Harbour")
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_standfirst", "Ships move.")
    wait_until_kept(desk)
    Article.objects.all().delete()
    without_the_line(desk, lambda: desk.fill("#id_standfirst", "Ships move again."))
    desk.goto("/admin/")
    desk.wait_for_selector("[data-kept-here]:visible")
    (story,) = desk.locator("[data-kept-here]:visible > ul > li").all()
    assert "has more than the text above" in story.inner_text()
    story.get_by_role("link").click()
    desk.wait_for_selector("text=This is what you had typed")
    desk.wait_for_load_state("networkidle")
    assert desk.input_value("#id_standfirst") == "Ships move again."
    save(desk)
    assert Article.objects.get().standfirst == "Ships move again."
    desk.goto("/admin/")
    assert desk.locator("[data-kept-here]").is_hidden()
    assert not desk.get_by_text("Typed and never saved").is_visible()


def test_what_is_put_back_leaves_what_was_typed_for_a_button(desk):
    article = ArticleFactory(standfirst="Ships wait.", stage="in_edit")
    offline(desk, article, "Ships move.")
    desk.goto(form_of(article))
    desk.click("summary:has-text('More…')")
    desk.fill("#id_stage_note", "Who counted the ships?")
    save(desk)
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Ships move."
    assert desk.input_value("#id_stage_note") == "Who counted the ships?"
    save(desk)
    assert desk.input_value("#id_stage_note") == "Who counted the ships?"


def test_a_form_that_came_back_without_anything_typed_offers_nothing(desk):
    article = ArticleFactory(standfirst="Ships wait.", body="<p>Nine ships wait.</p>", stage="in_edit")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.click("summary:has-text('More…')")
    desk.click("button[name=_send_back]")
    desk.wait_for_selector("text=Say what is missing")
    desk.wait_for_load_state("networkidle")
    Desk(staff("Editor")).open(article).type(standfirst="Ships move.").press()
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    assert desk.input_value("#id_standfirst") == "Ships move."
    assert not desk.locator(NOTICE).is_visible()


def test_the_link_of_my_desk_brings_what_the_form_offers_only_in_passing(desk):
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_standfirst", "Ships move.")
    wait_until_kept(desk)
    without_the_line(desk, lambda: desk.fill("#id_standfirst", "Ships move again."))
    desk.goto(form_of(article))
    desk.wait_for_selector(NOTICE)
    desk.fill("#id_kicker", "Labour")
    save(desk)
    assert not desk.locator(NOTICE).is_visible()
    assert "under “Typed earlier and not saved”" in desk.inner_text(".messagelist")
    desk.goto("/admin/")
    desk.click("[data-kept-here] >> text=Ferries")
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Ships move again."


def without_the_line(desk, act):
    """Does it where the server hears of nothing, and closes the story."""
    desk.context.set_offline(True)
    act()
    desk.goto("about:blank")
    desk.context.set_offline(False)
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def what_my_desk_names(desk):
    """Of what this browser keeps, once My desk has asked the server what it has of that."""
    desk.goto("/admin/")
    desk.wait_for_selector("[data-kept-here]:not([aria-busy])", state="attached")
    return [line.inner_text() for line in desk.locator("[data-kept-here]:visible > ul > li").all()]


def test_my_desk_names_nothing_as_kept_in_this_browser_that_the_server_has(desk, open_page, sign_in, editor):
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    another = open_page()
    sign_in(another, editor)
    forms = {"/admin/articles/article/add/": another, form_of(article): desk}
    for address, form in forms.items():
        form.on("dialog", lambda asked: asked.accept())
        form.goto(address)
        form.wait_for_load_state("networkidle")
        form.fill("#id_standfirst", "Ships move.")
        wait_until_kept(form)
    desk.wait_for_timeout(6000)  # as whoever looks out of the window before they leave
    for number, (address, form) in enumerate(forms.items(), 1):
        form.fill("#id_headline", f"Ferries move {number}")
        assert what_my_desk_names(form) == [], f"the last words have gone with whoever has left {address}"
        assert f"Ferries move {number}" in kept_on_the_server("headline"), address
        form.goto(address)
        expect(form.locator(".presence"), address).not_to_contain_text("in another tab", timeout=20_000)
    assert kept_on_the_server("headline") == ["Ferries move 1", "Ferries move 2"]


def test_what_was_saved_as_a_new_story_is_not_offered_again(desk, editor):
    """Its writer has lost the byline, and looked at My desk in another tab before typing more."""
    section = SectionFactory(name="Harbour")
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.", section=section)
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_standfirst", "Ships move.")
    wait_until_kept(desk)
    editor.sections.add(SectionFactory(name="Sea"))
    Article.objects.update(headline="Ferries wait")
    desk.fill("#id_standfirst", "Ships move again.")
    have_it_sent(desk)
    desk.wait_for_selector("text=This story is not yours any more", timeout=15_000)
    desk_again = tab(desk, "/admin/")
    desk_again.wait_for_selector("text=“Ferries”")
    desk.fill("#id_standfirst", "Ships move again, says the port.")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Not saved. This story is not yours")
    assert what_my_desk_names(desk) == []
    desk.click("text=“Ferries”")
    desk.wait_for_selector("text=This is what you had typed")
    desk.wait_for_load_state("networkidle")
    assert desk.input_value("#id_standfirst") == "Ships move again, says the port."
    desk.select_option("#id_section", label="Sea")
    save(desk)
    assert Article.objects.get(section__name="Sea").standfirst == "Ships move again, says the port."
    assert what_my_desk_names(desk) == []
    assert not desk.get_by_text("Typed and never saved").is_visible()
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('story-text'))") == []


def test_what_was_typed_into_a_story_that_is_gone_opens_as_a_new_one(desk):
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    offline(desk, article, "Ships move.")
    Autosave.objects.all().delete()
    Desk(staff("Chief")).post(f"{form_of(article)[:-7]}delete/", {"post": "yes"})
    desk.goto("/admin/")
    desk.click("[data-kept-here] >> text=Ferries")
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Ships move."


def offline(desk, article, standfirst):
    write_offline(desk, form_of(article), "#id_standfirst", standfirst)


def write_offline(desk, address, field, text):
    """Types where the server hears of nothing, and closes the story."""
    desk.goto(address)
    desk.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    desk.fill(field, text)
    have_it_sent(desk)
    desk.wait_for_selector("text=What you type is kept in this browser", timeout=15_000)
    desk.goto("about:blank")
    desk.context.set_offline(False)
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_no_text_that_only_the_browser_has_is_written_over_another(desk):
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    desk.on("dialog", lambda asked: asked.accept())
    offline(desk, article, "Ships move.")
    offline(desk, article, "Ships sink.")  # the first one is asked about, and not answered
    (named,) = what_my_desk_names(desk)
    assert named.count("Ferries") == 1
    story = desk.locator("[data-kept-here]:visible > ul > li")
    assert story.get_by_role("link").count() == 2

    desk.goto(form_of(article))
    desk.fill("#id_standfirst", "Ships are built.")
    found = []
    for _ in range(3):
        desk.click(f"{NOTICE} >> text=Put it back")
        found.append(desk.input_value("#id_standfirst"))
    assert found == [
        "Ships sink.",
        "Ships are built.",
        "Ships sink.",
    ]  # what is replaced is offered in its turn
    desk.click(f"{NOTICE} >> text=Set it aside")
    desk.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Ships move."


def tab(desk, address):
    page = desk.context.new_page()
    page.on("dialog", lambda asked: asked.accept())
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def write_in_tabs(desk, address, write, *texts):
    """Types each text into a tab of its own, and a word more into the last before all are left."""
    tabs = [tab(desk, address) for _ in texts]
    for page, text in zip(tabs, texts, strict=True):
        write(page, text)
        wait_until_kept(page)
    write(tabs[-1], f"{texts[-1]} tail")
    for page in tabs:
        page.goto("about:blank")
        page.wait_for_timeout(300)  # the last words of one reach the server before those of the next
        page.close()


def kept_on_the_server(field):
    return sorted(kept.values[field][0] for kept in Autosave.objects.exclude(values={}))


def put_back_from_the_server(desk, link="text=Put it back"):
    desk.click(link)
    desk.wait_for_selector("text=This is what you had typed")
    desk.wait_for_load_state("networkidle")


def test_of_two_texts_that_are_put_back_in_turn_both_are_kept(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    write_in_tabs(
        desk, form_of(article), lambda page, text: page.fill("#id_standfirst", text), "Cod", "Sprats"
    )
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    put_back_from_the_server(desk)
    assert desk.input_value("#id_standfirst") == "Sprats tail"
    wait_until_kept(desk)
    put_back_from_the_server(desk, "text=Typed earlier and not saved >> a")
    assert desk.input_value("#id_standfirst") == "Cod"
    wait_until_kept(desk)
    assert kept_on_the_server("standfirst") == ["Cod", "Sprats tail"]


def test_what_was_put_back_from_the_server_stays_offered_where_another_text_takes_its_place(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.on("dialog", lambda asked: asked.accept())
    offline(desk, article, "Cod")
    desk.goto(form_of(article))
    desk.fill("#id_standfirst", "Sprats")
    wait_until_kept(desk)
    desk.reload()
    put_back_from_the_server(desk, "[href^='?restore']:has-text('Put it back')")
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Cod"
    wait_until_kept(desk)
    assert kept_on_the_server("standfirst") == ["Cod", "Sprats"]
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Sprats"
    wait_until_kept(desk)
    assert kept_on_the_server("standfirst") == ["Cod", "Sprats"]
    expect(desk.locator(".presence")).not_to_contain_text("in another tab", timeout=20_000)
    save(desk)
    assert kept_on_the_server("standfirst") == ["Cod"]


def test_the_form_of_a_story_that_was_never_saved_offers_no_other_ones_text(desk):
    write_in_tabs(
        desk,
        "/admin/articles/article/add/",
        lambda page, text: page.fill("#id_headline", text),
        "Three: cod",
        "Four: sprats",
    )
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto("/admin/")
    desk.click("text=Three: cod")
    wait_until_kept(desk)
    assert desk.input_value("#id_headline") == "Three: cod"
    assert not desk.locator(NOTICE).is_visible()
    assert not desk.get_by_text("sprats").is_visible()
    assert desk.locator(".question, .errornote, .errorlist").count() == 1  # nobody has pressed Save
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=see what is marked in red")
    assert "Choose the section" in desk.inner_text(".errorlist")
    desk.goto("/admin/")
    assert desk.get_by_text("Three: cod").count() == desk.get_by_text("Four: sprats").count() == 1


@pytest.mark.parametrize(("way", "later"), [("Put it back", "Sprats"), ("Set it aside", "Cod")])
def test_two_new_stories_that_met_in_one_form_become_two(desk, way, later):
    SectionFactory(name="Harbour")
    desk.on("dialog", lambda asked: asked.accept())
    write_offline(desk, "/admin/articles/article/add/", "#id_headline", "Cod")
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", "Sprats")
    wait_until_kept(desk)
    with desk.expect_response("**/autosave/"):
        desk.click(f"{NOTICE} >> text={way}")
    if way == "Set it aside":
        desk.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
    desk.select_option("#id_section", label="Harbour")
    wait_until_kept(desk)
    save(desk)
    desk.goto("/admin/")
    if way == "Set it aside":
        desk.click("text=What was set aside")
    desk.click(f"text=“{later}”")
    desk.wait_for_load_state()  # and until what the browser has kept of it is in the form
    desk.select_option("#id_section", label="Harbour")
    save(desk)
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["Cod", "Sprats"]
    assert not Autosave.objects.exclude(values={}).exists()


KEEP = """([key, at, headline]) => localStorage.setItem(key, JSON.stringify({ at, choices: {},
    texts: { headline: [headline], standfirst: ["Ships move."], body: ["<p>Of the port.</p>"] } }))"""


def kept_here(desk, editor, *stories):
    """My desk, where the browser has kept texts: of each path pairs of seconds since some minute, and a headline."""
    desk.goto("/healthz")
    minute = desk.evaluate("Math.floor(Date.now() / 60000) * 60000 - 3600000")
    for path, *texts in stories:
        for number, (seconds, headline) in enumerate(texts):
            key = f"story-text:{editor.pk}:{path}#tab-{number}"
            desk.evaluate(KEEP, [key, minute + seconds * 1000, headline])
    desk.goto("/admin/")
    desk.wait_for_selector("[data-kept-here]:visible")
    return desk.locator("[data-kept-here]:visible > ul > li")


def times(story):
    return [link.inner_text() for link in story.locator("a").all()]


def test_a_story_of_which_texts_are_kept_is_named_once_with_the_time_of_each_and_new_ones_are_named_each(
    desk, editor
):
    path, other = form_of(ArticleFactory()), form_of(ArticleFactory())
    several = [(5, "Ferries"), (47, "Ferries"), (47 + 120, "Ferries move")]
    new = [(5, "Cod"), (47, "Sprats")]
    stories = kept_here(
        desk, editor, (path, *several), (other, (5, "Tugs")), ("/admin/articles/article/add/", *new)
    )
    assert stories.count() == 4
    story = stories.filter(has_text="Ferries")
    assert story.count() == 1
    assert story.inner_text().count("Ferries") == 1
    latest, second, first = times(story)
    assert latest.count(":") == 1
    assert (second[-3:], first[-3:]) == (":47", ":05")
    alone = stories.filter(has_text="Tugs")
    assert times(alone) == ["Tugs"], "of one text the headline is the link"
    assert "open it, and put it back" in alone.inner_text()
    begun = [link for (link,) in map(times, stories.all()[1:])]
    assert [link for link in begun if link != "Tugs"] == ["Sprats", "Cod"], "new stories"
    story.locator("a").nth(1).click()
    desk.wait_for_url(f"**{path}#kept-tab-1")


def test_of_several_texts_each_is_thrown_away_alone(desk, editor):
    stories = kept_here(desk, editor, (form_of(ArticleFactory()), (5, "Ferries"), (47, "Ferries")))
    for left in (1, 0):
        desk.locator("[data-kept-here] summary").first.click()
        for _ in range(2):
            desk.locator("[data-kept-here] button:visible").first.click()
        assert stories.count() == left
    assert desk.locator("[data-kept-here]").is_hidden()
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('story-text'))") == []


def test_both_notices_tell_the_time_by_the_publications_clock_and_the_forms_what_one_has_changed_oneself(
    open_page, sign_in, editor
):
    Publication.objects.update(time_zone="Asia/Tokyo")
    page = open_page(timezone_id="America/New_York")
    sign_in(page, editor)
    article = ArticleFactory(standfirst="Ships wait.")
    page.on("dialog", lambda asked: asked.accept())
    offline(page, article, "Ships move.")
    named = what_my_desk_names(page)
    at = datetime.fromtimestamp(
        page.evaluate(
            "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('story-text'))[1]).at"
        )
        / 1000,
        ZoneInfo("Asia/Tokyo"),
    )
    said = date_format(at, "j M, H:i")
    assert said in named[0]
    Desk(staff("Editor")).open(article).type(kicker="Labour").press()
    page.goto(form_of(article))
    assert f"Text of yours from {said} " in page.inner_text(NOTICE)
    assert page.inner_text(f"{NOTICE} [data-changed]") == "Standfirst", (
        "not what a colleague has changed since"
    )


def test_what_the_browser_kept_does_not_undo_what_a_colleague_has_saved_since(desk):
    colleague = Desk(staff("Editor", first_name="Tom", last_name="Okafor"))
    desk.on("dialog", lambda asked: asked.accept())
    for way in ("put back", "set aside"):
        with case(way):
            colleague.open().type(
                headline=f"Ferries {way}", kicker="Sea", section=SectionFactory().pk
            ).press()
            article = Article.objects.get(headline=f"Ferries {way}")
            offline(desk, article, "Ships move again.")
            colleague.open(article).type(kicker="Port").press()
            desk.goto(form_of(article))
            if way == "put back":
                desk.click(f"{NOTICE} >> text=Put it back")
            else:
                desk.click(f"{NOTICE} >> text=Set it aside")
                desk.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
                desk.reload()
                desk.click("text=Typed earlier and not saved >> a")
                desk.wait_for_selector("text=This is what you had typed")
            save(desk)
            article.refresh_from_db()
            assert (article.standfirst, article.kicker) == ("Ships move again.", "Port")


def test_chosen_stories_come_back_in_their_order(desk):
    first, second = ArticleFactory(headline="First"), ArticleFactory(headline="Second")
    article = ArticleFactory(related=[first.pk, second.pk])
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    desk.click("[aria-label='Move “First” down']")
    wait_until_it_keeps(desk, 1)
    desk.goto("about:blank")
    desk.context.set_offline(False)
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]
    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Put it back")
    chosen = desk.evaluate("[...document.querySelector('#id_related').options].map((option) => option.value)")
    assert chosen == [str(second.pk), str(first.pk)]


def test_what_was_taken_back_is_not_kept_nor_what_is_being_saved_as_it_is_left(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_standfirst", "Ships wait!")
    wait_until_it_keeps(desk, 1)
    desk.fill("#id_standfirst", "Ships wait.")
    wait_until_it_keeps(desk, 0)
    desk.fill("#id_standfirst", "Ships move.")
    save(desk)
    desk.wait_for_load_state("networkidle")
    assert kept_on_the_server("standfirst") == []


def test_what_only_the_browser_has_is_set_aside_on_the_server(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.on("dialog", lambda asked: asked.accept())
    offline(desk, article, "Ships move again.")
    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Set it aside")
    desk.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
    assert desk.input_value("#id_standfirst") == "Ships wait."
    desk.reload()
    desk.wait_for_load_state("networkidle")
    assert not desk.locator(NOTICE).is_visible()
    desk.click("text=Typed earlier and not saved >> a")
    assert desk.input_value("#id_standfirst") == "Ships move again."


def test_a_form_that_comes_back_with_faults_offers_nothing_and_what_is_typed_on_once_it_is_loaded_anew(desk):
    article = ArticleFactory(headline="Ferries", standfirst="Ships wait.")
    desk.goto(form_of(article))
    desk.fill("#id_standfirst", "Ships move.")
    desk.fill("#id_headline", "")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".errornote")
    desk.wait_for_load_state("networkidle")
    assert not desk.locator(NOTICE).is_visible()
    desk.fill("#id_headline", "Ferries sail")
    desk.fill("#id_standfirst", "Ships move again.")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.reload()
    desk.click(f"{NOTICE} >> text=Put it back")
    expect(desk.locator("#id_standfirst")).to_have_value("Ships move again.")
    save(desk)
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Ferries sail", "Ships move again.")


def test_a_new_story_that_is_put_back_in_two_tabs_is_asked_about_where_both_typed(desk):
    SectionFactory(name="Harbour")
    desk.goto("/admin/articles/article/add/")
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_headline", "Cod")
    desk.select_option("#id_section", label="Harbour")
    wait_until_kept(desk)
    desk.context.set_offline(True)
    desk.fill("#id_kicker", "Fish")
    wait_until_kept_here(desk, "Fish")  # the browser has more of it than the server
    one, other = desk.context.new_page(), desk.context.new_page()
    desk.close()
    one.context.set_offline(False)
    one.goto("/admin/")
    there = one.get_by_role("link", name="“Cod”").get_attribute("href")
    for tab, words in ((one, "Ships move."), (other, "Ships wait.")):
        tab.goto(there)
        expect(tab.locator("#id_kicker")).to_have_value("Fish")
        tab.fill("#id_standfirst", words)
    save(one)
    other.click("button[name=_save]")
    other.wait_for_selector("text=You saved this story yourself at")
    assert Article.objects.get().standfirst == "Ships move."
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_what_the_browser_has_more_than_the_server_is_set_aside_with_it(desk):
    article = ArticleFactory(standfirst="Ships wait.", kicker="")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_standfirst", "Ships move.")
    wait_until_kept(desk)
    desk.context.set_offline(True)
    desk.fill("#id_kicker", "Fish")
    wait_until_kept_here(desk, "Fish")
    again = desk.context.new_page()
    desk.close()
    again.context.set_offline(False)
    again.goto(form_of(article))
    again.click(f"{NOTICE} >> text=Set it aside")
    again.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
    assert (kept_on_the_server("standfirst"), kept_on_the_server("kicker")) == (["Ships move."], ["Fish"])
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_a_save_that_would_reach_nobody_stays_in_the_form_whatever_an_answer_said_as_the_line_broke_off(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    under_way = hold_what_is_typed(desk, "Ships move again.")
    desk.context.set_offline(True)
    desk.wait_for_function("!navigator.onLine")
    under_way.fulfill(json={"at": "14:30", "version": 1, "others": [], "acts": []})
    desk.wait_for_selector("text=What you typed is kept, 14:30")
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Not saved. The server can't be reached")
    assert desk.input_value("#id_standfirst") == "Ships move again."
    desk.context.set_offline(False)
    save(desk)

    desk.context.set_offline(True)
    desk.fill("#id_standfirst", "Ships move again, says the port.")
    have_it_sent(desk)
    told = desk.locator(".presence", has_text="The server can't be reached")
    told.wait_for(timeout=15_000)
    assert "Not saved" not in told.inner_text()
    desk.click("button[name=_save]")
    desk.wait_for_selector("text=Not saved. The server can't be reached")
    assert desk.input_value("#id_standfirst") == "Ships move again, says the port."
    desk.context.set_offline(False)
    save(desk)
    article.refresh_from_db()
    assert article.standfirst == "Ships move again, says the port."
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_that_nothing_is_saved_is_said_in_red_until_it_is(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.clock.install()
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.evaluate("addEventListener('offline', () => document.body.classList.add('is-offline'))")
    desk.context.set_offline(True)
    desk.wait_for_selector("body.is-offline")  # the browser tells the page of it a moment later
    while desk.evaluate("fetch('/healthz').then(() => true, () => false)"):
        pass  # and cuts the line a moment later again
    desk.fill("#id_standfirst", "Ships move again.")
    desk.click("button[name=_save]")
    refused = desk.locator(".presence", has_text="Not saved. The server can't be reached")
    refused.wait_for()
    for _ in range(2):  # the second is sent when the answer to the first was heard
        with desk.expect_event("requestfailed"):
            desk.clock.run_for(5000)
    assert refused.is_visible()
    colours = """(notice) => {
        const other = document.body.appendChild(document.createElement("p"));
        other.className = "errornote";
        return [notice, other].map((one) => getComputedStyle(one).backgroundColor);
    }"""
    own, errors = refused.evaluate(colours)
    assert own == errors
    desk.context.set_offline(False)
    desk.clock.run_for(5000)
    wait_until_kept(desk)
    assert "save again" in desk.inner_text(".presence")
    desk.click("button[name=_save]")
    wait_until_saved(desk)
    assert "Not saved" not in desk.inner_text(".presence")
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_what_was_set_aside_is_asked_about_no_more_and_kept_on_the_server(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    desk.on("dialog", lambda asked: asked.accept())
    desk.fill("#id_standfirst", "Ships move again.")
    wait_until_kept(desk)
    desk.reload()
    assert desk.locator(NOTICE).count() == 1  # one text, one question
    desk.click(f"{NOTICE} >> text=Set it aside")
    desk.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
    desk.reload()
    desk.wait_for_load_state("networkidle")
    assert desk.locator(NOTICE).count() == 0
    desk.click("text=Typed earlier and not saved >> a")
    assert desk.input_value("#id_standfirst") == "Ships move again."


def test_what_was_typed_in_the_last_second_before_a_crash_is_put_back_too(desk):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    desk.on("dialog", lambda asked: asked.accept())
    desk.fill("#id_standfirst", "Ships move again.")
    wait_until_kept(desk)
    desk.context.set_offline(True)  # the server hears of nothing any more
    write(desk, "Ships move again.", " Word for word.")
    desk.context.set_offline(False)
    desk.reload()
    desk.click(f"{NOTICE} >> text=Put it back")
    desk.wait_for_load_state()
    assert "Word for word." in desk.inner_text("[contenteditable=true]")
    save(desk)
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_bylines_that_were_moved_stay_so_in_a_form_that_comes_back(desk):
    article = ArticleFactory(bylines=[AuthorFactory(name="Ana Ruiz"), AuthorFactory(name="Ben Okafor")])
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.locator("[data-move=up]").last.click()
    desk.fill("#id_slug", "🚢")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".errornote")
    shown = desk.locator("#bylines-group .byline:not(.empty-form) select option:checked").all_inner_texts()
    assert shown == ["Ben Okafor", "Ana Ruiz"]
    desk.fill("#id_slug", "ships")
    save(desk)
    assert [byline.author.name for byline in article.bylines.all()] == ["Ben Okafor", "Ana Ruiz"]


@pytest.mark.parametrize("then", ["put back", "set aside first"])
def test_bylines_that_only_the_browser_has_come_back_each_in_a_row_of_its_own(desk, then):
    ana, ben, cem = (AuthorFactory(name=name) for name in ("Ana Ruiz", "Ben Okafor", "Cem Aydın"))
    article = ArticleFactory(bylines=[ana, ben, cem])
    workflow.record(article, by=None)
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    desk.fill("#id_bylines-1-role", "Reporting by")
    desk.click("#bylines-group .add-row a")
    dan = AuthorFactory(name="Dan Ito")
    desk.evaluate(
        """key => {
            const author = document.getElementById("id_bylines-3-author");
            author.add(new Option("Dan Ito", key, true, true));
            author.dispatchEvent(new Event("change", {bubbles: true}));
        }""",
        str(dan.pk),
    )
    desk.fill("#id_bylines-3-role", "Pictures by")
    wait_until_kept_here(desk, "Pictures by")
    again = desk.context.new_page()
    desk.close()
    article.bylines.first().delete()
    workflow.record(article, by=None)
    again.context.set_offline(False)
    again.goto(form_of(article))
    if then == "put back":
        again.fill("#id_kicker", "Typed before that")
        again.click(f"{NOTICE} >> text=Put it back")
    else:
        again.click(f"{NOTICE} >> text=Set it aside")
        again.wait_for_selector("text=It is kept for 30 days")
        again.reload()
        again.click(".kept-earlier a")
    again.wait_for_selector("text=This is what you had typed")
    if then == "put back":
        expect(again.locator(NOTICE).last).to_contain_text("Kicker")
    save(again)
    assert [(one.author.name, one.role) for one in article.bylines.all()] == [
        ("Ben Okafor", "Reporting by"), ("Cem Aydın", "By"), ("Dan Ito", "Pictures by"),
    ]  # fmt: skip
    desk.complaints[:] = [said for said in desk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_without_any_cookie_a_page_of_our_own_says_what_to_do(desk, sign_in, editor):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    write(desk, "Ships move again.", "The pilots went back to work.")
    autosave_is_slow(desk)
    desk.context.clear_cookies()
    with desk.expect_navigation() as sent:
        desk.click("button[name=_publish]")
    desk.unroute("**/autosave/")
    assert sent.value.status == 403
    assert "kept in this browser" in desk.inner_text("main")
    # Of the form, and of what it keeps.
    assert desk.complaints and all("403" in said for said in desk.complaints)
    desk.complaints.clear()

    sign_in(desk, editor)
    desk.click("main a")
    desk.click(f"{NOTICE} >> text=Put it back")
    assert desk.input_value("#id_standfirst") == "Ships move again."


def wait_until_it_keeps(desk, count):
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('story-text')).length"
    for _ in range(100):
        if desk.evaluate(kept) == count:
            return
        desk.wait_for_timeout(100)
    raise AssertionError(f"The browser keeps {desk.evaluate(kept)} texts, not {count}.")


SEND = """async () => {
    await new Promise((done) => setTimeout(done, 1000));
    if (!document.querySelector("[data-autosave][data-behind]")) return;
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}"""


def have_it_sent(desk):
    """What was typed goes to the server as soon as this browser has kept it, as from a page that is come back to."""
    desk.evaluate(SEND)


def wait_until_kept(desk):
    kept = desk.locator(".presence:not([data-behind])", has_text="What you typed is kept")
    if not kept.count():
        have_it_sent(desk)
    kept.wait_for(timeout=15_000)


def wait_until_kept_here(desk, words):
    """By the browser, whether the server hears of it or not."""
    desk.wait_for_function(
        "words => Object.values(localStorage).some((kept) => kept.includes(words))", arg=words
    )


def test_what_was_typed_is_put_back_in_another_browser_after_a_crash_and_what_was_typed_on_there_in_the_first(
    desk, open_page, sign_in, editor
):
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    write(desk, "Ships move again.", "The pilots went back to work.")
    wait_until_kept(desk)
    desk.on("dialog", lambda asked: asked.accept())
    without_the_line(desk, lambda: None)  # the server doesn't hear that the form is gone

    elsewhere = open_page()
    sign_in(elsewhere, editor)
    elsewhere.goto(form_of(article))
    assert elsewhere.input_value("#id_standfirst") == "Ships wait."
    put_back_from_the_server(elsewhere)
    assert elsewhere.input_value("#id_standfirst") == "Ships move again."
    elsewhere.fill("#id_standfirst", "Ships move again, says the port.")
    wait_until_kept(elsewhere)
    elsewhere.context.close()

    desk.goto(form_of(article))
    desk.click(f"{NOTICE} >> text=Put it back")
    desk.wait_for_selector("text=This is what you had typed")
    assert desk.input_value("#id_standfirst") == "Ships move again, says the port."
    save(desk)
    article.refresh_from_db()
    assert article.standfirst == "Ships move again, says the port."
    assert "The pilots went back to work." in article.body
    desk.goto(form_of(article))
    assert not desk.locator(NOTICE).is_visible()


def test_signing_in_again_in_a_second_tab_lets_the_first_go_on_and_somebody_else_is_named_there(desk, editor):
    mateo = staff("Editor", first_name="Mateo", last_name="Quiroga")
    mateo.set_password(PASSWORD)
    mateo.save()
    article = ArticleFactory(standfirst="Ships wait.")
    desk.goto(form_of(article))
    desk.context.clear_cookies(name="sessionid")
    desk.fill("#id_standfirst", "Ships move again.")
    have_it_sent(desk)
    desk.wait_for_selector("text=You are signed out", timeout=15_000)
    link = desk.locator(".presence a", has_text="Sign in again")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")

    second = desk.context.new_page()
    second.goto("/admin/")
    sign_in_by_the_form_at(second, editor)
    wait_until_kept(desk)
    save(desk)
    article.refresh_from_db()
    assert article.standfirst == "Ships move again."

    second.click("#logout-form button")
    second.goto("/admin/")
    sign_in_by_the_form_at(second, mateo)
    second.close()
    desk.fill("#id_standfirst", "Ships move again, says the port.")
    have_it_sent(desk)
    said = f"You are signed in as Mateo Quiroga in this browser; to save this, sign in as {editor} again."
    desk.locator(".presence", has_text=said).wait_for(timeout=15_000)
    assert not Autosave.objects.filter(user=mateo).exists()
    desk.click("button[name=_save]")
    desk.locator(".presence", has_text=f"Not saved. {said}").wait_for()
    with desk.context.expect_page() as opened:
        desk.click(".presence a")
    sign_in_by_the_form_at(opened.value, editor)
    opened.value.close()
    wait_until_kept(desk)
    save(desk)
    article.refresh_from_db()
    assert article.standfirst == "Ships move again, says the port."
    desk.complaints[:] = [said for said in desk.complaints if "403" not in said]


def sign_in_by_the_form_at(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("#login-form [type=submit]")
    page.wait_for_selector("text=My desk")


def test_two_in_one_story_see_each_other_and_their_forms_ask_more_often(desk, open_page, sign_in):
    article = ArticleFactory()
    desk.clock.install()
    with desk.expect_response("**/autosave/"):
        desk.goto(form_of(article))
    desk.clock.pause_at(desk.evaluate("Date.now() / 1000 + 1"))
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.clock.run_for(6000)
    assert asked == []
    other = open_page()
    sign_in(other, staff("Editor", first_name="Tom", last_name="Okafor"))
    other.goto(form_of(article))
    other.wait_for_selector(".presence:has-text('has this story open')")
    desk.clock.run_for(10_000)
    desk.wait_for_selector(".presence:has-text('Tom Okafor has this story open')")
    with desk.expect_response("**/autosave/"):
        desk.clock.run_for(6000)
    desk.fill("#id_kicker", "Labour")
    with desk.expect_response("**/autosave/"):
        desk.clock.run_for(6000)
    other.wait_for_selector("text=has this story open and has changed Kicker, not saved yet")


def test_who_has_a_story_open_sees_that_it_is_sent_back_wherever_they_write(desk):
    article = ArticleFactory(stage="ready", body="<p>Boats.</p>" * 60)
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.click(".body-text p >> nth=50")
    editor = Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))
    editor.open(article).type(stage_note="Who counted the ships?").press("_send_back")
    desk.keyboard.type("More of them. ")
    told = desk.locator(".presence", has_text="Ana Ruiz has sent this back since you opened it: Who counted")
    told.wait_for()
    assert told.bounding_box()["y"] >= desk.locator(".bar").bounding_box()["y"]
    save(desk)
    assert "Ana Ruiz has sent this back" in desk.inner_text(".bar-said")


def test_the_checklist_beside_the_form_follows_what_is_typed_and_a_save_that_stays_in_its_page(desk):
    article = ArticleFactory(standfirst="")
    desk.goto(form_of(article))
    missing = desk.locator(".findings a[data-jump=standfirst]")
    assert missing.count() == 1
    desk.fill("#id_standfirst", "Ships move again.")
    have_it_sent(desk)
    missing.wait_for(state="detached", timeout=15_000)
    assert desk.inner_text("[data-found]") == "Before it goes live: 1 to look at."  # no lead picture
    assert not desk.locator("[data-as-saved]").is_visible()
    article.refresh_from_db()
    assert article.standfirst == ""
    findings = desk.locator("[data-findings]")
    desk.fill("#id_standfirst", "")
    save(desk)
    expect(findings).to_contain_text("There is no standfirst")
    desk.fill("#id_standfirst", "Ships move again.")
    save(desk)
    expect(findings).not_to_contain_text("There is no standfirst")


def test_the_checklist_of_a_very_long_story_says_that_it_is_of_the_last_save(desk):
    article = ArticleFactory(standfirst="", body="<p>Ships move again, says the port.</p>" * 4_000)
    desk.goto(form_of(article))
    desk.fill("#id_standfirst", "Ships move again.")
    desk.wait_for_selector("[data-as-saved]", timeout=30_000)
    assert desk.locator(".findings a[data-jump=standfirst]").count() == 1


def test_what_keeps_a_story_from_being_saved_is_in_sight_wherever_one_writes(desk):
    article = ArticleFactory(body="<p>Boats.</p>" * 60)
    desk.goto(form_of(article))
    desk.click(".body-text p >> nth=50")
    assert desk.evaluate("scrollY") > 500
    desk.context.clear_cookies(name="sessionid")
    desk.keyboard.type("More of them. ")
    have_it_sent(desk)
    desk.wait_for_selector("text=You are signed out", timeout=15_000)
    for width in (1280, 390):
        desk.set_viewport_size({"width": width, "height": 800})
        desk.keyboard.press("Control+s")
        desk.wait_for_selector(".presence:has-text('Not saved.')")
        seen = """() => {
            const { left, top, height } = document.querySelector(".presence").getBoundingClientRect();
            return document.elementFromPoint(left + 20, top + height / 2).className;
        }"""
        assert desk.evaluate(seen) == "presence"
        notice, tools = (desk.locator(name).bounding_box() for name in (".presence", ".body-tools"))
        assert tools["y"] >= notice["y"] + notice["height"] - 1
    desk.complaints[:] = [said for said in desk.complaints if "403" not in said]


def test_a_new_story_that_is_set_aside_leaves_the_top_of_my_desk_and_is_thrown_away_there(desk):
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto("/admin/articles/article/add/")
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_headline", "Cod")
    wait_until_kept(desk)
    desk.goto("/admin/articles/article/add/")
    desk.click(f"{NOTICE} >> text=Set it aside")
    desk.wait_for_selector(f"{NOTICE} >> text=It is kept for 30 days")
    assert what_my_desk_names(desk) == []
    assert not desk.get_by_text("Typed and never saved").is_visible()
    desk.click("text=What was set aside")
    assert desk.get_by_role("link", name="“Cod”").is_visible()
    desk.click("text=Throw it away")
    assert kept_on_the_server("headline") == ["Cod"]
    desk.click("text=Throw it away for good")
    desk.wait_for_selector("text=Typed earlier and not saved", state="hidden")
    assert kept_on_the_server("headline") == []


def test_what_was_set_aside_is_thrown_away_beside_the_form(desk, editor):
    article = ArticleFactory(standfirst="Ships wait.")
    form = Desk(editor).open(article).type(standfirst="Ships move again.")
    asked = {"tab": form.form["tab"], "article": article.pk}
    words = {"values": urlencode(form.form, doseq=True), "changed": "Standfirst"}
    for more in (words, {"set_aside": ""}, {"closed": ""}):
        assert form.post("/admin/articles/article/autosave/", asked | more).status_code == 200
    assert kept_on_the_server("standfirst") == ["Ships move again."]
    desk.goto(form_of(article))
    throw_away = desk.locator(".kept-earlier button")
    for elsewhere in (lambda: desk.keyboard.press("Escape"), lambda: desk.click("#id_kicker")):
        throw_away.click()
        assert throw_away.inner_text() == "Throw it away for good"
        elsewhere()
        assert throw_away.inner_text() == "Throw it away"
    for _ in range(2):
        throw_away.click()
    desk.wait_for_selector(".kept-earlier", state="hidden")
    assert kept_on_the_server("standfirst") == []
    desk.reload()
    desk.wait_for_load_state("networkidle")
    assert not desk.locator(NOTICE).is_visible()
    assert not desk.locator(".kept-earlier").is_visible()


def test_what_was_typed_in_the_bar_is_named_with_the_text_that_it_comes_back_with(desk):
    article = ArticleFactory(standfirst="Ships wait.", stage="in_edit", body="<p>Nine ships wait.</p>")
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_headline", "")
    desk.fill("#id_save_note", "The port has called.")
    wait_until_kept(desk)
    desk.click("summary:has-text('More…')")
    desk.fill("#id_stage_note", "Who counted the ships?")
    wait_until_kept(desk)
    for _ in range(2):  # the second time the form is one that came back
        desk.click("button[name=_save]")
        desk.wait_for_selector(".errornote")
        desk.wait_for_load_state("networkidle")
        wait_until_kept(desk)
    second = tab(desk, form_of(article))
    named = "You had changed: Headline, What is missing, Why you save."
    assert named in second.inner_text(NOTICE)
    put_back_from_the_server(second)
    wait_until_kept(second)
    third = tab(desk, form_of(article))
    assert named in third.inner_text(NOTICE)
    put_back_from_the_server(third)
    assert third.input_value("#id_stage_note") == "Who counted the ships?"


def test_what_was_used_of_the_bar_is_not_named_with_what_was_left_in_it(desk):
    article = publish().article
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.click("summary:has-text('More…')")
    desk.fill("#id_end", "2020-01-01T10:00")
    desk.click("text=Set the end")
    desk.wait_for_selector(".errorlist")
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.click("summary:has-text('More…')")
    desk.fill("#id_withdraw_notice", "Two figures were wrong.")
    desk.click("text=Withdraw the story")
    desk.wait_for_selector(".messagelist .success")
    desk.wait_for_load_state("networkidle")
    assert not desk.locator(NOTICE, has_text="What readers are told").is_visible()


def test_a_correction_that_was_typed_is_named_with_the_text(desk):
    article = publish().article
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_kicker", "Labour")
    desk.click("summary[data-publish]")
    desk.select_option("#id_correction_kind", "correction")
    desk.fill("#id_correction_text", "There were nine ships.")
    wait_until_kept(desk)
    desk.goto(form_of(article))
    named = "You had changed: Kicker, What has changed for readers, What readers are told."
    assert named in desk.inner_text(NOTICE)


def test_the_moment_of_a_schedule_that_nobody_has_changed_is_not_named(desk):
    article = publish(at=timezone.now() + timedelta(days=1)).article
    desk.on("dialog", lambda asked: asked.accept())
    desk.goto(form_of(article))
    desk.wait_for_load_state("networkidle")
    desk.fill("#id_headline", "")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".errornote")
    wait_until_kept(desk)
    assert "You had changed: Headline." in tab(desk, form_of(article)).inner_text(NOTICE)
