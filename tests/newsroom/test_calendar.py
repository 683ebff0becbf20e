"""The calendar of scheduled and planned stories."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.models import Article, Assignment
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel("2026-11-25 12:00Z", tick=False):
        yield


@pytest.fixture
def editor():
    return Desk(staff("Editor", first_name="Ana"))


def entries(desk, **asked):
    """What each day holds: (day, time, words, headline)."""
    weeks = desk.get("/admin/calendar/", asked).context["weeks"]
    return [
        (f"{one.day:%m-%d}", f"{entry.at:%H:%M}" if entry.at else "", entry.words, entry.headline)
        for week in weeks
        for one in week
        for entry in one.entries
    ]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_month_with_all_that_has_a_moment(editor):
    publish(headline="Out", at=at("2026-11-03 07:30"))
    publish(headline="To come", at=at("2026-11-27 06:00"))
    ending = publish(headline="Ending", at=at("2026-01-01 06:00"))
    workflow.set_end(ending.article, by=None, until=at("2026-11-30 18:00"))
    ArticleFactory(headline="Embargoed", embargo_until=at("2026-11-28 09:00"))
    planned = ArticleFactory(headline="Planned")
    Assignment.objects.create(
        article=planned, to=editor.user, planned_for=date(2026, 12, 1), due_at=at("2026-11-26 17:00")
    )
    late = ArticleFactory(headline="Late")
    Assignment.objects.create(article=late, due_at=at("2026-11-24 17:00"))
    spiked = ArticleFactory(headline="Spiked", stage="spiked")
    Assignment.objects.create(article=spiked, due_at=at("2026-11-24 17:00"))
    assert entries(editor) == [
        ("11-03", "07:30", "Live", "Out"),
        ("11-24", "17:00", "Was due", "Late"),
        ("11-26", "17:00", "Due", "Planned"),
        ("11-27", "06:00", "Goes live", "To come"),
        ("11-28", "09:00", "Embargo ends", "Embargoed"),
        ("11-30", "18:00", "Ends", "Ending"),
        ("12-01", "", "Planned", "Planned"),
    ]
    assert entries(editor, view="week", date="2026-12-04") == [
        ("11-30", "18:00", "Ends", "Ending"),
        ("12-01", "", "Planned", "Planned"),
    ]


def test_a_story_is_planned_only_until_it_is_scheduled(editor):
    article = ArticleFactory(headline="Planned")
    Assignment.objects.create(article=article, planned_for=date(2026, 11, 27), due_at=at("2026-11-26 09:00"))
    publish(article, at=at("2026-11-27 06:00"))
    assert entries(editor) == [("11-27", "06:00", "Goes live", "Planned")]


def test_an_edition_that_only_gives_way_to_the_next_does_not_end(editor):
    article = publish(headline="First", at=at("2026-11-20 06:00")).article
    Article.objects.filter(pk=article.pk).update(headline="Second")
    article.refresh_from_db()
    publish(article, at=at("2026-11-28 06:00"))
    assert entries(editor) == [
        ("11-20", "06:00", "Live", "First"),
        ("11-28", "06:00", "Update", "Second"),
    ]


def test_a_story_has_the_headline_that_readers_see_now_or_saw_last(editor):
    for number, last in enumerate(["Out", "Gone"], start=20):
        with time_machine.travel(f"2026-11-{number} 06:00Z", tick=False):
            article = publish(headline=f"{last}, at first").article
        Article.objects.filter(pk=article.pk).update(headline=last)
        article.refresh_from_db()
        with time_machine.travel(f"2026-11-{number} 09:00Z", tick=False):
            publish(article)
    workflow.withdraw(article, by=None)
    Article.objects.update(headline="Not published yet")
    assert entries(editor) == [
        ("11-20", "06:00", "Live", "Out"),
        ("11-21", "06:00", "Was live, withdrawn since", "Gone"),
        ("11-25", "12:00", "Withdrawn", "Gone"),
    ]


def test_moments_are_in_the_publications_zone_also_where_the_clock_is_changed(editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    berlin = ZoneInfo("Europe/Berlin")
    # 25 October 2026 has 25 hours: 02:30 comes twice. 28 March 2027 has 23.
    with time_machine.travel("2026-10-01 12:00Z", tick=False):
        for headline, moment in [
            ("Last minute of the day before", "2026-10-24 21:59"),
            ("Midnight", "2026-10-24 22:00"),
            ("Half past two", "2026-10-25 00:30"),
            ("Half past two again", "2026-10-25 01:30"),
            ("Last minute", "2026-10-25 22:59"),
            ("The day after", "2026-10-25 23:00"),
        ]:
            publish(headline=headline, at=at(moment))
        timezone.get_default_timezone.cache_clear()
        try:
            assert timezone.get_default_timezone() == berlin
            shown = entries(editor, view="week", date="2026-10-25")
        finally:
            settings.TIME_ZONE = "UTC"
            timezone.get_default_timezone.cache_clear()
    assert [(day, time, headline) for day, time, _, headline in shown] == [
        ("10-24", "23:59", "Last minute of the day before"),
        ("10-25", "00:00", "Midnight"),
        ("10-25", "02:30", "Half past two"),
        ("10-25", "02:30", "Half past two again"),
        ("10-25", "23:59", "Last minute"),
    ]


def test_only_stories_that_one_may_see():
    ours = SectionFactory()
    limited, writer = Desk(staff("Editor")), Desk(staff("Writer"))
    limited.user.sections.add(ours)
    for headline, section in [("Ours", ours), ("Theirs", SectionFactory())]:
        publish(headline=headline, section=section, at=at("2026-11-27 06:00"))
        article = ArticleFactory(headline=headline, section=section, embargo_until=at("2026-11-28 06:00"))
        Assignment.objects.create(article=article, due_at=at("2026-11-29 06:00"))
    assert {headline for *_, headline in entries(limited)} == {"Ours"}
    assert len(entries(limited)) == 3
    assert entries(writer) == []
    assert Desk(staff("Ad manager")).get("/admin/calendar/").status_code == 403


def test_a_step_forward_and_back(editor):
    page = editor.get("/admin/calendar/", {"date": "2026-01-31"})
    assert (page.context["before"], page.context["after"]) == (date(2025, 12, 1), date(2026, 2, 1))
    page = editor.get("/admin/calendar/", {"view": "week", "date": "2026-12-31"})
    assert (page.context["before"], page.context["after"]) == (date(2026, 12, 24), date(2027, 1, 7))
    assert page.context["called"] == "28 Dec 2026 – 3 Jan 2027"


@pytest.mark.parametrize(
    "asked", ["", "x", "2026-02-30", "0001-01-01", "9999-12-31", "2026-11-25T00:00", "\x00"]
)
@pytest.mark.parametrize("view", ["", "week", "year"])
def test_a_day_that_is_none_is_today(editor, asked, view):
    page = editor.get("/admin/calendar/", {"date": asked, "view": view})
    assert page.status_code == 200
    assert page.context["chosen"] == date(2026, 11, 25)


def test_a_full_day_says_how_much_more_there_is(editor):
    for _ in range(9):
        publish(at=at("2026-11-27 06:00"))
    page = editor.get("/admin/calendar/").content.decode()
    assert "3 more" in page
    week = editor.get("/admin/calendar/", {"view": "week"}).content.decode()
    assert week.count('data-kind="scheduled"') == 9


def test_of_a_full_day_what_is_still_to_come_is_shown_before_what_was(editor):
    for hour in range(8):
        publish(headline=f"Was {hour}", at=at(f"2026-11-25 0{hour}:00"))
    for hour in range(13, 17):
        publish(headline=f"Comes {hour}", at=at(f"2026-11-25 {hour}:00"))
    page = editor.get("/admin/calendar/").content.decode()
    shown = re.findall(r'entry-headline" dir="auto">([^<]*)', page)
    assert shown == ["Was 6", "Was 7", "Comes 13", "Comes 14", "Comes 15", "Comes 16"]
    assert "6 more" in page


def test_a_story_that_was_withdrawn_or_has_ended_is_not_called_live_on_its_day(editor):
    with time_machine.travel("2026-11-20 12:00Z", tick=False):
        gone = publish(headline="Gone", at=at("2026-11-20 05:51"))
        ended = publish(headline="Ended", at=at("2026-11-20 06:00"))
        workflow.set_end(ended.article, by=None, until=at("2026-11-22 10:00"))
        back = publish(headline="Back", at=at("2026-11-20 07:00")).article
    with time_machine.travel("2026-11-22 09:00Z", tick=False):
        workflow.withdraw(gone.article, by=None)
        workflow.withdraw(back, by=None)
    with time_machine.travel("2026-11-22 09:30Z", tick=False):
        workflow.restore(back, by=None)
    assert entries(editor) == [
        ("11-20", "05:51", "Was live, withdrawn since", "Gone"),
        ("11-20", "06:00", "Was live, ended since", "Ended"),
        ("11-20", "07:00", "Live", "Back"),
        ("11-22", "09:00", "Withdrawn", "Back"),
        ("11-22", "09:00", "Withdrawn", "Gone"),
        ("11-22", "09:30", "Live again", "Back"),
        ("11-22", "10:00", "Ended", "Ended"),
    ]


def test_a_headline_in_the_calendar_is_text(editor):
    publish(headline="<script>alert(1)</script>", at=timezone.now() + timedelta(days=1))
    assert "<script>alert" not in editor.get("/admin/calendar/").content.decode()


def test_the_number_of_queries_is_the_same_for_any_month(editor, django_assert_num_queries):
    editor.get("/admin/calendar/")
    with django_assert_num_queries(10):
        editor.get("/admin/calendar/")
    for day in range(1, 6):
        publish(at=at(f"2026-12-0{day} 06:00"))
        Assignment.objects.create(
            article=ArticleFactory(), to=editor.user, due_at=at(f"2026-12-0{day} 09:00")
        )
    with django_assert_num_queries(10):
        editor.get("/admin/calendar/")
