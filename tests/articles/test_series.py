"""Stories in several parts: which part is which, of how many, and what readers are not to know of yet."""

import json
import re
from html import unescape
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.urls import reverse

from articles import workflow
from articles.models import Series
from redirects.models import Redirect
from sections.models import Section
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def made(*headlines, planned=None, live=(), **fields):
    """A series of stories with these headlines, of which those that are named in `live` are."""
    series = Series.objects.create(
        **{"title": "The strait", "slug": "the-strait", "planned": planned, **fields}
    )
    stories = [ArticleFactory(headline=headline) for headline in headlines]
    series.put([story.pk for story in stories])
    for story in stories:
        if story.headline in live:
            publish(story)
    return series, stories


def shown(client, story) -> str:
    caches["pages"].clear()
    page = client.get(story.editions.live().get().path).content.decode()
    return " ".join(page[page.index("<main") : page.index("</main>")].split())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def listed(client, slug="the-strait"):
    """What the page of a series lists: number and headline."""
    caches["pages"].clear()
    page = client.get(f"/series/{slug}/").content.decode()
    return re.findall(r'<li value="(\d+)">.*?<a class="u-url"[^>]*>([^<]+)</a>', page, re.DOTALL)


def open_series(desk, series=None):
    desk.address = (
        reverse("admin:articles_series_change", args=[series.pk])
        if series
        else reverse("admin:articles_series_add")
    )
    desk.form = read_form(desk.get(desk.address), form="series_form")
    return desk


def test_only_what_readers_have_is_counted(client):
    _, stories = made("One", "Two", "Three", live=("One", "Three"))
    page = shown(client, stories[2])
    assert "Part 2 of 2 of The strait" in words(page)
    assert "Two" not in page
    publish(stories[1])
    assert "Part 3 of 3 of The strait" in words(shown(client, stories[2]))
    workflow.withdraw(stories[0], by=None)
    assert "Part 2 of 2 of The strait" in words(shown(client, stories[2]))


def test_the_first_part_alone_is_not_part_one_of_one(client):
    _, stories = made("One", "Two", live=("One",))
    assert "Part 1 of The strait" in words(shown(client, stories[0]))


def test_with_a_planned_length_each_part_keeps_the_number_of_its_place(client):
    _, stories = made("One", "Two", "Three", planned=5, live=("One", "Three"))
    page = shown(client, stories[2])
    assert "Part 3 of 5 of The strait" in words(page)
    assert "Two" not in page
    assert listed(client) == [("1", "One"), ("3", "Three")]
    assert "A series in 5 parts" in client.get("/series/the-strait/").content.decode()


def test_more_parts_than_were_planned_are_counted(client):
    _, stories = made("One", "Two", "Three", planned=2, live=("One", "Two", "Three"))
    assert "Part 2 of 3" in words(shown(client, stories[1]))


def test_a_story_leads_to_the_parts_before_and_after_it(client):
    _, stories = made("One", "Two", "Three", live=("One", "Two", "Three"))
    one, two, three = (story.editions.live().get().path for story in stories)
    page = shown(client, stories[1])
    assert f'<a class="series-previous" href="{one}">' in page
    assert f'<a class="series-next" href="{three}">' in page
    assert '<li value="2"><b aria-current="page" dir="ltr">Two</b>' in page
    assert "series-previous" not in shown(client, stories[0])
    assert "series-next" not in shown(client, stories[2])
    assert 'href="/series/the-strait/"' in page


def test_a_part_that_was_retracted_is_marked_beside_the_others(client):
    _, (one, two) = made("One", "Two", live=("One", "Two"))
    workflow.publish(one, by=None, correction=("retraction", "There was no strike."))
    page = shown(client, two)
    mark = '<bdi class="kicker kicker--retraction">Retraction</bdi>'
    assert page.count(f"{mark} One</a>") == 1
    assert page.count(f'{mark} <b dir="ltr">One</b>') == 1
    assert mark not in shown(client, one).partition('class="series"')[2].partition("</nav>")[0]


