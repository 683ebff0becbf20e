"""
Moments that people type at the desk: in Berlin there is no 02:30 on 29 March 2026, and on 25 October there are two.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Assignment, Autosave, Edition, PreviewLink
from front.models import Pin
from media.moments import MomentField, clock
from newsroom.my_desk import timeline
from tests.ads.factories import BookingFactory
from tests.cases import for_now
from tests.desk import Desk, read_form, staff, yes
from tests.factories import ArticleFactory, PinFactory, publish

pytestmark = pytest.mark.django_db

SKIPPED, TWICE = "2026-03-29T02:30", "2026-10-25T02:30"
FIRST, SECOND = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
SKIPS = "There is no 02:30 on 29 March 2026: the clocks are set forward over it. Choose 01:30 or 03:30, say."
ASKS = "02:30 comes twice on 25 October 2026, for the clocks are set back. Choose which of the two is meant."


@pytest.fixture(autouse=True)
def berlin(settings):
    settings.TIME_ZONE = "Europe/Berlin"


@pytest.fixture
def march():
    with time_machine.travel("2026-03-20 12:00Z", tick=False):
        yield


@pytest.fixture
def october():
    with time_machine.travel("2026-10-20 12:00Z", tick=False):
        yield


@dataclass
class Field:
    """A field of a form that was opened: how it is called, where the form goes, what it holds, what becomes of it."""

    name: str
    desk: Desk
    address: str
    data: dict
    saved: object

    def type(self, moment):
        self.data[self.name] = moment
        return self

    def send(self):
        """The page that comes back: the form, or what follows a save."""
        self.sent = dict(self.data)
        self.page = self.desk.post(self.address, self.sent, follow=True)
        text = self.page.content.decode()
        for form in ("article_form", "assignment-form", "pin_form", "booking_form"):
            if self.name in (shown := read_form(self.page, form)):
                self.data |= shown
        if 'class="new-link"' in text:
            self.data |= read_form(self.page, None)
        [button] = [name for name in self.sent if name.startswith("_")] or [""]
        if (self.page.context or {}).get("unconfirmed") and not self.sent[button]:
            self.data[button] = yes(self.page)
            return self.send()
        return " ".join(text.split())


def story_field(name, button, *, live=False, **more):
    def open_field():
        article = ArticleFactory()
        if live:
            publish(article)
        desk = Desk(staff("Editor")).open(article)
        desk.type(**more, **{button: ""})
        stored = {"at": "live_from", "until": "live_until", "end": "live_until"}.get(name)

        def saved():
            if stored:
                return Edition.objects.order_by("number").values_list(stored, flat=True).last()
            return Article.objects.get().embargo_until

        return Field(name, desk, desk.address, desk.form, saved)

    return open_field


def private_link():
    desk = Desk(staff("Editor"))
    address = reverse("admin:articles_article_links", args=[ArticleFactory().pk])
    data = read_form(desk.get(address), None) | {"label": "A lawyer"}
    return Field("ends_at", desk, address, data, lambda: first(PreviewLink, "ends_at"))


def deadline():
    desk, article = Desk(staff("Editor")), ArticleFactory()
    data = read_form(desk.open(article).shown, "assignment-form") | {"assign": ""}
    address = reverse("admin:articles_article_assignment", args=[article.pk])
    return Field("assignment-due_at", desk, address, data, lambda: first(Assignment, "due_at"))


def of_the_admin(make, group, name, **more):
    def open_field():
        thing = make()
        desk, model = Desk(staff(group)), type(thing)
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_change", args=[thing.pk])
        data = read_form(desk.get(address), f"{model._meta.model_name}_form") | more
        return Field(name, desk, address, data, lambda: first(model, name))

    return open_field


def first(model, name):
    return model.objects.values_list(name, flat=True).first()


def pinned():
    return PinFactory(pinned_from=datetime(2026, 1, 1, tzinfo=UTC))


def booked():
    return BookingFactory(booked_from=datetime(2026, 1, 1, tzinfo=UTC))


FIELDS = {
    "goes live": story_field("at", "_schedule"),
    "ends": story_field("until", "_schedule", at="2026-10-24T12:00"),
    "end": story_field("end", "_set_end", live=True),
    "embargo": story_field("embargo_until", "_save"),
    "private link": private_link,
    "deadline": deadline,
    "pin from": of_the_admin(pinned, "Editor", "pinned_from"),
    "pin until": of_the_admin(pinned, "Editor", "pinned_until"),
    "booking from": of_the_admin(booked, "Ad manager", "booked_from"),
    "booking until": of_the_admin(booked, "Ad manager", "booked_until"),
}
all_fields = pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)


@all_fields
def test_a_time_that_the_clocks_skip_is_said_at_its_field_and_stays_there(march, field):
    field = field()
    if field.name == "until":
        field.data["at"] = "2026-03-28T12:00"
    before = field.saved()
    assert SKIPS in field.type(SKIPPED).send()
    assert field.data[field.name] == SKIPPED
    assert field.saved() == before


@all_fields
def test_of_a_time_that_comes_twice_it_is_asked_which_and_shown_from_then_on(october, field):
    field = field()
    before = field.saved()
    assert ASKS in field.type(TWICE).send()
    assert field.saved() == before
    assert field.data[field.name] == TWICE
    asked = field.data
    for which, moment in (("+0200", FIRST), ("+0100", SECOND)):
        with for_now():
            field.data = asked | {f"{field.name}-which": which}
            assert ASKS not in field.send(), which
            assert field.saved() == moment, which


@pytest.mark.parametrize(("moment", "which"), [(FIRST, "+0200"), (SECOND, "+0100")])
def test_which_of_the_two_it_is_stands_in_the_form_that_is_opened_again(october, moment, which):
    article = ArticleFactory(embargo_until=moment)
    desk = Desk(staff("Editor")).open(article)
    assert (desk.form["embargo_until"], desk.form["embargo_until-which"]) == (TWICE, which)
    desk.press()
    version = Article.objects.get().version
    desk.open(article).press()
    article.refresh_from_db()
    assert (article.embargo_until, article.version) == (moment, version)


def test_the_answer_counts_only_for_the_time_that_it_was_given_for(october):
    desk = Desk(staff("Editor")).open(ArticleFactory())
    desk.type(**{"embargo_until": "2026-10-26T02:30", "embargo_until-which": "+0200"}).press()
    assert Article.objects.get().embargo_until == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_an_answer_that_is_none_is_asked_again(october):
    desk = Desk(staff("Editor")).open(ArticleFactory())
    page = desk.type(**{"embargo_until": TWICE, "embargo_until-which": "+0500<b>"}).press()
    assert ASKS in page.content.decode()


@pytest.mark.parametrize("moment", [FIRST, SECOND])
def test_what_is_pinned_while_the_hour_comes_twice_holds_from_now_on(moment):
    with time_machine.travel(moment, tick=False):
        desk = Desk(staff("Editor"))
        address = reverse("admin:front_pin_add")
        data = read_form(desk.get(address), "pin_form") | {"article": ArticleFactory().pk, "zone": "lead"}
        desk.post(address, data)
        assert Pin.objects.current().get().pinned_from == moment


def test_a_link_that_would_end_in_that_hour_is_made_without_a_question(october):
    with time_machine.travel(SECOND - timedelta(days=7), tick=False):
        field = private_link()
        field.send()
        assert field.saved() == SECOND


@pytest.mark.parametrize("moment", [FIRST, SECOND])
def test_a_colleagues_embargo_in_that_hour_is_merged_as_it_is(october, moment):
    article = ArticleFactory()
    workflow.record(article, by=None)
    ana, tom = (Desk(staff("Editor")).open(article) for _ in range(2))
    which = "+0200" if moment == FIRST else "+0100"
    ana.type(**{"embargo_until": TWICE, "embargo_until-which": which}).press()
    tom.type(kicker="Labour").press()
    article.refresh_from_db()
    assert (article.kicker, article.embargo_until) == ("Labour", moment)


def test_what_was_kept_of_a_form_knows_which_of_the_two(october):
    article = ArticleFactory()
    desk = Desk(staff("Editor")).open(article)
    desk.type(**{"embargo_until": TWICE, "embargo_until-which": "+0100"})
    kept = {"tab": desk.form["tab"], "article": article.pk, "values": urlencode(desk.form, doseq=True)}
    desk.post(reverse("admin:articles_article_autosave"), kept | {"changed": ["Embargo"]})
    desk.form = read_form(desk.get(desk.address, {"restore": Autosave.objects.get().pk}))
    desk.press()
    article.refresh_from_db()
    assert article.embargo_until == SECOND


def test_a_moment_says_which_of_the_two_it_is_wherever_it_stands(october):
    editor = Desk(staff("Editor"))
    scheduled = publish(headline="Scheduled", at=SECOND).article
    assert "Goes live on 25 Oct at 02:30 CET" in editor.open(scheduled).shown.content.decode()
    week = editor.get("/admin/calendar/", {"view": "week", "date": "2026-10-25"}).content.decode()
    assert ">02:30 CET</time>" in week
    with time_machine.travel(FIRST - timedelta(hours=1), tick=False):
        assert ">02:30 CET</time>" in editor.get("/admin/").content.decode()


def test_the_clock_says_more_than_the_time_only_where_it_has_to(settings):
    assert clock(FIRST) == "02:30 CEST"
    assert clock(SECOND) == "02:30 CET"
    assert clock(FIRST - timedelta(hours=1)) == "01:30"
    settings.TIME_ZONE = "Australia/Lord_Howe"  # set back by half an hour, in a zone that has no name
    assert clock(datetime(2026, 4, 4, 14, 45, tzinfo=UTC)) == "01:45 UTC+11:00"


def test_a_time_far_away_or_none_is_refused_or_taken_but_never_a_fault(october):
    desk = Desk(staff("Editor")).open(ArticleFactory())
    opened = desk.form
    for typed in ("0001-01-01T00:00", "9999-12-31T23:59", "20266-03-02T12:00", "tomorrow"):
        with for_now():
            desk.form = opened | {"embargo_until": typed}
            assert desk.press().status_code == 200, typed
            assert desk.get(desk.address).status_code == 200, typed
            assert desk.get("/admin/").status_code == 200, typed


def test_every_moment_that_can_be_typed_in_the_admin_is_asked_for_like_this(rf):
    request = rf.get("/")
    request.user = staff("Chief", is_superuser=True)
    typed = 0
    for model, model_admin in admin.site._registry.items():
        for field in model._meta.get_fields():
            if isinstance(field, models.DateTimeField) and field.editable:
                request.resolver_match = type("Match", (), {"kwargs": {}})
                typed += 1
                assert isinstance(model_admin.formfield_for_dbfield(field, request), MomentField), field
    assert typed >= 6


def test_no_form_of_ours_has_another_field_for_moments():
    def forms_of(kind):
        for one in kind.__subclasses__():
            yield one
            yield from forms_of(one)

    for form in forms_of(forms.BaseForm):
        if form.__module__.split(".")[0] in {"articles", "ads", "front", "media", "sections", "authors"}:
            for name, field in form.base_fields.items():
                wrong = isinstance(field, forms.DateTimeField) and not isinstance(field, MomentField)
                assert not wrong, f"{form.__name__}.{name}"


def moments_of_a_day(day, *moments):
    """Stories that go live then, called by the time in UTC, as the timeline has them."""
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            publish(headline=f"{moment:%d %H:%M}")
    return [one.headline for one in timeline(Article.objects, day)]


def at(text):
    return datetime.fromisoformat(f"2026-{text}+00:00")


def test_the_timeline_of_a_day_with_25_hours_is_in_order():
    shown = moments_of_a_day(
        datetime(2026, 10, 25).date(),
        at("10-24 21:59"), at("10-24 22:00"), at("10-25 00:30"), at("10-25 00:45"), at("10-25 01:30"),
        at("10-25 22:59"), at("10-25 23:00"),
    )  # fmt: skip
    assert shown == ["24 22:00", "25 00:30", "25 00:45", "25 01:30", "25 22:59"]


def test_the_timeline_of_a_day_with_23_hours_begins_and_ends_with_it():
    shown = moments_of_a_day(
        datetime(2026, 3, 29).date(),
        at("03-28 22:59"), at("03-28 23:00"), at("03-29 00:59"), at("03-29 01:00"), at("03-29 21:59"),
        at("03-29 22:00"),
    )  # fmt: skip
    assert shown == ["28 23:00", "29 00:59", "29 01:00", "29 21:59"]


def test_the_calendar_of_a_day_with_23_hours_holds_what_is_on_it(march):
    for moment in ("03-28 22:59", "03-28 23:00", "03-29 00:59", "03-29 01:00", "03-29 21:59", "03-29 22:00"):
        publish(headline=moment, at=at(moment))
    page = Desk(staff("Editor")).get("/admin/calendar/", {"view": "week", "date": "2026-03-29"})
    days = {one.day.day: one for week in page.context["weeks"] for one in week}
    shown = [(timezone.localtime(entry.at).strftime("%H:%M"), entry.headline) for entry in days[29].entries]
    assert shown == [
        ("00:00", "03-28 23:00"), ("01:59", "03-29 00:59"), ("03:00", "03-29 01:00"), ("23:59", "03-29 21:59"),
    ]  # fmt: skip
