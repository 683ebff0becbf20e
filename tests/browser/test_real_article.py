"""A page of a real publication goes through the desk to a reader, and attacks that go the same way do nothing."""

import json

import pytest
from django.conf import settings

from articles import workflow
from articles.body import sanitise
from articles.models import Edition
from front.models import Publication
from tests.ads.factories import BookingFactory
from tests.desk import staff
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    PageFactory,
    SectionFactory,
    UserFactory,
)

REAL = settings.BASE_DIR.parent / "shared" / "real"
PHOTO = REAL / "images" / "IPTC-PhotometadataRef-Std2017.1.jpg"
pytestmark = [
    pytest.mark.real_input,
    pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not here"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def given():
    return json.loads((REAL / "article" / "article.json").read_text())


@pytest.fixture
def desk(page, sign_in):
    """A chief's page; `desk.add(...)` fills in a form and saves it."""
    sign_in(page, staff("Chief"))

    def add(address, **fields):
        page.goto(f"/admin/{address}/")
        for name, value in fields.items():
            page.fill(f"#id_{name}", value)
        page.click("[name=_save]")
        page.wait_for_selector(".messagelist .success")

    page.add = add
    return page


def write(desk, pieces):
    """Types the body as one does at a keyboard, with subheads from the toolbar."""
    desk.click(".body-text")
    for number, piece in enumerate(pieces):
        if number:
            desk.keyboard.press("Enter")
        if piece["type"] == "subhead":
            desk.click('.body-tools [data-name="heading2"]')
        desk.keyboard.insert_text(piece["text"])


def upload(desk, photo, **fields):
    """Brings a photo into the library from the story's form, and chooses it as lead picture."""
    desk.click(".field-lead_image [data-choose]")
    form = desk.locator("dialog [data-upload-form]")
    desk.click("dialog summary")
    form.locator("input[type=file]").set_input_files(photo)
    form.get_by_text("pixels").wait_for()
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name="Upload and use").click()
    desk.locator(".field-lead_image [data-chosen] img").wait_for()


