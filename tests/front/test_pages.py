"""The publication's own pages: written, seen, put live, changed, moved, taken down; and every save kept."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.body import embed_html, figure_html
from authors.models import Activity
from front import pages
from front.models import Generation, Page, PageVersion, Publication
from media.models import Image
from sections.models import Section
from tests.desk import Desk, read_form, staff
from tests.factories import ImageFactory, PageFactory, SectionFactory, publish
from tests.paper import VIDEO

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return Desk(staff("Chief", first_name="Agnes", last_name="Thorne", username="agnes"))


def open_page(chief, page=None):
    chief.address = (
        reverse("admin:front_page_change", args=[page.pk]) if page else reverse("admin:front_page_add")
    )
    chief.form = read_form(chief.get(chief.address), form="page_form")
    return chief


def write(chief, button="_publish", **typed):
    return (
        open_page(chief).type(title="About us", slug="about", body="<p>Who.</p>").type(**typed).press(button)
    )


def text(client, address="/about/"):
    answer = client.get(address)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


# --- Written and read ---------------------------------------------------------------------------------


def test_a_page_is_a_draft_until_it_is_put_live_and_readers_keep_what_they_have(chief, client):
    write(chief, "_save")
    assert text(client) == 404
    page = Page.objects.get()
    open_page(chief, page).press("_publish")
    assert "<p>Who.</p>" in text(client)
    open_page(chief, page).type(title="Who we are", body="<p>Others.</p>").press("_save")
    assert "<p>Who.</p>" in text(client)
    assert "Who we are" not in text(client)
    assert (
        "with changes that readers don" in chief.get(reverse("admin:front_page_changelist")).content.decode()
    )
    open_page(chief, page).press("_publish")
    assert "<p>Others.</p>" in text(client)
    open_page(chief, page).press("_take_down")
    assert text(client) == 404
    assert [line.verb for line in Activity.objects.order_by("pk")] == ["publish", "publish", "withdraw"]


def test_it_is_written_in_the_body_editor_and_nothing_in_it_runs(chief, client):
    write(chief, body='<h2>Who</h2><p onclick="x()">See <a href="/contact/">there</a>.</p><script>x</script>')
    page = text(client)
    page = page[page.index('<div class="body"') : page.index("</article>")]
    assert '<h2>Who</h2><p>See <a href="/contact/">there</a>.</p>' in page
    assert "script" not in page


def test_readers_do_not_get_a_page_without_a_text(chief):
    page = write(chief, body="").content.decode()
    assert "Readers get a page only with a text." in page
    assert not Page.objects.exists()


def test_an_embed_in_a_page_can_be_loaded(client):
    PageFactory(slug="about", body=f"<p>Who we are.</p>{embed_html(VIDEO)}", live=True)
    PageFactory(slug="contact", live=True)
    assert "js/embed.js" in text(client)
    assert "js/embed.js" not in text(client, "/contact/")


def test_a_picture_in_a_page_is_in_use_also_where_only_readers_have_it(chief):
    image = ImageFactory()
    page = PageFactory(body=f"<p>Who.</p>{figure_html(image, 'The house')}", live=True)
    page.body = "<p>Who.</p>"
    pages.save(page, by=None)
    answer = chief.post(reverse("admin:media_image_delete", args=[image.pk]), {"post": "yes"})
    assert page.title in answer.content.decode()
    assert Image.objects.filter(pk=image.pk).exists()


def test_a_page_costs_one_query_more_than_its_frame(client):
    PageFactory(slug="about", live=True)
    PageFactory(slug="imprint", live=True)
    client.get("/about/")
    with CaptureQueriesContext(connection) as queries:
        assert "Who we are" in text(client, "/imprint/")
    assert len(queries) == 2, "the generation, and the page"


def test_a_kept_page_is_stale_as_soon_as_it_changes(chief, client):
    write(chief)
    before = client.get("/about/")
    assert client.get("/about/", headers={"If-None-Match": before["ETag"]}).status_code == 304
    open_page(chief, Page.objects.get()).type(body="<p>Others.</p>").press("_publish")
    assert "Others" in client.get("/about/", headers={"If-None-Match": before["ETag"]}).content.decode()


# --- Where it stands ----------------------------------------------------------------------------------


def test_footer_sitemap_and_machines_know_what_is_live(chief, client):
    for slug in ("imprint", "privacy", "contact", "about"):
        PageFactory(title=slug.title(), slug=slug, purpose=slug, live=True)
    PageFactory(title="How we work", slug="how-we-work", purpose="principles", live=True)
    PageFactory(title="Holes", slug="holes", purpose="security", live=True)
    PageFactory(title="Never", slug="never", purpose="ethics")
    Publication.objects.update(security_contact="a@paper.example", security_until="2099-01-01")
    front = text(client, "/")
    footer = front[front.index('id="footer-paper"') : front.index('id="footer-connect"')]
    places = [
        footer.index(f'href="/{slug}/"') for slug in ("about", "contact", "how-we-work", "privacy", "imprint")
    ]
    assert places == sorted(places)
    assert "/never/" not in front
    assert '"publishingPrinciples": "http://127.0.0.1:8000/how-we-work/"' in front
    assert "/about/</loc>" in text(client, "/sitemap/pages.xml")
    assert "/never/" not in text(client, "/sitemap/pages.xml")
    assert "Policy: http://127.0.0.1:8000/holes/\n" in text(client, "/.well-known/security.txt")
    for slug, kind in (("about", "AboutPage"), ("contact", "ContactPage"), ("imprint", "WebPage")):
        assert f'"@type": "{kind}"' in text(client, f"/{slug}/")


def test_the_page_for_contact_says_how_to_reach_the_publication(client):
    Publication.objects.update(postal_address="14 Tarry Street", tips="tips@halyard.example")
    PageFactory(slug="contact", purpose="contact", live=True)
    PageFactory(slug="about", purpose="about", live=True)
    assert "mailto:tips@halyard.example" in text(client, "/contact/")
    assert "tips@halyard.example" not in text(client, "/about/")


def test_one_page_serves_a_purpose(chief):
    PageFactory(purpose="about")
    assert "Another page is that already." in write(chief, purpose="about").content.decode()


def test_the_address_of_a_live_page_leads_on_when_it_changes_and_a_drafts_does_not(chief, client):
    live, draft = PageFactory(slug="about", live=True), PageFactory(slug="draft")
    open_page(chief, live).type(slug="Who-we-are").press("_save")
    open_page(chief, draft).type(slug="other").press("_save")
    moved = client.get("/about/")
    assert (moved.status_code, moved["Location"]) == (301, "/who-we-are/")
    assert client.get("/draft/").status_code == 404
    assert client.get("/WHO-WE-ARE")["Location"] == "/who-we-are/"


@pytest.mark.parametrize(
    "slug", ["archive", "tag", "2026", "feed", "admin", "_slot", "harbour", "page", "a b", "--"]
)
def test_no_page_stands_where_something_else_does(chief, slug):
    SectionFactory(slug="harbour")
    answer = write(chief, slug=slug)
    assert answer.context["adminform"].form.errors["slug"]
    assert not Page.objects.exists()


def test_no_section_takes_the_address_of_a_page_nor_of_two_at_once_both(chief):
    PageFactory(title="Imprint", slug="imprint")
    form = {"name": "New", "slug": "imprint", "position": 0}
    answer = chief.post(reverse("admin:sections_section_add"), form)
    assert "“Imprint” has the address /imprint/. Choose another slug." in answer.content.decode()
    with pytest.raises(IntegrityError, match="taken"), transaction.atomic():
        Section.objects.create(name="New", slug="imprint")
    SectionFactory(slug="harbour")
    with pytest.raises(IntegrityError, match="taken"), transaction.atomic():
        PageFactory(slug="harbour")
    assert Section.objects.create(name="Sub", slug="imprint", parent=SectionFactory()).path.endswith(
        "/imprint"
    )


def test_sections_stand_where_they_stood(client):
    section = publish().section
    PageFactory(slug="about", live=True)
    assert client.get(section.get_absolute_url()).status_code == 200
    assert client.get("/nothing/").status_code == 404


# --- The history --------------------------------------------------------------------------------------


def test_every_save_is_kept_with_who_and_why_and_can_be_brought_back(chief, client):
    write(chief)
    page = Page.objects.get()
    open_page(chief, page).type(body="<p>Others.</p>", note="New owners").press("_publish")
    shown = chief.get(chief.address).content.decode()
    assert "Agnes Thorne (agnes)" in shown
    assert "New owners" in shown
    assert shown.count("Readers have this one.") == 1
    old = chief.get(reverse("admin:front_page_version", args=[page.pk, 1])).content.decode()
    assert "&lt;p&gt;Who.&lt;/p&gt;" in old
    chief.post(reverse("admin:front_page_restore", args=[page.pk, 1]), {"seen": "2"})
    page.refresh_from_db()
    assert (page.version, page.body) == (3, "<p>Who.</p>")
    assert "Others" in text(client), "readers see nothing of it"
    assert page.versions.first().note == "Version 1, restored"


def test_a_save_without_a_change_leaves_no_version(chief):
    write(chief, "_save")
    open_page(chief, Page.objects.get()).press("_publish")
    assert PageVersion.objects.count() == 1


def test_who_saves_after_a_colleague_is_told_and_loses_nothing(chief):
    page = PageFactory()
    open_page(chief, page)
    other = open_page(Desk(staff("Chief", first_name="Tom", username="tom")), page)
    other.type(body="<p>Theirs.</p>").press("_save")
    said = chief.type(body="<p>Mine.</p>").press("_save")
    assert "Tom (tom) saved this page at" in said.content.decode()
    assert Page.objects.get().body == "<p>Theirs.</p>"
    chief.form = read_form(said, form="page_form")
    assert chief.form["body"] == "<p>Mine.</p>"
    chief.press("_save")
    assert [version.body for version in page.versions.all()][:2] == ["<p>Mine.</p>", "<p>Theirs.</p>"]


def test_nothing_is_restored_over_what_a_colleague_has_saved_since(chief):
    page = PageFactory()
    page.body = "<p>Theirs.</p>"
    pages.save(page, by=None)
    answer = chief.post(reverse("admin:front_page_restore", args=[page.pk, 1]), {"seen": "1"}, follow=True)
    assert "Nothing is restored" in answer.content.decode()
    assert Page.objects.get().body == "<p>Theirs.</p>"


def test_a_version_never_changes():
    page = PageFactory()
    with pytest.raises(IntegrityError, match="kept as it is"), transaction.atomic():
        page.versions.update(body="<p>Never was.</p>")
    page.versions.update(saved_by=None)


def test_a_page_that_readers_have_is_taken_down_before_it_is_deleted(chief):
    page = PageFactory(live=True)
    address = reverse("admin:front_page_delete", args=[page.pk])
    assert chief.post(address, {"post": "yes"}).status_code == 403
    pages.take_down(page, by=None)
    chief.post(address, {"post": "yes"})
    assert not Page.objects.exists()


# --- The preview --------------------------------------------------------------------------------------


def test_the_preview_shows_what_is_typed_sanitised_and_saves_nothing(chief):
    page = PageFactory(live=True)
    generation = Generation.current()
    open_page(chief, page).type(
        title="Who we are", slug="", body="<p onclick=x()>Others.</p><script>x()</script>"
    )
    shown = chief.post(reverse("admin:front_page_preview"), chief.form, headers={"X-Requested-With": "fetch"})
    assert '<h1 dir="auto">Who we are</h1>' in shown.content.decode()
    assert "<p>Others.</p>" in shown.content.decode()
    assert "x()" not in shown.content.decode()
    assert (PageVersion.objects.count(), Generation.current()) == (1, generation)
    missing = {"title": "", "body": '<figure data-image="999"></figure>'}
    none = chief.post(reverse("admin:front_page_preview"), missing, headers={"X-Requested-With": "fetch"})
    assert none.headers["Content-Type"].startswith("text/plain")
    assert "The picture 999 is not in the library any more" in none.content.decode()


# --- What was fields of the publication ---------------------------------------------------------------


class As:
    """The models as the migration finds them: the publication with its fields of then."""

    def __init__(self, **fields):
        self.all = lambda: [
            SimpleNamespace(**{"about": "", "contact": "", "privacy": "", "save": lambda: None} | fields)
        ]

    def get_model(self, app, name):
        return SimpleNamespace(objects=self) if name == "Publication" else apps.get_model(app, name)


def test_what_stood_in_the_publication_stands_where_it_stood(client):
    import_module("front.migrations.0013_the_publications_own").into_pages(As(about="<p>Who.</p>"), None)
    assert "<p>Who.</p>" in text(client)
    assert text(client, "/contact/") == 404
    page = Page.objects.get()
    assert (page.purpose, page.version, page.versions.get()) == ("about", 1, page.live)


def test_what_was_plain_text_before_becomes_paragraphs():
    old = As(contact="Who & what.\n\n14 Tarry Street\r\nPort Ansel")
    (publication,) = kept = old.all()
    old.all = lambda: kept
    import_module("front.migrations.0004_logotype_and_pages").as_bodies(old, None)
    assert publication.contact == "<p>Who &amp; what.</p><p>14 Tarry Street<br>Port Ansel</p>"