def test_a_story_of_no_series_says_nothing_of_one(client):
    edition = publish()
    assert "series" not in shown(client, edition.article)


def test_of_a_long_series_a_story_shows_the_parts_around_it_and_the_way_to_all(client):
    names = [f"Chapter {number}" for number in range(1, 21)]
    _, stories = made(*names, live=names)
    page = shown(client, stories[14])
    assert len(re.findall(r'<li value="\d+">', page)) == 12
    assert "Part 15 of 20" in words(page)
    assert "All parts" in page
    assert len(listed(client)) == 20


def test_a_long_series_costs_no_query_more(client, django_assert_num_queries):
    names = [f"Chapter {number}" for number in range(1, 21)]
    _, stories = made(*names, live=names)
    caches["pages"].clear()
    path = stories[3].editions.live().get().path
    with django_assert_num_queries(4):
        client.get(path)
    caches["pages"].clear()
    with django_assert_num_queries(4):
        client.get("/series/the-strait/")


def test_of_a_series_that_readers_have_not_met_nobody_learns(client):
    made("One", "Two")
    assert client.get("/series/the-strait/").status_code == 404
    assert client.get("/series/the-strait/feed/").status_code == 404
    assert "the-strait" not in client.get("/sitemap/pages.xml").content.decode()
    assert client.get("/series/never-was/").status_code == 404


def test_a_series_whose_parts_were_all_withdrawn_says_so(client):
    _, stories = made("One", live=("One",))
    workflow.withdraw(stories[0], by=None)
    page = client.get("/series/the-strait/")
    assert page.status_code == 200
    assert "No part of this series is published at present." in page.content.decode()


def test_the_series_is_in_the_sitemap_and_has_a_feed_in_every_format(client):
    made("One", "Two", live=("One", "Two"))
    assert "/series/the-strait/</loc>" in client.get("/sitemap/pages.xml").content.decode()
    for form in ("", "atom/", "json/"):
        feed = client.get(f"/series/the-strait/feed/{form}")
        assert "One" in feed.content.decode()
    assert 'href="/series/the-strait/feed/"' in client.get("/series/the-strait/").content.decode()


def graph(client, path):
    caches["pages"].clear()
    page = client.get(path).content.decode()
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(data)["@graph"]


def test_machines_are_told_which_part_of_what_it_is(client, settings):
    _, stories = made("One", "Two", standfirst="Of a strait.", live=("One", "Two"))
    path = stories[1].editions.live().get().path
    [article] = [node for node in graph(client, path) if node["@type"] == "NewsArticle"]
    url = f"{settings.SITE_URL}/series/the-strait/"
    assert article["isPartOf"] == {
        "@type": "CreativeWorkSeries", "@id": f"{url}#series", "name": "The strait", "url": url,
    }  # fmt: skip
    assert article["position"] == 2
    nodes = {node["@type"]: node for node in graph(client, "/series/the-strait/")}
    assert nodes["CreativeWorkSeries"]["description"] == "Of a strait."
    assert nodes["CreativeWorkSeries"]["hasPart"][1] == {"@id": article["@id"]}
    assert [one["name"] for one in nodes["CollectionPage"]["mainEntity"]["itemListElement"]] == ["One", "Two"]


def test_pages_that_are_kept_notice_a_new_order_and_another_title(client):
    series, stories = made("One", "Two", live=("One", "Two"))
    path = stories[0].editions.live().get().path
    assert "Part 1 of 2 of The strait" in words(client.get(path).content.decode())
    series.put([stories[1].pk, stories[0].pk])
    assert "Part 2 of 2 of The strait" in words(client.get(path).content.decode())
    series.title = "The narrows"
    series.save()
    assert "Part 2 of 2 of The narrows" in words(client.get(path).content.decode())
    series.delete()
    assert "The narrows" not in client.get(path).content.decode()


def test_an_old_address_leads_to_the_new_one(client):
    series, _ = made("One", live=("One",))
    series.slug = "the-narrows"
    series.save()
    response = client.get("/series/the-strait/")
    assert (response.status_code, response.url) == (301, "/series/the-narrows/")
    assert Redirect.objects.count() == 1


