"""Axe finds nothing to object to, on any page, narrow or wide, light or dark."""

from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone

from articles import workflow
from articles.models import Article, Assignment, Comment
from tests.factories import UserFactory
from tests.paper import print_paper

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ALL_SCREENS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]
BOTH_SCHEMES = [(PHONE, "dark"), (DESKTOP, "light")]
# What unfolds is unfolded, and colours are those that they change to.
SETTLE = """
for (const folded of document.querySelectorAll("details")) folded.open = true;
for (const change of document.getAnimations()) change.finish();
"""
RUN = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html.slice(0, 200)]));
}"""


def objections(page, screens=ALL_SCREENS):
    """What axe finds on the page as it stands, on each of the screens."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for size, scheme in screens:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        found += [(*objection, size["width"], scheme) for objection in page.evaluate(RUN)]
    return found


def test_on_no_page_for_readers(open_page, transactional_db):
    page = open_page(bypass_csp=True)
    page.goto("/")
    assert objections(page) == [], "the empty front page"
    for name, address in print_paper().items():
        page.goto(address)
        assert objections(page) == [], name
        page.complaints[:] = [said for said in page.complaints if f"status of {name}" not in said]


def test_not_on_the_sign_in_page(open_page):
    page = open_page(bypass_csp=True)
    page.goto("/admin/")
    assert objections(page) == []
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.locator(".errornote").wait_for()
    assert objections(page) == [], "after a wrong password"


def test_on_no_page_of_the_desk(open_page, sign_in, transactional_db):
    print_paper()
    article = Article.objects.get(kicker="Strait")
    article.standfirst = "Changed since."
    article.save()
    workflow.record(article, by=None)
    note = Comment.objects.create(article=article, by_name="Ana Ruiz", text="Who?", passage="The pilots")
    Comment.objects.create(article=article, by_name="Ana Ruiz", text="They.", parent=note)
    Assignment.objects.create(article=article, brief="700 words", due_at=timezone.now())
    page = open_page(bypass_csp=True)
    sign_in(page, UserFactory(is_superuser=True, first_name="Ana"))
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
        f"{story}/delete/",
        "/admin/media/image/",
        "/admin/media/image/add/",
        f"/admin/media/image/{article.lead_image_id}/change/",
        "/admin/authors/author/",
        f"/admin/authors/author/{article.bylines.first().author_id}/change/",
        f"/admin/sections/section/{article.section_id}/change/",
        "/admin/front/publication/1/change/",
        "/admin/front/pin/add/",
        "/admin/authors/activity/",
        "/admin/ads/booking/",
        "/admin/ads/creative/add/",
    ]:
        page.goto(address)
        if "/articles/article/" in address and address.endswith(("/change/", "/add/")):
            page.locator(".body-text").wait_for()
        found += [(address, *one) for one in objections(page, BOTH_SCHEMES)]
    assert found == []
