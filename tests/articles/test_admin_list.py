"""Finding stories in the desk's list, and doing something to many of them."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin.bulk import BULK, Publish, ToStage, as_seen
from articles.checklist import review
from articles.models import Article, Assignment, Edition, SavedFilter
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, publish

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
FILTERS = "/admin/articles/article/filters/"


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


@pytest.fixture
def writer():
    return Desk(staff("Writer"))


def found(desk, **asked):
    return [story.headline for story in desk.get(LIST, asked).context["cl"].result_list]


def words(response):
    return " ".join(response.content.decode().split())


# --- Finding ---


def test_words_are_found_in_all_that_is_written_and_the_last_may_be_unfinished(editor):
    ArticleFactory(
        headline="One", kicker="Labour", standfirst="The ferries wait.", body="<p>A lighthouse.</p>"
    )
    ArticleFactory(headline="Zwei")
    for query in ("labour", "ferry", "lighthouses", "lightho", "ferries lightho", "One"):
        assert found(editor, q=query) == ["One"], query
    for query in ("lightho ferries", "zeppelin", "'", "\\", "a'b & | !", "the", "%", "\x00", "one:*"):
        assert found(editor, q=query) in ([], ["One"], ["Zwei", "One"]), query


def test_a_part_of_a_headline_is_found_also_within_a_word(editor):
    ArticleFactory(headline="Überseehafen geräumt")
    ArticleFactory(headline="Another")
    for query in ("seehafen", "hafen ger", "ÜBERSEE", "uberseehafen"):
        assert found(editor, q=query) == ["Überseehafen geräumt"], query


def test_words_and_authors_are_found_together(editor):
    tom, ana = AuthorFactory(name="Tom Okafor"), AuthorFactory(name="Ana Tomasi")
    ArticleFactory(headline="Treaty", bylines=[tom])
    ArticleFactory(headline="Okafor resigns", bylines=[ana])
    ArticleFactory(headline="Nothing", bylines=[ana])
    assert found(editor, q="okafor") == ["Okafor resigns", "Treaty"]
    assert found(editor, q="treaty okaf") == ["Treaty"]
    assert found(editor, q="tom treaty") == ["Treaty"]
    assert found(editor, q="ana tomasi") == ["Nothing", "Okafor resigns"]


def test_tags_and_days_narrow_the_list(editor):
    ArticleFactory(headline="Both", tags=["Harbour", "climate change"])
    ArticleFactory(headline="One", tags=["Harbour"])
    assert found(editor, tag="harbour") == ["One", "Both"]
    assert found(editor, tag="Climate Change, harbour, ") == ["Both"]
    assert found(editor, tag="nothing") == []
    old = timezone.make_aware(datetime(2024, 5, 5, 23, 30))
    Article.objects.filter(headline="One").update(changed_at=old)
    assert found(editor, changed_to="2024-05-05") == ["One"]
    assert found(editor, changed_from="2024-05-06") == ["Both"]
    assert found(editor, changed_from="2024-02-31") == ["Both", "One"]
    publish(Article.objects.get(headline="Both"), at=old)
    assert found(editor, published="2024-05-05") == ["Both"]
    assert found(editor, published="2024-05-04") == []


def test_live_with_unpublished_changes_is_what_readers_do_not_have_and_will_not_get(editor):
    tomorrow = timezone.now() + timedelta(days=1)
    publish(headline="As it is")
    article = publish(headline="Old").article
    article.headline = "New"
    article.save()
    workflow.record(article, by=None)
    article.save()  # from another hand, which doesn't know of the edition
    assert found(editor, standing="changed") == ["New"]

    workflow.publish(article, by=None, at=tomorrow, correction=("update", "New."))
    assert found(editor, standing="changed") == []
    workflow.unschedule(article, by=None)
    assert found(editor, standing="changed") == ["New"]
    publish(article)
    assert found(editor, standing="changed") == []
    workflow.withdraw(article, by=None)
    assert found(editor, standing="changed") == []


def test_what_is_assigned_says_so_in_the_list_and_is_found_by_it(editor, writer):
    def assign(headline, hours=None, to=writer.user, **more):
        due = hours and timezone.now() + timedelta(hours=hours)
        Assignment.objects.create(article=ArticleFactory(headline=headline), to=to, due_at=due, **more)

    writer.user.first_name, writer.user.last_name = "Jo", "Lind"
    writer.user.save()
    ArticleFactory(headline="Free")
    assign("Hers")
    assign("Late", -1)
    assign("His", 1, to=editor.user)
    assign("Planned", -1, to=None)
    assign("Done", -1, done_at=timezone.now())
    assert found(writer, assigned="me") == ["Late", "Hers"]
    assert found(editor, assigned="me") == ["His"]
    assert found(editor, assigned="anybody") == ["His", "Late", "Hers"]
    assert found(editor, assigned="overdue") == ["Planned", "Late"]
    _, *rows = editor.get(LIST).content.decode().split('class="list-headline"')
    told = {
        row.partition(">")[2].partition("<")[0]: re.findall(r"assigned to \w+|\bwas due|\bdue\b", row)
        for row in rows
    }
    assert told == {
        "Done": [],
        "Planned": ["was due"],
        "His": [f"assigned to {editor.user}", "due"],
        "Late": ["assigned to Jo", "was due"],
        "Hers": ["assigned to Jo"],
        "Free": [],
    }


def test_an_author_is_asked_for_by_key_or_without_script_by_a_part_of_the_name(editor):
    tom, tim = AuthorFactory(name="Tom Okafor"), AuthorFactory(name="Tím Okafor")
    ArticleFactory(headline="By Tom", bylines=[tom])
    ArticleFactory(headline="By Tim", bylines=[tim])
    ArticleFactory(headline="By another")
    assert found(editor, author=tom.pk) == ["By Tom"]
    assert found(editor, author=" okaf ") == ["By Tim", "By Tom"]
    assert found(editor, author="tom okafor") == ["By Tom"]
    assert found(editor, author="tim") == ["By Tim"]
    assert found(editor, author="Nobody") == []
    assert found(editor, author="9" * 40) == []
    shown = words(editor.get(LIST, {"author": tom.pk, "stage": "draft"}))
    plain = shown[shown.index("<noscript>") : shown.index("</noscript>")]
    assert '<input name="author" value="Tom Okafor"' in plain
    assert "Named “<bdi>okaf</bdi>”" in words(editor.get(LIST, {"author": "okaf"}))


def test_pages_follow_each_other_without_a_gap_and_nobody_counts(editor):
    moment = timezone.now()
    for number in range(120):
        ArticleFactory(headline=f"Story {number}")
    Article.objects.update(changed_at=moment)  # as after an import: all at the same moment
    seen, address, pages = [], LIST, []
    while address:
        page = editor.get(address).context["cl"]
        pages.append([story.pk for story in page.result_list])
        seen += pages[-1]
        address = page.older_url and LIST + page.older_url
    assert (len(seen), len(set(seen)), len(pages)) == (120, 120, 3)
    back = editor.get(LIST + page.newer_url).context["cl"]
    assert [story.pk for story in back.result_list] == pages[1]
    first = editor.get(LIST + back.newer_url).context["cl"]
    assert ([story.pk for story in first.result_list], first.newer_url) == (pages[0], None)
    assert editor.get(LIST, {"before": "nonsense"}).status_code == 302


def test_a_page_keeps_the_question_and_another_question_begins_anew(editor):
    for _ in range(60):
        ArticleFactory(headline="Harbour", stage="in_edit")
    page = editor.get(LIST, {"stage": "in_edit", "q": "harbour"}).context["cl"]
    assert "stage=in_edit" in page.older_url and "q=harbour" in page.older_url
    older = editor.get(LIST + page.older_url)
    assert len(older.context["cl"].result_list) == 10
    assert "before=" not in older.context["cl"].get_query_string({"stage": "draft"})
    assert 'name="before"' not in words(older)


def test_an_empty_result_says_what_to_do(editor):
    assert "There is no story here yet" in words(editor.get(LIST))
    ArticleFactory()
    assert "Try fewer words" in words(editor.get(LIST, {"q": "zeppelin"}))
    assert "Show all stories" in words(editor.get(LIST, {"stage": "ready"}))


@pytest.mark.parametrize("asked", [{}, {"q": "pilots"}, {"standing": "live"}, {"tag": "harbour"}])
def test_the_list_takes_as_many_queries_for_300_stories_as_for_10(editor, asked, django_assert_num_queries):
    author = AuthorFactory()
    for _ in range(10):
        publish(tags=["harbour"], bylines=[author])
    editor.get(LIST, asked)
    count = 16 if "q" in asked else 11
    with django_assert_num_queries(count):
        editor.get(LIST, asked)
    for _ in range(290):
        ArticleFactory(section=Article.objects.first().section, bylines=[author], tags=["harbour"])
    with django_assert_num_queries(count):
        editor.get(LIST, asked)


def test_how_a_story_stands_is_asked_of_those_alone_that_are_shown(editor):
    publish(headline="Pilots strike")
    for asked in ({}, {"q": "pilots"}, {"standing": "live"}):
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST, asked)
        told = [query["sql"] for query in queries if 'AS "live_since"' in query["sql"]]
        assert len(told) == 1, asked
        assert not [query for query in queries if " live " in query["sql"] and query["sql"] not in told], (
            asked
        )


def test_a_writer_finds_only_their_own(writer):
    mine = AuthorFactory(user=writer.user)
    ArticleFactory(headline="Begun", created_by=writer.user)
    ArticleFactory(headline="Signed", bylines=[mine])
    ArticleFactory(headline="Another's")
    assert sorted(found(writer)) == ["Begun", "Signed"]
    assert found(writer, q="another") == []


# --- Saved filters ---


def test_a_filter_is_saved_shown_made_the_default_and_deleted(editor):
    ArticleFactory(headline="Ready", stage="ready")
    ArticleFactory(headline="Draft")
    shown = editor.get(LIST, {"stage": "ready", "before": "9999999999999999.1"})
    assert "Save this filter" in words(shown)
    saved = editor.post(FILTERS, {"name": " Embassy,  ready ", "query": "stage=ready&before=1.1&evil=1"})
    assert saved.url == f"{LIST}?stage=ready"
    one = SavedFilter.objects.get()
    assert (one.user, one.name, one.query) == (editor.user, "Embassy, ready", "stage=ready")
    assert 'href="?stage=ready" aria-current="true">Embassy, ready' in words(editor.get(saved.url))
    assert "Save this filter" not in words(editor.get(saved.url))

    editor.post(FILTERS, {"default": one.pk})
    assert editor.get(LIST).url == f"{LIST}?stage=ready"
    assert found(editor, all="") == ["Draft", "Ready"]
    editor.post(FILTERS, {"no_default": one.pk})
    assert editor.get(LIST).status_code == 200
    editor.post(FILTERS, {"delete": one.pk})
    assert not SavedFilter.objects.exists()


def test_saving_under_the_same_name_replaces_and_without_one_asks(editor):
    said = words(editor.post(FILTERS, {"name": "Mine", "query": "whose=mine"}, follow=True))
    assert "“Mine” is saved. You find it above the list." in said
    said = words(editor.post(FILTERS, {"name": "Mine", "query": "stage=draft"}, follow=True))
    assert "“Mine” is saved in place of the one of that name. You find it above the list." in said
    assert SavedFilter.objects.get().query == "stage=draft"
    refused = editor.post(FILTERS, {"name": " ", "query": "stage=draft"})
    assert refused.status_code == 400
    assert "Give the filter a name" in words(refused)


def test_filters_are_their_owners_alone(editor, writer):
    editor.post(FILTERS, {"name": "Secret plan", "query": "stage=draft"})
    one = SavedFilter.objects.get()
    for verb in ("delete", "default"):
        writer.post(FILTERS, {verb: one.pk})
    assert SavedFilter.objects.get().is_default is False
    for address in (LIST, FILTERS):
        assert "Secret plan" not in words(writer.get(address))


@pytest.mark.parametrize(
    "asked", [{"stage": "draft"}, {"stage": "draft", "q": "pilots"}, {"stage": "draft", "q": ""}]
)
def test_who_clears_all_filters_sees_all_stories_whatever_is_the_default(editor, asked):
    SavedFilter.objects.create(user=editor.user, name="Ready", query="stage=ready", is_default=True)
    story = ArticleFactory(headline="Ferries sail")
    assert editor.get(LIST, asked).context["cl"].clear_all_filters_qs == "?all="
    assert found(editor, all="") == [story.headline]
    assert f'href="{LIST}?all="' in words(editor.get("/admin/"))


# --- Many at once ---


def choose(desk, action, *stories, **told):
    """Presses Go, and the button of the page that asks; both pages."""
    chosen = {ACTION_CHECKBOX_NAME: [story.pk for story in stories]}
    asked = desk.post(LIST, {"action": action, "index": 0, **chosen})
    form = read_form(asked, "bulk_form")
    return asked, desk.post(LIST, form | told)


def test_stories_are_marked_as_ready_and_those_that_cannot_be_are_named(editor):
    one, two, spiked = ArticleFactory(), ArticleFactory(stage="in_edit"), ArticleFactory(stage="spiked")
    asked, done = choose(editor, "approve", one, two, spiked)
    assert "2 stories will be marked as ready" in words(asked)
    assert "Left out: 1" in words(asked)
    assert "Marked as ready: 2 stories" in words(done)
    assert [story.stage for story in Article.objects.order_by("pk")] == ["ready", "ready", "spiked"]
    assert one.revisions.get().by == editor.user


def test_nothing_happens_before_the_page_that_asks_was_answered(editor):
    story = ArticleFactory()
    editor.post(LIST, {"action": "spike", "index": 0, ACTION_CHECKBOX_NAME: [story.pk]})
    editor.get(LIST, {"action": "spike", "confirmed": "yes", ACTION_CHECKBOX_NAME: story.pk, "all": ""})
    assert Article.objects.get().stage == "draft"


def test_sending_back_asks_for_a_note(editor):
    story = ArticleFactory(stage="in_edit")
    _, again = choose(editor, "send_back", story)
    assert "Say what is missing" in words(again)
    assert Article.objects.get().stage == "in_edit"
    choose(editor, "send_back", story, note="Who said so?")
    assert Article.objects.get().stage == "draft"
    assert "Who said so?" in story.revisions.first().note


def test_stories_are_spiked_and_taken_up_again_but_not_those_that_readers_have(editor):
    story, live = ArticleFactory(), publish().article
    asked, _ = choose(editor, "spike", story, live)
    assert "it can be unscheduled or withdrawn, not spiked" in words(asked)
    assert (Article.objects.get(pk=story.pk).stage, Article.objects.get(pk=live.pk).stage) == (
        "spiked",
        "ready",
    )
    choose(editor, "unspike", story)
    assert Article.objects.get(pk=story.pk).stage == "draft"
    asked, _ = choose(editor, "unspike", story)
    assert "This story is not spiked." in words(asked)


def test_tags_are_added_and_adding_them_twice_is_harmless(writer):
    story = ArticleFactory(created_by=writer.user, tags=["tides"])
    for _ in range(2):
        choose(writer, "add_tags", story, tags="harbour, climate change")
    assert sorted(story.tags.names()) == ["climate change", "harbour", "tides"]
    assert story.revisions.count() == 1


def test_only_stories_without_a_question_are_published_in_bulk(editor):
    picture = ImageFactory(width=1600, height=900)
    fit = ArticleFactory(headline="Ferries sail", standfirst="At six.", lead_image=picture)
    empty = ArticleFactory(headline="Empty", body="")
    bare = ArticleFactory(headline="Bare")
    waits = publish(ArticleFactory(headline="Waits"), at=timezone.now() + timedelta(days=1)).article
    asked, done = choose(editor, "publish", fit, empty, bare, waits)
    assert "1 story will be live at once" in words(asked)
    assert "There is no lead picture" in words(asked)  # a warning: somebody has to say yes
    assert "It has no text" in words(asked)
    assert "An edition of it waits" in words(asked)
    assert "Published: 1 story" in words(done)
    assert [edition.headline for edition in Edition.objects.live()] == ["Ferries sail"]


def test_what_keeps_a_story_from_readers_in_bulk_is_told_line_by_line_first_what_blocks(editor):
    bare = ArticleFactory(headline="Bare", bylines=[], standfirst="")
    asked, _ = choose(editor, "publish", bare)
    [[story, reasons]] = asked.context["outcome"].left
    assert [(reason.words.split(".")[0], reason.blocks) for reason in reasons] == [
        ("It has no byline", True),
        ("There is no standfirst: lists and search engines show none", False),
        ("There is no lead picture: lists and shared links show none", False),
    ]
    assert '<span class="reason blocks">It has no byline. Add one, such as the desk' in words(asked)


NO_PICTURE = "There is no lead picture: lists and shared links show none."
TWIN = "“Ferries sail again” has almost the same headline. Is it the same story?"


def ask_to_publish(desk, *stories):
    """The page that asks."""
    chosen = {ACTION_CHECKBOX_NAME: [story.pk for story in stories]}
    return desk.post(LIST, {"action": "publish", "index": 0, **chosen})


def ticked(*stories):
    return {f"like-this-{story.pk}": "yes" for story in stories}


def bare(headline, **fields):
    """With one warning: there is no lead picture."""
    return ArticleFactory(headline=headline, standfirst="At six.", **fields)


def left_out(response):
    return {
        story.headline: [reason.words for reason in reasons]
        for story, reasons in response.context["outcome"].left
    }


def live():
    return sorted(edition.headline for edition in Edition.objects.live())


def test_in_bulk_a_story_with_warnings_alone_is_published_where_it_is_ticked_and_else_left_out(editor):
    fit = ArticleFactory(
        headline="Fit", standfirst="At six.", lead_image=ImageFactory(width=1600, height=900)
    )
    one, two = bare("Ferries sail"), bare("Pilots strike")
    asked = ask_to_publish(editor, fit, one, two)
    assert "1 story will be live at once" in words(asked)
    assert "To be looked at: 2" in words(asked)
    assert words(asked).count(f'<span class="reason">{NO_PICTURE}</span>') == 2
    assert "Left out" not in words(asked)
    form = read_form(asked, "bulk_form")
    assert not ticked(one, two).keys() & form.keys()
    done = editor.post(LIST, form | ticked(one))
    assert "Published: 2 stories." in words(done)
    assert left_out(done) == {"Pilots strike": ["You did not tick it.", NO_PICTURE]}
    assert live() == ["Ferries sail", "Fit"]
    assert [key.rsplit("-", 1)[0] for key in one.editions.get().confirmed] == ["no-lead-picture"]


def test_in_bulk_a_press_without_a_tick_is_told_so_and_keeps_the_page(editor):
    one, two, empty = bare("Ferries sail"), bare("Pilots strike"), ArticleFactory(headline="Empty", body="")
    form = read_form(ask_to_publish(editor, one, two, empty), "bulk_form")
    again = editor.post(LIST, form)
    assert re.search(
        r"To be looked at: 2</h2> <div role=.alert.[^>]*>.{,30}<li>Nothing was chosen", words(again)
    )
    assert "can't be done to any" not in words(again)
    assert list(left_out(again)) == ["Empty"]
    assert read_form(again, "bulk_form") | {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]} == form
    assert live() == []
    done = editor.post(LIST, read_form(again, "bulk_form") | ticked(two))
    assert live() == ["Pilots strike"]
    assert list(left_out(done)) == ["Empty", "Ferries sail"]


def test_in_bulk_a_warning_that_came_up_after_the_page_that_asks_is_not_said_yes_to(editor):
    story, fit = bare("Ferries sail again today"), ArticleFactory(headline="Fit", standfirst="At six.")
    fit.lead_image = ImageFactory(width=1600, height=900)
    fit.save()
    asked = ask_to_publish(editor, story, fit)
    publish(ArticleFactory(headline="Ferries sail again"))
    type(fit.lead_image).objects.update(width=300)
    done = editor.post(LIST, read_form(asked, "bulk_form") | ticked(story))
    assert "Published: 0 stories." in words(done)
    small = "The lead picture is 300 pixels wide; its place needs 640, or it is blurred."
    since = "This has come up since you looked:"
    assert left_out(done) == {"Ferries sail again today": [since, TWIN], "Fit": [since, small]}
    assert live() == ["Ferries sail again"]


def test_in_bulk_what_is_not_ticked_stays_although_its_warning_is_gone_by_then(editor):
    story = ArticleFactory(headline="Ferries sail", standfirst="At six.", lead_image=ImageFactory(width=300))
    fit = ArticleFactory(
        headline="Fit", standfirst="At six.", lead_image=ImageFactory(width=1600, height=900)
    )
    asked = ask_to_publish(editor, story, fit)
    type(story.lead_image).objects.update(width=1600)
    done = editor.post(LIST, read_form(asked, "bulk_form"))
    assert left_out(done) == {"Ferries sail": ["You did not tick it."]}
    assert live() == ["Fit"]


def test_in_bulk_what_is_ticked_is_published_once_however_often_the_form_is_sent(editor):
    story, other = bare("Ferries sail"), bare("Pilots strike")
    form = read_form(ask_to_publish(editor, story, other), "bulk_form") | ticked(story)
    editor.post(LIST, form)
    again = editor.post(LIST, form)
    assert "Published: 0 stories." in words(again)
    assert left_out(again)["Ferries sail"] == ["Readers have it as it is."]
    assert Edition.objects.get().headline == "Ferries sail"


def test_in_bulk_a_tick_publishes_nothing_that_was_worked_on_after_the_page_that_asks(editor):
    story = bare("Ferries sail")
    asked = ask_to_publish(editor, story)
    Desk(staff("Editor", first_name="Tom", last_name="Okafor")).open(story).type(
        standfirst="At seven."
    ).press()
    done = editor.post(LIST, read_form(asked, "bulk_form") | ticked(story))
    assert left_out(done) == {
        "Ferries sail": ["Tom Okafor has worked on it since you looked: look at it again."]
    }
    assert live() == []


def test_in_bulk_what_blocks_a_story_cannot_be_ticked_away(editor):
    empty, story = bare("Empty", body=""), bare("Ferries sail")
    asked = ask_to_publish(editor, empty, story)
    assert f'name="like-this-{story.pk}"' in words(asked)
    assert f'name="like-this-{empty.pk}"' not in words(asked)
    form = read_form(asked, "bulk_form") | ticked(empty, story)
    forged = {f"{name}-{empty.pk}": form[f"{name}-{story.pk}"] for name in ("seen", "warned")}
    done = editor.post(LIST, form | forged)
    assert left_out(done) == {"Empty": ["It has no text. Write it, or save it as a draft.", NO_PICTURE]}
    assert live() == ["Ferries sail"]


def test_in_bulk_what_was_left_out_and_is_mended_since_is_not_published_unseen(editor):
    empty, story = bare("Empty", body=""), bare("Ferries sail")
    asked = ask_to_publish(editor, empty, story)
    Article.objects.filter(pk=empty.pk).update(body="<p>Not any more.</p>")
    done = editor.post(LIST, read_form(asked, "bulk_form") | ticked(empty, story))
    assert left_out(done) == {"Empty": ["It was left out when you looked: look at it again."]}
    assert live() == ["Ferries sail"]


def test_in_bulk_whoever_is_limited_to_a_section_publishes_none_of_another(editor):
    own, other = bare("Ferries sail"), bare("Pilots strike")
    form = read_form(ask_to_publish(editor, own, other), "bulk_form") | ticked(own, other)
    limited = Desk(staff("Editor"))
    limited.user.sections.add(own.section)
    asked = ask_to_publish(limited, own, other)
    assert "To be looked at: 1" in words(asked)
    assert "Pilots strike" not in words(asked)
    done = limited.post(LIST, form)  # as somebody else was shown it
    assert "1 more is not yours" in words(done)
    assert "Pilots strike" not in words(done)
    assert live() == ["Ferries sail"]


@pytest.mark.parametrize(
    ("typed", "button"),
    [
        ({"standfirst": "At seven, as nobody has checked."}, "_save"),
        ({"stage_note": "Nobody has checked this."}, "_send_back"),
    ],
)
def test_in_bulk_nothing_is_published_that_was_worked_on_after_the_page_that_asks(editor, typed, button):
    picture = ImageFactory(width=1600, height=900)
    story = ArticleFactory(standfirst="At six.", lead_image=picture, stage="in_edit")
    asked = editor.post(LIST, {"action": "publish", "index": 0, ACTION_CHECKBOX_NAME: [story.pk]})
    Desk(staff("Editor")).open(story).type(**typed).press(button)
    done = editor.post(LIST, read_form(asked, "bulk_form"))
    assert "has worked on it since you looked" in words(done)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("action", "stage"), [("spike", "spiked"), ("send_back", "draft"), ("approve", "ready")]
)
def test_in_bulk_no_story_is_moved_that_was_worked_on_after_the_page_that_asks(editor, action, stage):
    one, two = ArticleFactory(stage="in_edit"), ArticleFactory(stage="in_edit")
    chosen = {ACTION_CHECKBOX_NAME: [one.pk, two.pk]}
    asked = editor.post(LIST, {"action": action, "index": 0, **chosen})
    Desk(staff("Editor", first_name="Tom", last_name="Okafor")).open(one).type(standfirst="At seven.").press()
    done = editor.post(LIST, read_form(asked, "bulk_form") | {"note": "Who said so?"})
    assert "Left out: 1" in words(done)
    assert "Tom Okafor has worked on it since you looked" in words(done)
    assert Article.objects.get(pk=one.pk).stage == "in_edit"
    assert Article.objects.get(pk=two.pk).stage == stage


def test_in_bulk_a_story_that_went_live_after_the_page_that_asks_is_left_out(editor):
    story = ArticleFactory()
    publish(story, at=timezone.now() + timedelta(hours=1))
    Article.objects.update(stage="in_edit")
    asked = editor.post(LIST, {"action": "approve", "index": 0, ACTION_CHECKBOX_NAME: [story.pk]})
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        done = editor.post(LIST, read_form(asked, "bulk_form"))
    assert "Readers have it otherwise since you looked: look at it again." in words(done)
    assert Article.objects.get().stage == "in_edit"


def test_in_bulk_a_save_in_the_moment_before_a_story_is_spiked_counts_too(editor, monkeypatch):
    story = ArticleFactory(standfirst="At six.")
    asked = editor.post(LIST, {"action": "spike", "index": 0, ACTION_CHECKBOX_NAME: [story.pk]})
    colleague, look = Desk(staff("Editor")).open(story), ToStage.obstacle

    def save_first(bulk, article):
        if Article.objects.get().standfirst == "At six.":
            colleague.type(standfirst="At seven.").press()
        return look(bulk, article)

    monkeypatch.setattr(ToStage, "obstacle", save_first)
    assert "has worked on it since you looked" in words(editor.post(LIST, read_form(asked, "bulk_form")))
    assert Article.objects.get().stage == "draft"


def test_in_bulk_a_second_press_says_that_it_is_spiked_already(editor):
    story = ArticleFactory()
    asked = editor.post(LIST, {"action": "spike", "index": 0, ACTION_CHECKBOX_NAME: [story.pk]})
    form = read_form(asked, "bulk_form")
    editor.post(LIST, form)
    assert "This story is at the stage “Spiked” already." in words(editor.post(LIST, form))


def test_in_bulk_nothing_that_was_withdrawn_goes_live_again(editor):
    edition = publish(standfirst="At six.", lead_image=ImageFactory(width=1600, height=900))
    workflow.withdraw(edition.article, by=None)
    asked = editor.post(LIST, {"action": "publish", "index": 0, ACTION_CHECKBOX_NAME: [edition.article.pk]})
    assert "It was withdrawn: publish it again, or restore it, from its form." in words(asked)


def test_in_bulk_a_save_in_the_moment_before_the_publication_counts_too(editor, monkeypatch):
    story = ArticleFactory(standfirst="At six.", lead_image=ImageFactory(width=1600, height=900))
    asked = editor.post(LIST, {"action": "publish", "index": 0, ACTION_CHECKBOX_NAME: [story.pk]})
    colleague, look = Desk(staff("Editor")).open(story), Publish.look

    def save_first(bulk, article):
        if Article.objects.get().standfirst == "At six.":
            colleague.type(standfirst="At seven, as nobody has checked.").press()
        return look(bulk, article)

    monkeypatch.setattr(Publish, "look", save_first)
    assert "has worked on it since you looked" in words(editor.post(LIST, read_form(asked, "bulk_form")))
    assert not Edition.objects.exists()


def test_what_a_colleague_did_meanwhile_is_left_out_and_named(editor):
    one, two = ArticleFactory(), ArticleFactory()
    chosen = {ACTION_CHECKBOX_NAME: [one.pk, two.pk]}
    form = read_form(editor.post(LIST, {"action": "approve", "index": 0, **chosen}), "bulk_form")
    choose(Desk(staff("Editor")), "spike", one)
    done = editor.post(LIST, form)
    assert "Marked as ready: 1 story" in words(done)
    assert "Left out: 1" in words(done)
    again = editor.post(LIST, form)
    assert "Marked as ready: 0 stories" in words(again)
    assert two.revisions.count() == 1


def test_a_writer_can_do_no_more_to_many_than_to_one(writer):
    mine, other = ArticleFactory(created_by=writer.user), ArticleFactory()
    offered = {name for name, _ in writer.get(LIST).context["action_form"].fields["action"].choices if name}
    assert offered == {"add_tags", "spike", "unspike"}
    for action in ("approve", "publish", "send_back", "delete_selected"):
        chosen = {ACTION_CHECKBOX_NAME: [mine.pk, other.pk]}
        seen = {f"seen-{mine.pk}": as_seen(Article.objects.with_standing().get(pk=mine.pk))}
        keys = {f"warned-{mine.pk}": " ".join(finding.key for finding in review(mine))}
        told = {"confirmed": "yes", "note": "x", **seen, **keys, **ticked(mine)}
        writer.post(LIST, {"action": action, **told, **chosen})
    asked, _ = choose(writer, "spike", mine, other)
    assert "1 more is not yours" in words(asked)
    assert other.headline not in words(asked)
    assert [story.stage for story in Article.objects.order_by("pk")] == ["spiked", "draft"]
    assert not Edition.objects.exists()


def test_whoever_only_looks_gets_no_actions():
    ArticleFactory()
    page = Desk(staff("Picture editor")).get(LIST)
    assert page.context["action_form"] is None
    assert reverse("admin:articles_article_filters") not in words(page)


def test_tags_are_added_to_what_a_colleague_has_saved_meanwhile(editor):
    listed = ArticleFactory(headline="Pilots strike")
    workflow.record(listed, by=None)
    Desk(staff("Editor")).open(listed).type(headline="Pilots return").press()
    BULK["add_tags"].do(listed, editor.user, {"tags": ["harbour"]})  # as it was when the list was shown
    now = Article.objects.get(pk=listed.pk)
    assert (now.version, now.headline) == (3, "Pilots return")
    assert now.revisions.get(version=3).content == now.content()
