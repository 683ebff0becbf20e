"""What readers get at the addresses of stories and their lists."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone

from articles import workflow
from articles.addresses import absolute
from articles.models import Article, Correction, Readings
from articles.standing import standing
from front.middleware import PagesMiddleware
from front.models import Publication
from tests.ads.factories import BookingFactory
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ImageFactory,
    PinFactory,
    SectionFactory,
    publish,
)
from tests.front.zones import stories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def stories_in(response):
    return [edition.headline for edition in response.context["editions"]]


def test_a_story_shows_all_its_pieces(client):
    Publication.objects.get().social_links.create(label="Mastodon", url="https://social.example/@halyard")
    section = SectionFactory(name="The Embassy", slug="the-embassy")
    ana = AuthorFactory(
        name="Ana Ruiz", slug="ana", role="Breaking News Editor", short_bio="Short.", bio="Long life."
    )
    ana.links.create(label="Mastodon", url="https://social.example/@ana")
    jo = AuthorFactory(name="Jo Lind", slug="jo", short_bio="Jo's short bio.", bio="Jo's long life.")
    older = publish(headline="The older story", section=section)
    article = ArticleFactory(
        kicker="Strait", headline="Putin won’t pick up", standfirst="No call was taken.", section=section,
        body="<p>One paragraph.</p><h2>Shifts</h2><p>Another.</p>", bylines=[ana, jo], tags=["Kremlin", "Calls"],
        lead_image=ImageFactory(caption="A bomber.", credit="Image from the military.", alt_text="A grey bomber"),
    )  # fmt: skip
    publish(article)
    article.body += "<p>Added.</p>"
    article.save()
    workflow.record(article, by=None)
    workflow.publish(article, by=None, correction=("clarification", "The call was on Thursday."))

    page = client.get(article.editions.live().get().path).content.decode()
    order = [
        'href="/the-embassy/"', "Strait", "Putin won’t pick up", "No call was taken.", 'href="/author/ana/"',
        "Published", "Updated", "A bomber.", "Image from the military.", "One paragraph.", "Shifts", "Added.",
        "Short.", "Jo&#x27;s short bio.", "In this article:", 'href="/tag/calls/"', 'href="/tag/kremlin/"',
        "The call was on Thursday.", older.headline, "Written", "Breaking News Editor", "Long life.",
        "https://social.example/@ana", "Jo&#x27;s long life.",
    ]  # fmt: skip
    body = page[page.index('id="main"') :]
    position = 0
    for piece in order:
        position = body.find(piece, position)
        assert position >= 0, f"{piece} is missing, or not in its place"
    assert 'alt="A grey bomber"' in body
    assert "Hi, what are you looking for?" in page
    assert page.index("Connect with us") < page.index("https://social.example/@halyard")


def test_a_moved_story_redirects_from_its_old_address(client):
    article = ArticleFactory(slug="pilots")
    old = publish(article).path
    article.slug = "pilots-return"
    article.save()
    workflow.record(article, by=None)
    new = publish(article).path
    response = client.get(old)
    assert (response.status_code, response.url) == (301, new)
    assert client.get(new).status_code == 200


def test_a_withdrawn_story_is_gone_and_the_page_says_so(client):
    edition = publish()
    workflow.withdraw(edition.article, by=None)
    response = client.get(edition.path)
    assert response.status_code == 410
    assert edition.headline not in response.content.decode()


def test_a_story_in_arabic_has_an_address_in_arabic(client):
    article = ArticleFactory(headline="عودة الطيارين إلى العمل", slug="")
    article.clean()
    article.save()
    edition = publish(article)
    assert "عودة" in edition.path
    assert "عودة الطيارين" in client.get(edition.path).content.decode()


def test_a_section_without_stories_leads_to_the_front_page_where_that_has_some(client):
    section = SectionFactory(name="Sport", slug="sport")
    for moment, said in [(timezone.now() + HOUR, False), (timezone.now() - HOUR, True)]:
        publish(at=moment)
        page = client.get(section.get_absolute_url()).content.decode()
        assert "There are no stories in" in page
        assert ("The newest of the other sections are on the" in page) == said


def test_a_section_lists_its_own_stories_those_of_its_subsections_and_those_filed_there_too(client):
    embassy = SectionFactory(slug="embassy")
    dispatches = SectionFactory(slug="dispatches", parent=embassy)
    publish(headline="Main", section=embassy)
    publish(headline="Letter", section=dispatches)
    shared = ArticleFactory(headline="Shared")
    shared.other_sections.add(dispatches, embassy)
    publish(shared)
    publish(headline="Elsewhere")
    assert stories_in(client.get("/embassy/")) == ["Shared", "Letter", "Main"]
    assert stories_in(client.get("/embassy/dispatches/")) == ["Shared", "Letter"]


def test_every_story_of_a_long_list_stands_on_exactly_one_page(client):
    section = SectionFactory(slug="embassy")
    author = AuthorFactory()
    now = timezone.now()
    for number in range(45):
        # Some share their moment: the order must still be one.
        publish(headline=f"Story {number}", section=section, bylines=[author], at=now - HOUR * (number // 3))
    pages, address = [], "/embassy/"
    while address:
        response = client.get(address)
        pages.append(stories_in(response))
        address = response.context["older_url"]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({headline for page in pages for headline in page}) == 45
    back = client.get(response.context["newer_url"])
    assert stories_in(back) == pages[1]
    assert stories_in(client.get(back.context["newer_url"])) == pages[0]


@pytest.mark.parametrize("cursor", ["x", "1", "1.1.1", "-1.2", "9" * 40 + ".1", "٣.٣", "1%00.2"])
def test_a_cursor_made_up_by_hand_is_not_found(client, cursor):
    publish(section=SectionFactory(slug="embassy"))
    assert client.get(f"/embassy/?before={cursor}").status_code == 404


def test_search_finds_words_of_headline_standfirst_body_bylines_and_tags(client):
    publish(headline="Crane fails", standfirst="At the pier.", body="<p>A cable snapped.</p>", tags=["docklands"],
            bylines=[AuthorFactory(name="Zsófia Márton")])  # fmt: skip
    publish(headline="Other news")
    for words in ("cranes", "PIER", "cable snapped", "docklands", "zsofia", '"cable snapped"'):
        assert stories_in(client.get("/search/", {"q": words})) == ["Crane fails"], words
    assert stories_in(client.get("/search/", {"q": "crane -pier"})) == []


def test_search_puts_a_word_of_the_headline_before_one_of_the_text():
    from articles.search import search

    publish(headline="A match report", body="<p>The ferry was late.</p>")
    publish(headline="The ferry sinks", body="<p>Nobody was hurt.</p>")
    assert [edition.headline for edition in search("ferry")["editions"]] == [
        "The ferry sinks",
        "A match report",
    ]


def test_where_search_finds_nothing_the_newest_stories_stand_instead(client):
    for number in range(7):
        publish(headline=f"Story {number}")
    for address in ("/search/?q=zebra", "/search/"):
        response = client.get(address)
        assert [edition.headline for edition in response.context["latest"]] == [
            f"Story {number}" for number in (6, 5, 4, 3, 2)
        ]
        assert "Story 6" in response.content.decode()
    assert "latest" not in client.get("/search/?q=story").context


@pytest.mark.parametrize(("stories", "slots"), [(3, 0), (4, 1)])
def test_nothing_stands_beside_a_list_of_fewer_than_four_stories(client, stories, slots):
    BookingFactory(slots=["sidebar"])
    section, author = SectionFactory(slug="embassy"), AuthorFactory(slug="ana")
    for _ in range(stories):
        publish(section=section, tags=["harbour"], bylines=[author])
    for address in ("/embassy/", "/tag/harbour/", "/author/ana/"):
        page = client.get(address).content.decode()
        assert page.count('class="rail"') == page.count('class="slot"') == slots, address


@pytest.mark.parametrize("words", ["", "   ", "\x00", "a" * 10_000, "' OR 1=1 --", "((((", "!!&|<->", "🚢"])
def test_search_answers_whatever_is_asked(client, words):
    assert client.get("/search/", {"q": words}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "999", "2", "1.5", "²", ""])
@pytest.mark.parametrize("words", ["strike", "zebra", ""])
def test_a_page_of_search_that_is_none_is_ignored_as_it_is_by_a_section(client, words, page):
    section = publish(headline="Pilots end strike").section
    assert client.get(section.get_absolute_url(), {"page": page}).status_code == 200
    first = client.get("/search/", {"q": words})
    assert client.get("/search/", {"q": words, "page": page}).content == first.content
    canonical = absolute("/search/")
    assert f'<link rel="canonical" href="{canonical}">' in first.content.decode()


def test_a_correction_is_told_when_its_edition_goes_live_and_not_before(client):
    edition = publish(headline="Pilots end strike")
    tomorrow = timezone.now() + timedelta(days=1)
    workflow.publish(edition.article, by=None, at=tomorrow, correction=("correction", "Nine days, not ten."))
    for address in ("/corrections/", edition.path):
        assert "Nine days" not in client.get(address).content.decode()
    with time_machine.travel(tomorrow, tick=False):
        for address in ("/corrections/", edition.path):
            assert "Nine days" in client.get(address).content.decode()


def test_the_corrections_page_names_a_story_as_it_is_called_now(client):
    edition = publish(headline="Pilots end strike")
    workflow.publish(edition.article, by=None, correction=("correction", "Nine days, not ten."))
    Article.objects.update(headline="Pilots are back at work", version=5)
    publish(edition.article)
    page = client.get("/corrections/").content.decode()
    assert f'<a href="{edition.path}">Pilots are back at work</a>' in page
    assert "Pilots end strike" not in page


def test_the_corrections_page_lists_what_readers_were_told_and_nothing_of_withdrawn_stories(client):
    for headline in ("Kept", "Withdrawn"):
        article = ArticleFactory(headline=headline)
        publish(article)
        workflow.publish(article, by=None, correction=("correction", f"{headline} had a wrong number."))
    workflow.withdraw(article, by=None)
    page = client.get("/corrections/").content.decode()
    assert "Kept had a wrong number." in page
    assert "Withdrawn had a wrong number." not in page


def test_the_front_page_gives_pinned_stories_their_places_and_shows_none_twice(client):
    section = SectionFactory()
    for number in range(20):
        publish(headline=f"Story {number}", section=section)
    pinned = ArticleFactory(headline="Pinned", section=section)
    publish(pinned, at=timezone.now() - 500 * HOUR)
    PinFactory(article=pinned, place=1)
    PinFactory(article=ArticleFactory(headline="A draft that is pinned"), place=1)
    zones = client.get("/").context["zones"]
    assert stories(zones, "lead")[0] == "Pinned"
    assert len(stories(zones)) == len(set(stories(zones))) == 21
    assert stories(zones, "latest")[0] == "Story 16"


def test_a_pin_holds_from_its_moment_until_its_end(client):
    publish(headline="Newest")
    pinned = ArticleFactory(headline="Pinned")
    publish(pinned, at=timezone.now() - HOUR)
    start = timezone.now() + HOUR
    PinFactory(article=pinned, pinned_from=start, pinned_until=start + HOUR)
    for moment, lead in [
        (start - timedelta(seconds=1), "Newest"),
        (start, "Pinned"),
        (start + HOUR, "Newest"),
    ]:
        with time_machine.travel(moment, tick=False):
            assert stories(client.get("/").context["zones"], "lead")[0] == lead


def test_an_empty_publication_says_what_to_do_next(client):
    page = client.get("/")
    assert page.status_code == 200
    for step in ("", "front/publication/", "sections/section/", "authors/author/", "articles/article/add/"):
        assert f'href="/admin/{step}"' in page.content.decode()


def test_a_database_that_was_emptied_by_hand_still_answers(client):
    Publication.objects.all().delete()
    assert client.get("/").status_code == 200


def test_a_feed_lists_the_newest_with_absolute_addresses(client, settings):
    edition = publish(headline="Crane <fails> & stops", section=SectionFactory(slug="embassy"))
    for address in ("/feed/", "/embassy/feed/", f"/author/{edition.authors.get().slug}/feed/"):
        feed = client.get(address).content.decode()
        assert "Crane &lt;fails&gt; &amp; stops" in feed
        assert f"<link>{settings.SITE_URL}{edition.path}</link>" in feed


@pytest.fixture
def full_house():
    """A story with all that a page can show, among enough others; returns its edition."""
    section = SectionFactory(slug="embassy")
    bylines = [AuthorFactory(photo=ImageFactory()) for _ in range(3)]
    for _ in range(25):
        publish(section=section, tags=["harbour", "pilots"], bylines=bylines, lead_image=ImageFactory())
    article = ArticleFactory(
        section=section, tags=["harbour", "pilots"], bylines=bylines, lead_image=ImageFactory()
    )
    publish(article)
    workflow.publish(article, by=None, correction=("correction", "It was Tuesday."))
    return article.editions.live().get()


def test_a_page_costs_a_fixed_number_of_queries(client, full_house, django_assert_num_queries, subtests):
    for address, queries in {
        full_house.path: 5,
        "/": 6,
        "/embassy/": 5,
        f"/author/{full_house.authors.first().slug}/": 4,
        "/tag/harbour/": 4,
        "/search/?q=pilots": 7,
        "/search/?q=pilots+author:ana-ruiz": 10,
        "/search/?q=pilotz": 22,  # two are the savepoint that a test has for a transaction, as below
        "/search/?q=zebra": 14,
        "/search/suggest/?q=pilo": 6,
        "/search/": 3,
        "/corrections/": 3,
        "/feed/": 3,
    }.items():
        caches["pages"].clear()
        with subtests.test(address=address), django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_a_page_that_is_kept_costs_one_query(client, full_house, django_assert_num_queries):
    first = client.get(full_house.path)
    with django_assert_num_queries(1):
        assert client.get(full_house.path).content == first.content


def test_what_an_editor_changes_shows_at_once_though_pages_are_kept(client, full_house):
    author = full_house.authors.first()
    for change, words in [
        (lambda: author.save(), "A new life of Ana."),
        (lambda: full_house.section.save(), "The Consulate"),
    ]:
        assert words not in client.get(full_house.path).content.decode()
        author.bio, full_house.section.name = "A new life of Ana.", "The Consulate"
        change()
        assert words in client.get(full_house.path).content.decode()


def test_a_kept_page_ends_with_the_next_change_that_the_clock_brings(client):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False) as clock:
        publish(headline="Now")
        publish(headline="Soon", at=timezone.now() + timedelta(seconds=20))
        response = client.get("/")
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=20"
        clock.shift(timedelta(seconds=15))
        assert client.get("/")["Cache-Control"] == "public, max-age=0, s-maxage=5"
        clock.shift(timedelta(seconds=5))
        response = client.get("/")
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert "Soon" in response.content.decode()


def test_no_page_of_a_story_to_come_is_kept_past_its_moment(client):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        edition = publish(at=timezone.now() + timedelta(seconds=7))
        response = client.get(edition.path)
        assert (response.status_code, response["Cache-Control"]) == (404, "public, max-age=0, s-maxage=7")


def test_head_and_unknown_methods_are_answered(client):
    edition = publish()
    assert client.head(edition.path).status_code == 200
    assert client.post("/search/").status_code == 405


def test_kept_pages_are_those_of_their_host(client, rf, settings):
    settings.ALLOWED_HOSTS = hosts = ["one.example", "two.example"]
    pages = PagesMiddleware(lambda request: HttpResponse(request.get_host()))
    for host in [*hosts, *hosts]:
        assert pages(rf.get("/", headers={"host": host})).content.decode() == host
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_story_that_has_ended_is_not_said_to_be_withdrawn(client):
    edition = publish()
    workflow.set_end(edition.article, by=None, until=timezone.now() + timedelta(minutes=1))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        response = client.get(edition.path)
    assert response.status_code == 410
    assert "no longer available" in response.content.decode()
    assert "withdrawn" not in response.content.decode().lower()


@pytest.fixture
def corrected():
    """The edition that corrects a story, which said so that it was nine ships."""
    article = publish(headline="Pilots end strike", body="<p>Nine ships wait.</p><p>All is well.</p>").article
    Article.objects.filter(pk=article.pk).update(body="<p>Ten ships wait.</p><p>All is well.</p>", version=2)
    return workflow.publish(article, by=None, correction=("correction", "It was ten ships, not nine."))


def test_readers_open_the_exact_difference_that_a_correction_made(client, corrected):
    [link] = re.findall(r'href="(/corrections/\d+/)"', client.get("/corrections/").content.decode())
    assert link in client.get(corrected.path).content.decode()
    page = client.get(link).content.decode()
    assert "<del>Nine</del><ins>Ten</ins> ships wait." in seen(page)
    assert " [removed: Nine]  [added: Ten]  ships wait." in re.sub("<.*?>", "", page), "to the ear"
    assert "All is well." not in page
    assert "It was ten ships, not nine." in page


def seen(page):
    """Without what is only heard."""
    return re.sub('<bdi class="visually-hidden">.*?</bdi>', "", page)


def what_changed(client, before, after):
    """The words of the page that says what a correction from one body to another has changed, line by line."""
    article = publish(body=before).article
    Article.objects.filter(pk=article.pk).update(body=after, version=2)
    told = workflow.publish(article, by=None, correction=("correction", "The port miscounted.")).correction
    page = client.get(f"/corrections/{told.pk}/").content.decode()
    return [" ".join(line.split()) for line in re.findall(r"<p dir=.auto.>(.*?)</p>", seen(page), re.DOTALL)]


def table(*rows):
    head, *others = [row.split() for row in rows]
    cells = ["".join(f"<th><p>{words}</p></th>" for words in head)]
    cells += ["".join(f"<td><p>{words}</p></td>" for words in row) for row in others]
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


def test_of_a_table_only_the_cells_that_changed_are_told_with_their_row_and_column(client):
    before = table("Berth Ships Tonnes", "North 4 1200", "South 5 900", "West 9 70")
    after = before.replace("900", "950").replace("West", "East")
    assert what_changed(client, before, after) == [
        "<b>South, Tonnes:</b> <del>900</del><ins>950</ins>",
        "<b>Berth:</b> <del>West</del><ins>East</ins>",
    ]


def test_a_row_that_was_put_in_or_taken_out_of_a_table_is_told_whole(client):
    before = table("Berth Ships", "North 4", "South 5", "West 9")
    after = table("Berth Ships", "North 4", "West 9", "East 7")
    assert what_changed(client, before, after) == ["<del>South | 5</del>", "<ins>East | 7</ins>"]
    assert what_changed(client, after, table("Berth Ships", "North 4", "West 9", "East 7", "Pier 1")) == [
        "<ins>Pier | 1</ins>"
    ]


def test_a_column_that_was_put_in_is_told_row_by_row(client):
    before, after = table("Berth Ships", "North 4"), table("Berth Ships Tonnes", "North 4 1200")
    assert what_changed(client, before, after) == [
        "Berth | Ships<ins> | Tonnes</ins>",
        "North | 4<ins> | 1200</ins>",
    ]


def test_cells_that_reach_over_rows_and_columns_keep_the_others_in_theirs(client):
    before = (
        '<table><tbody><tr><th colspan="2"><p>Berth</p></th><th><p>Tonnes</p></th></tr><tr><td rowspan="2"><p>North</p>'
        "</td><td><p>1</p></td><td><p>10</p></td></tr><tr><td><p>2</p></td><td><p>20</p></td></tr></tbody></table>"
    )
    assert what_changed(client, before, before.replace("20", "25")) == [
        "<b>North, Tonnes:</b> <del>20</del><ins>25</ins>"
    ]


def test_a_difference_that_is_kept_closed_is_not_to_be_had(client, corrected):
    Correction.objects.update(shows_difference=False)
    assert "What changed" not in client.get(corrected.path).content.decode()
    assert client.get(f"/corrections/{corrected.correction.pk}/").status_code == 404


def test_a_retraction_is_told_before_the_story_is_read_and_wherever_it_is_listed(client, corrected):
    article = corrected.article
    Article.objects.filter(pk=article.pk).update(body="<p>Nobody has struck.</p>", version=3)
    retracted = workflow.publish(article, by=None, correction=("retraction", "There was no strike."))
    page = client.get(retracted.path).content.decode().partition("<main")[2]
    told, text, other = (
        page.index(words)
        for words in ("There was no strike.", "Nobody has struck.", "It was ten ships, not nine.")
    )
    assert told < text < other
    assert [page.count(f'aria-label="{name}"') for name in ("Retraction", "Corrections")] == [1, 1]
    assert [f'id="correction-{number}"' in page for number in (1, 2, 3)] == [True, True, False]
    assert standing(Article.objects.with_standing().get(pk=article.pk)).words.endswith(", retracted")
    assert "retracted" not in standing(Article.objects.with_standing().get(pk=publish().article_id)).words
    listed = client.get(article.section.get_absolute_url()).content.decode()
    assert '<p class="kicker kicker--retraction">Retraction</p>' in listed
    Readings.objects.create(
        article=article, hour=timezone.now().replace(minute=0, second=0, microsecond=0), count=5
    )
    beside = publish(ArticleFactory(section=article.section))
    mark = 'kicker--retraction">Retraction<'
    for address, times in {
        "/": 1,  # the latest
        beside.path: 2,  # read most, its neighbour
        f"/search/?q={retracted.headline}": 1,
        f"/archive/{retracted.first_published_at:%Y/%m/%d}/": 1,
    }.items():
        assert client.get(address).content.decode().count(mark) == times, address
    # A later edition does not make it good.
    Article.objects.filter(pk=article.pk).update(body="<p>Nobody has struck, we know.</p>", version=4)
    workflow.publish(article, by=None, correction=("update", "We say more."))
    assert client.get(article.section.get_absolute_url()).content.decode().count(">Retraction</p>") == 1


def test_words_that_were_withdrawn_are_in_no_difference(client, corrected):
    article = corrected.article
    workflow.withdraw(article, by=None)
    Article.objects.filter(pk=article.pk).update(body="<p>Some are late.</p>", version=3)
    again = workflow.publish(article, by=None, correction=("retraction", "We could not hold what we wrote."))
    for correction in (corrected.correction, again.correction):
        page = client.get(f"/corrections/{correction.pk}/").content.decode()
        page = page[page.index('class="plain changes"') :]
        for word in ("Nine", "Ten", "ships"):
            assert word not in page
    Article.objects.filter(pk=article.pk).update(body="<p>Many are late.</p>", version=4)
    later = workflow.publish(article, by=None, correction=("update", "More is known."))
    page = client.get(f"/corrections/{later.correction.pk}/").content.decode()
    assert "<del>Some</del><ins>Many</ins>" in seen(page)


def test_the_feed_of_corrections_tells_what_changed_and_where(client, corrected):
    feed = client.get("/corrections/feed/").content.decode()
    assert "Correction: Pilots end strike" in feed
    assert "It was ten ships, not nine." in feed
    assert f"/corrections/{corrected.correction.pk}/" in feed