def test_the_preview_of_a_part_to_come_says_which_it_will_be(editor):
    _, stories = made("One", "Two", live=("One",))
    editor.open(stories[1])
    preview = editor.post(editor.address, editor.form | {"_preview": ""})
    assert "Part 2 of 2 of The strait" in words(unescape(preview.content.decode()))


def test_an_editor_makes_a_series_and_puts_its_parts_in_order(editor, client):
    first, second = publish(headline="First").article, publish(headline="Second").article
    open_series(editor).type(
        title="The strait", slug="the-strait", stories=[str(second.pk), str(first.pk)]
    ).press()
    assert listed(client) == [("1", "Second"), ("2", "First")]
    series = Series.objects.get()
    assert open_series(editor, series).form["stories"] == [str(second.pk), str(first.pk)]
    editor.type(stories=[str(first.pk), str(second.pk)]).press()
    assert listed(client) == [("1", "First"), ("2", "Second")]
    open_series(editor, series).type(stories=[str(second.pk)]).press()
    assert listed(client) == [("1", "Second")]


def test_a_story_belongs_to_one_series(editor):
    _, [story] = made("One")
    response = open_series(editor).type(title="Another", slug="another", stories=[str(story.pk)]).press()
    assert "“One” is a part of “The strait”" in response.content.decode()
    assert not Series.objects.filter(slug="another").exists()


def test_whose_sections_are_limited_keeps_the_parts_of_others_and_adds_none(client):
    series, [other] = made("Theirs")
    person = staff("Editor")
    own, secret = ArticleFactory(headline="Own"), ArticleFactory(headline="A secret")
    person.sections.add(own.section)
    desk = Desk(person)
    open_series(desk, series).type(stories=[str(other.pk), str(own.pk)]).press()
    assert list(series.parts.values_list("article", flat=True)) == [other.pk, own.pk]
    response = open_series(desk, series).type(stories=[str(secret.pk)]).press()
    assert "yours to name" in response.content.decode()


def test_the_storys_form_says_which_part_it_is(editor):
    series, stories = made("One", "Two")
    page = editor.open(stories[1]).shown.content.decode()
    assert reverse("admin:articles_series_change", args=[series.pk]) in page
    assert "The strait" in page


def test_no_section_takes_the_address_of_series(client):
    with pytest.raises(Exception, match="belongs to another part"):
        Section(name="Series", slug="series").full_clean()
    parent = Section.objects.create(name="World", slug="world")
    Section(name="Series", slug="series", parent=parent).full_clean()


@pytest.mark.parametrize("slug", ["سلسلة", "the-strait"])
def test_a_series_may_be_called_in_any_script(client, slug):
    made("One", slug=slug, live=("One",))
    assert client.get(reverse("series", args=[slug])).status_code == 200


def test_a_title_is_text_wherever_it_stands(client):
    _, [story] = made("One", title='</script><b onclick="x()">', live=("One",))
    for page in (shown(client, story), client.get("/series/the-strait/").content.decode()):
        assert "<b onclick" not in page


def test_a_section_that_had_the_address_of_series_moves_with_all_below_it(client):
    with connection.cursor() as cursor:  # as it was before
        cursor.execute("ALTER TABLE sections_section DROP CONSTRAINT section_slug_is_free")
    section = Section.objects.create(name="Series", slug="series")
    Section.objects.create(name="Asia", slug="asia", parent=section)
    Section.objects.create(name="Another", slug="series-1")
    import_module("sections.migrations.0005_address_of_series").make_room(apps, None)
    assert set(Section.objects.values_list("path", flat=True)) == {"series-2", "series-2/asia", "series-1"}
    for old, new in {"/series/": "/series-2/", "/series/asia/": "/series-2/asia/"}.items():
        response = client.get(old)
        assert (response.status_code, response.url) == (301, new)
        assert client.get(new).status_code == 200
