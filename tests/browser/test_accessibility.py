"""Axe finds nothing to object to, on any page, narrow or wide, light or dark."""

from axe_playwright_python.base import AXE_SCRIPT
from django.template.loader import render_to_string
from django.utils import timezone

from articles import workflow
from articles.models import Article, Assignment, Byline, Comment, SavedFilter, Series
from authors.activity import Activity, log
from front.models import Layout, Page
from tests.factories import ArticleFactory, ImageFactory, SectionFactory, UserFactory
from tests.paper import print_paper

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
BOTH_SCHEMES = [(PHONE, "dark"), (DESKTOP, "light")]
# What unfolds is unfolded, and colours are those that they change to.
SETTLE = """
for (const folded of document.querySelectorAll("details")) folded.open = true;
for (const change of document.getAnimations()) change.finish();
"""
# In another scheme all is in its place: what can differ is whether it is seen.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """async (only) => {
  // What readers press, with a thumb; the desk's filters stand closer together.
  const rules = { "target-size": { enabled: !location.pathname.startsWith("/admin/") } };
  // Frames hold nothing of ours, or pages that are looked at by themselves.
  const { violations } = await axe.run({
    resultTypes: ["violations"], iframes: false, ...(only ? { runOnly: only } : { rules }),
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html.slice(0, 200)]));
}"""


def objections(page, screens, only=None):
    """What axe finds on the page as it stands, on each of the screens; `only` are the rules to ask, if not all."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = []
    for size, scheme in screens:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        found += [(*objection, size["width"], scheme) for objection in page.evaluate(RUN, only)]
    return found


def test_on_no_page_for_readers(open_page, transactional_db):
    """Phones have the colours of their system, desktops those that their reader has chosen against it."""
    page = open_page(bypass_csp=True, viewport=PHONE)
    page.goto("/")
    found = []
    choose = "chosen => document.documentElement.dataset.colours = chosen"

    def look(what):
        for scheme, only in [("light", None), ("dark", OF_COLOURS)]:
            found.extend((what, *one) for one in objections(page, [(PHONE, scheme)], only))
        for scheme, only in [("light", None), ("dark", OF_COLOURS)]:
            page.evaluate(choose, scheme)
            against = {"light": "dark", "dark": "light"}[scheme]
            found.extend((what, *one) for one in objections(page, [(DESKTOP, against)], only))
        page.evaluate("() => { delete document.documentElement.dataset.colours; }")
        page.set_viewport_size(PHONE)

    look("empty front page")
    for name, address in print_paper().items():
        page.goto(address)
        look(name)
        page.complaints[:] = [said for said in page.complaints if f"status of {name}" not in said]
        if name == "search":
            page.locator("main").get_by_role("combobox").press_sequentially("pilots")
            page.get_by_role("option").first.wait_for()
            page.keyboard.press("ArrowDown")
            look("suggestions")
        if name == "story":
            page.locator(".paragraph-link").focus()
            look("button beside a paragraph")
    for name in ("400", "500"):  # what stands in them needs no server
        page.set_content(render_to_string(f"{name}.html"))
        page.wait_for_function("() => document.styleSheets.length === 2")
        look(name)
    assert found == []


def test_not_on_the_sign_in_page(open_page):
    page = open_page(bypass_csp=True)
    page.goto("/admin/")
    assert objections(page, BOTH_SCHEMES) == []
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.locator(".errornote").wait_for()
    assert objections(page, BOTH_SCHEMES) == [], "after a wrong password"