def test_a_real_page_is_written_published_and_read_with_every_piece_in_its_place(desk, open_page, given):
    chrome, author = given["chrome"], given["author"]
    desk.add("sections/section/add", name=given["section"])
    desk.add(
        "authors/author/add",
        name=author["name"],
        role="Breaking News Editor",
        short_bio=given["tail_bio"],
        bio=author["box_bio"],
    )
    desk.goto("/admin/front/publication/")
    desk.fill("#id_name", "The Halyard")
    desk.click(".add-row a")
    desk.fill("#id_social_links-0-label", "Mastodon")
    desk.fill("#id_social_links-0-url", "https://social.example/@halyard")
    desk.click("[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    BookingFactory(slots=["sidebar"])

    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_headline", given["headline"])
    write(desk, given["body"])
    upload(desk, PHOTO, alt_text="A swept-wing bomber above the clouds", credit="Russian Military")
    desk.fill("#id_lead_caption", given["lead_image"]["caption"])
    desk.select_option("#id_section", label=given["section"])
    desk.click("#bylines-0 .select2-selection")
    desk.fill(".select2-container--open .select2-search__field", "Buckby")
    desk.click(f".select2-results__option:has-text('{author['name']}')")
    desk.click("text=Publish now")
    desk.click(".question button:has-text('Publish it like this')")  # it has no standfirst, for one
    desk.wait_for_selector(".bar .standing[data-state=live]")

    reader = open_page(viewport={"width": 1280, "height": 900})
    reader.goto(Edition.objects.live().get().path)
    story = reader.locator("article.story")
    assert story.locator(".story-section").inner_text() == given["section"]
    assert story.get_by_role("heading", level=1).inner_text() == given["headline"]
    assert story.locator(".byline").inner_text().split() == ["By", *author["name"].split()]
    caption = story.locator(".story-picture figcaption").inner_text()
    assert given["lead_image"]["caption"] in caption
    assert "Russian Military" in caption
    picture = story.locator(".story-picture img")
    assert picture.get_attribute("alt") == "A swept-wing bomber above the clouds"
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    printed = story.locator(".body > :is(p, h2)").evaluate_all(
        "(all) => all.map((one) => [one.localName, one.innerText])"
    )
    tags = {"paragraph": "p", "subhead": "h2"}
    assert printed == [[tags[piece["type"]], piece["text"]] for piece in given["body"]]
    assert story.locator(".tail-bio").inner_text() == given["tail_bio"]
    box = story.get_by_role("region", name=chrome["author_box"])
    assert box.get_by_role("heading", name=author["name"]).is_visible()
    assert box.locator(".author-bio").inner_text() == author["box_bio"]
    assert box.get_by_text("Breaking News Editor", exact=True).is_visible()

    masthead = reader.locator(".masthead")
    assert masthead.locator(".connect--masthead").get_by_text(chrome["social"]).is_visible()
    assert masthead.get_by_role("link", name="Mastodon").is_visible()
    assert masthead.get_by_placeholder(chrome["search_placeholder"]).is_visible()
    assert reader.locator(".rail").get_by_text(chrome["ad_label"]).is_visible()


# --- Attacks ---

# Says what ran, and what would run at a click or in a browser without the policy.
NOTE_RUNS = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...said) => ran.push([name, ...said]);
"""
RUNNABLE = r"""() => {
  const address = /^(href|src|action|formaction|data|xlink:href|srcdoc)$/i;
  const script = /^\W*(javascript|vbscript|data:text)/i;
  return [...document.querySelectorAll("*")].flatMap(({ attributes, localName }) => [...attributes]
    .filter(({ name, value }) => /^on/i.test(name) || (address.test(name) && script.test(value)))
    .map(({ name, value }) => `${localName} ${name}=${value}`));
}"""


@pytest.fixture
def attacks():
    lines = [line for file in (REAL / "xss").glob("*.jsonl") for line in file.read_text().splitlines()]
    return [json.loads(line)["payload"] for line in lines]


def filed(attacks, section):
    """A story of which everything that someone types is an attack, saved as the form saves it, and published."""
    words = " ".join(attacks)
    author = AuthorFactory(name=words[:120], role=words[:120], short_bio=words[:600], bio=words)
    article = ArticleFactory(
        headline=words[:300],
        kicker=words[:60],
        standfirst=words,
        body="".join(f"<p>Words.</p>{sanitise(attack)}" for attack in attacks),
        section=section,
        bylines=[author],
        tags=[attack[:100] for attack in attacks],
        lead_image=ImageFactory(alt_text=words[:500], caption=words, credit=words[:255]),
        lead_caption=words,
    )
    article.full_clean()
    article.save()
    workflow.record(article, by=None, note=words[:300])
    workflow.publish(article, by=None)
    workflow.publish(article, by=None, correction=("correction", words))
    return article


@pytest.fixture
def victim(page, live_server):
    """Goes to an address and asserts that nothing ran there, could run, or was asked of another host."""
    page.add_init_script(NOTE_RUNS)
    abroad = []

    def note(request):
        if not request.url.startswith((live_server.url, "data:")):
            abroad.append(request.url)

    page.on("request", note)

    def go(address):
        response = page.goto(address)
        assert response.status == 200, address
        assert page.evaluate("ran") == [], address
        assert page.evaluate(RUNNABLE) == [], address
        assert abroad == page.complaints == [], address

    page.go = go
    return page


def test_no_attack_runs_on_a_readers_page(victim, attacks):
    section = SectionFactory(slug="news", name=attacks[0][:80], description=attacks[1][:300])
    Publication(name=attacks[0][:80], tagline=attacks[1][:160]).save()
    PageFactory(slug="about", title=attacks[0][:120], body="".join(attacks), live=True)
    stories = [filed(attacks[number : number + 3], section) for number in range(0, len(attacks), 3)]
    for edition in Edition.objects.live():
        victim.go(edition.path)
    author = stories[0].bylines.get().author.slug
    for address in ("/", "/news/", f"/author/{author}/", "/search/?q=xss", "/corrections/", "/about/"):
        victim.go(address)


def test_no_attack_runs_at_the_desk(victim, sign_in, attacks):
    sign_in(victim, UserFactory(is_superuser=True, first_name=attacks[0][:150]))
    section = SectionFactory(name=attacks[0][:80])
    stories = [filed(attacks[number : number + 22], section) for number in range(0, len(attacks), 22)]
    lists = ("", "articles/article/", "authors/author/", "media/image/", "taggit/tag/", "media/image/choose/")
    for address in lists:
        victim.go(f"/admin/{address}")
    for story in stories:
        for page in ("change", "history", "preview"):
            victim.go(f"/admin/articles/article/{story.pk}/{page}/")
    victim.go(f"/admin/authors/author/{story.bylines.get().author_id}/change/")
    victim.go(f"/admin/media/image/{story.lead_image_id}/change/")