def test_on_no_page_of_the_desk(open_page, sign_in, transactional_db):
    print_paper()
    article = Article.objects.get(kicker="Strait")
    article.standfirst = "Changed since."
    article.save()
    workflow.record(article, by=None)
    note = Comment.objects.create(article=article, by_name="Ana Ruiz", text="Who?", passage="The pilots")
    ana = UserFactory(is_superuser=True, first_name="Ana")
    Comment.objects.create(
        article=article, by=ana, by_name="Ana", text="They.", parent=note, edited_at=timezone.now()
    )
    gone = Comment.objects.create(article=article, by_name="Ana Ruiz", deleted_at=timezone.now())
    Comment.objects.create(article=article, by_name="Ana Ruiz", text="They.", parent=gone)
    draft = ArticleFactory(headline="Tides")
    Byline.objects.filter(article=draft).update(role="Reporting by")
    workflow.record(draft, by=ana)
    log(Activity.Verb.ASSIGN, article, by=ana, words="Assigned to Ana", to="Ana", version=1)
    log(
        Activity.Verb.PERMISSION,
        ana,
        by=ana,
        groups={"added": ["Editor"], "removed": []},
        staff={"before": False, "after": True},
    )
    log(Activity.Verb.BYLINE, article, by=ana, before=[], after=draft.content()["bylines"])
    lines = Activity.objects.filter(by=ana)
    Assignment.objects.create(article=article, brief="700 words", due_at=timezone.now())
    page = open_page(bypass_csp=True)
    sign_in(page, ana)
    found = []
    story = f"/admin/articles/article/{article.pk}"
    for address in [
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"{story}/change/",
        f"{story}/history/",
        f"{story}/history/compare/?a=e1&b=now",
        f"{story}/history/{article.revisions.first().pk}/",
        f"{story}/notes/",
        "/admin/calendar/",
        "/admin/calendar/?view=week",
        "/admin/me/",
        f"{story}/preview/",
        f"/admin/articles/article/{draft.pk}/delete/",
        f"/admin/sections/section/{article.section_id}/delete/",
        f"/admin/sections/section/{SectionFactory().pk}/delete/",
        "/admin/media/image/",
        "/admin/media/image/add/",
        f"/admin/media/image/{article.lead_image_id}/change/",
        "/admin/authors/author/",
        f"/admin/authors/author/{article.bylines.first().author_id}/change/",
        f"/admin/sections/section/{article.section_id}/change/",
        "/admin/front/publication/1/change/",
        "/admin/front/page/",
        "/admin/front/page/add/",
        f"/admin/front/page/{Page.objects.get(slug='imprint').pk}/change/",
        "/admin/front/pin/add/",
        "/admin/front/pin/",
        "/admin/front/layout/",
        "/admin/front/layout/add/",
        f"/admin/front/layout/{Layout.objects.first().pk}/change/",
        "/admin/front/banner/add/",
        f"/admin/articles/series/{Series.objects.get().pk}/change/",
        "/admin/authors/activity/",
        *(f"/admin/authors/activity/{line.pk}/change/" for line in lines),
        "/admin/ads/booking/",
        "/admin/ads/creative/add/",
    ]:
        page.goto(address)
        if "/articles/article/" in address and address.endswith(("/change/", "/add/")):
            page.locator(".body-text").wait_for()
        found += [(address, *one) for one in objections(page, BOTH_SCHEMES)]
    assert found == []


LIST = "/admin/articles/article/"


def press_for(page, action, address=f"{LIST}?all="):
    """Ticks all that is listed, and asks for something to be done to it."""
    page.goto(address)
    page.locator("#action-toggle").check()
    page.select_option("select[name=action]", action)
    with page.expect_navigation():
        page.click("button[name=index]")


def test_not_on_the_list_with_its_filters_and_not_on_what_is_done_to_many(
    open_page, sign_in, transactional_db
):
    print_paper()
    ArticleFactory(headline="Tides", stage="in_edit", tags=["harbour"])
    ana = UserFactory(is_superuser=True, first_name="Ana")
    SavedFilter.objects.create(user=ana, name="In edit", query="stage=in_edit", is_default=False)
    page = open_page(bypass_csp=True)
    sign_in(page, ana)
    found = []

    def look(what):
        found.extend((what, *one) for one in objections(page, BOTH_SCHEMES))

    for address in [
        f"{LIST}?stage=in_edit",
        f"{LIST}?stage=draft&author=ruiz&tag=harbour",
        f"{LIST}?q=zeppelin",
        f"{LIST}filters/",
    ]:
        page.goto(address)
        look(address)
    for action in ("approve", "publish", "add_tags"):
        press_for(page, action)
        look(f"asks before: {action}")
    with page.expect_navigation():
        page.click("#bulk_form button")
    look("without a tag")
    press_for(page, "publish")
    with page.expect_navigation():
        page.click("#bulk_form button")
    page.get_by_text("Nothing was chosen").wait_for()
    look("without a tick")
    press_for(page, "add_tags")
    page.fill("[name=tags]", "labour")
    page.click("#bulk_form button")
    page.get_by_role("status").wait_for()
    look("done")
    ImageFactory(caption="Nobody uses this crane")
    for address in ("/admin/media/image/?q=nobody", "/admin/media/image/", "/admin/sections/section/"):
        press_for(page, "delete_selected", address)
        look(f"asks before deleting: {address}")
    assert found == []
