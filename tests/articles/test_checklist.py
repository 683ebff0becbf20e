"""What keeps a story from readers, and what is asked before they get it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import checklist, workflow
from articles.body import figure_html
from articles.models import Article
from tests.desk import Desk, staff, yes
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db

LINKED = '<p>As <a href="/2026/11/strike/">we reported</a>, the pilots went back to work.</p>'
BIO = "Ana Ruiz has reported from the harbour for ten years. Before that she was a pilot."
yesterday = timezone.localdate() - timedelta(days=1)


def flawless(**story):
    """A story of which the checklist has nothing to say."""
    return ArticleFactory(**{"lead_image": ImageFactory(width=1600), "body": LINKED} | story)


def found(article):
    return {finding.code: finding for finding in checklist.review(article)}


@pytest.fixture
def editor():
    return Desk(staff("Editor"))


def moment(at):
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def words(response):
    return " ".join(response.content.decode().split())


def test_of_a_story_in_order_nothing_is_said():
    assert found(flawless()) == {}


def expired():
    return ImageFactory(usage_until=yesterday)


ERRORS = {
    "no-headline": lambda: flawless(headline=" "),
    "no-text": lambda: flawless(body="<p> </p>"),
    "no-byline": lambda: flawless(bylines=[]),
    "no-credit": lambda: flawless(lead_image=ImageFactory(width=1600, credit=" ")),
    "picture-expired": lambda: flawless(body=LINKED + figure_html(expired())),
    "subheads-out-of-order": lambda: flawless(body=f"<h3>Small</h3>{LINKED}"),
}
WARNINGS = {
    "long-headline": lambda: flawless(headline=" ".join(["Pilots"] * 12)),
    "no-standfirst": lambda: flawless(standfirst=""),
    "no-lead-picture": lambda: flawless(lead_image=None),
    "small-lead-picture": lambda: flawless(lead_image=ImageFactory(width=320)),
    "no-internal-link": lambda: flawless(body="".join(f"<p>{'Ships move. ' * 30}</p>" for _ in range(6))),
    "bio-in-body": lambda: flawless(body=f"{LINKED}<p>{BIO}</p>"),
    "duplicate": lambda: flawless(headline=publish(headline="Pilots end their long strike").headline + "!"),
    "long-paragraph": lambda: flawless(body=f"{LINKED}<p>{'Ships move again. ' * 60}</p>"),
    "link-not-https": lambda: flawless(body=f'{LINKED}<p><a href="http://port.example/">The port</a></p>'),
}


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_keeps_the_story_from_readers_on_every_way(code, editor):
    article = ERRORS[code]()
    assert [finding.code for finding in checklist.review(article)] == [code]
    with pytest.raises(workflow.NotReady):
        workflow.publish(article, by=None)
    with pytest.raises(workflow.NotReady):
        workflow.publish(article, by=None, at=timezone.now() + timedelta(hours=1))
    response = editor.open(article).press("_publish")
    assert response.status_code == 200
    assert not article.editions.exists()


@pytest.mark.parametrize("code", WARNINGS)
def test_a_warning_asks_once_and_lets_the_story_go_when_it_was_seen(code, editor):
    article = WARNINGS[code]()
    assert [finding.code for finding in checklist.review(article)] == [code]
    asked = editor.open(article).press("_publish", confirm=False)
    assert found(article)[code].words in asked.context["unconfirmed"][0].words
    assert not article.editions.exists()
    editor.press("_publish", yes(asked), confirm=False)
    assert article.editions.live().exists()


def test_a_warning_that_was_shown_and_not_answered_is_asked_again(editor):
    article = flawless(standfirst="", headline=" ".join(["Pilots"] * 12))
    editor.open(article).press("_publish", confirm=False)
    asked = editor.type(standfirst="They end it.").press("_publish", confirm=False)
    assert [finding.code for finding in asked.context["unconfirmed"]] == ["long-headline"]
    assert not article.editions.exists()
    asked = words(editor.type(at="2035-01-01T06:30").press("_schedule", confirm=False))
    assert "Schedule it like this?" in asked
    assert "Nothing is saved or scheduled yet. It is to go live on 1 January 2035 at 06:30." in asked


def test_the_list_beside_the_form_stays_while_it_asks_and_says_all(editor):
    article = flawless(standfirst="", headline=" ".join(["Pilots"] * 12))
    asked = editor.open(article).press("_publish", confirm=False)
    editor.press("_publish", yes(asked), confirm=False)
    update = {"correction_kind": "update", "correction_text": "More of them."}
    asked = editor.open(article).type(body='<p><a href="http://port.example/">Port</a></p>', **update)
    asked = editor.press("_publish", confirm=False)
    assert [finding.code for finding in asked.context["unconfirmed"]] == ["link-not-https"]
    beside = {finding.code for finding in asked.context["findings"]}
    assert beside == {"link-not-https", "long-headline", "no-standfirst"}
    assert words(asked).count("data-findings") == 1


def test_what_the_form_and_the_checklist_forbid_is_said_at_once(editor):
    past = timezone.now() - timedelta(hours=1)
    editor.open().type(**{"headline": "Pilots", "section": SectionFactory().pk, "bylines-0-author": ""})
    said = words(editor.type(embargo_until=moment(past)).press("_publish"))
    assert "This embargo has passed" in said
    assert "it has no byline" in said
    assert "it has no text" in said
    assert said.count("This embargo has passed") == 3  # above the form, at the field, and in the checklist
    assert not Article.objects.exists()
    wrong = [fault["field"] for fault in editor.press().context["wrong"]]
    assert wrong == ["embargo_until"], "to be saved it needs no byline"


def test_of_two_findings_at_one_field_each_has_a_line_and_a_link(editor):
    picture = ImageFactory(width=1600, credit=" ", usage_until=yesterday)
    response = editor.open(flawless(lead_image=picture)).press("_publish")
    assert [fault["words"] for fault in response.context["wrong"]] == [
        f"This story can't go live: the picture “{picture}” has no credit. Add it in the library.",
        f"This story can't go live: the picture “{picture}” could be used until {yesterday:%-d %B %Y}. Choose another.",
    ]
    assert words(response).count('data-jump="lead_image">Lead') == 2


def test_a_schedule_after_an_embargo_is_not_said_to_break_it(editor):
    until = timezone.now() + timedelta(hours=1)
    article = flawless(embargo_until=until)
    later = moment(until + timedelta(days=1))
    said = words(editor.open(article).type(at=later, slug="Not valid!").press("_schedule"))
    assert "An address has only letters" in said
    assert "it is under embargo" not in said
    said = words(editor.open(article).type(at="", slug="Not valid!").press("_schedule"))
    assert "it is under embargo" not in said
    publish(article, at=until + timedelta(days=1))
    said = words(editor.open(article).type(seo_title="x" * 500).press("_keep_slot"))
    assert "characters; " in said
    assert "it is under embargo" not in said


def test_a_warning_that_an_edition_was_published_with_is_asked_of_the_next_only_in_other_words(editor):
    article = flawless(standfirst="", headline=" ".join(["Pilots"] * 12))
    editor.open(article).press("_publish")
    update = {"correction_kind": "update", "correction_text": "More of them."}
    editor.open(article).type(kicker="Labour", **update).press("_publish", confirm=False)
    assert article.editions.count() == 2
    longer = " ".join(["Pilots"] * 13)
    asked = editor.open(article).type(headline=longer, **update).press("_publish", confirm=False)
    assert [finding.code for finding in asked.context["unconfirmed"]] == ["long-headline"]
    assert article.editions.count() == 2


def test_what_was_typed_is_still_there_when_the_checklist_asks(editor):
    article = flawless(standfirst="")
    asked = editor.open(article).type(kicker="Labour").press("_publish", confirm=False)
    assert "Nothing is saved or published yet" in words(asked)
    assert editor.form["kicker"] == "Labour"
    article.refresh_from_db()
    assert article.kicker == ""


def test_a_warning_that_came_up_since_is_asked_about_too(editor):
    article = flawless(standfirst="")
    asked = editor.open(article).press("_publish", confirm=False)
    again = editor.type(headline=" ".join(["Pilots"] * 12)).press("_publish", yes(asked), confirm=False)
    assert [finding.code for finding in again.context["unconfirmed"]] == ["long-headline"]
    assert not article.editions.exists()


def test_a_warning_that_came_up_since_does_not_bring_back_the_one_that_was_seen(editor):
    article = flawless(headline=" ".join(["Pilots"] * 12))
    asked = editor.open(article).press("_publish", confirm=False)
    again = editor.type(standfirst="").press("_publish", yes(asked), confirm=False)
    assert [finding.code for finding in again.context["unconfirmed"]] == ["no-standfirst"]
    editor.press("_publish", yes(again), confirm=False)
    assert article.editions.live().exists()


def test_of_many_of_one_kind_the_first_are_told_and_the_number(editor):
    article = flawless(body=LINKED + f"<p>{'Ships move again. ' * 60}</p>" * 40)
    told = [finding for finding in checklist.review(article) if finding.code == "long-paragraph"]
    assert [finding.block for finding in told] == [1, 2, 3, 4]
    assert told[3].words.startswith("The same 37 more times; the next is here: The paragraph “Ships move")
    editor.open(article).press("_publish")
    assert article.editions.live().exists()


def test_a_licence_has_to_last_until_the_day_of_going_live():
    last_day = timezone.localdate() + timedelta(days=3)
    article = flawless(lead_image=ImageFactory(width=1600, usage_until=last_day))
    with pytest.raises(workflow.NotReady, match="could be used until"):
        workflow.publish(article, by=None, at=timezone.now() + timedelta(days=5))
    assert workflow.publish(article, by=None)


def test_the_form_lists_what_is_found_and_leads_to_its_place(editor):
    article = flawless(body=f"{LINKED}<h3>Small</h3>", standfirst="")
    page = words(editor.open(article).shown)
    assert 'href="#id_standfirst" data-jump="standfirst"' in page
    assert 'href="#id_body" data-jump="body" data-block="1"' in page


def test_hostile_words_in_a_finding_are_shown_as_words(editor):
    publish(headline="<script>alert(1)</script> pilots end strike")
    article = flawless(headline="<script>alert(1)</script> pilots end strikes")
    assert "<script>alert(1)" not in editor.open(article).shown.content.decode()


def test_a_colleagues_bio_is_noticed_as_well(django_assert_num_queries):
    AuthorFactory(name="Jo Lind", bio="", short_bio="Jo Lind writes of the sea, and sails on it.")
    mentioned = flawless(body=f"{LINKED}<p>The pilots of Jo Lind went back to work.</p>")
    pasted = flawless(
        body=f"{LINKED}<p>Jo Lind writes of the sea and sails on it.</p>", headline="Ships wait"
    )
    assert found(mentioned) == {}
    assert [finding.block for finding in found(pasted).values()] == [1]
    with CaptureQueriesContext(connection) as before:
        found(pasted)
    AuthorFactory.create_batch(5, name="Jo Lind")
    with django_assert_num_queries(len(before)):
        found(pasted)


def test_a_paragraph_like_the_bio_of_somebody_whom_it_does_not_name_is_none(editor):
    AuthorFactory(
        bio="The harbour master has kept the port in order since the flood, and writes poems at night."
    )
    article = flawless(body=LINKED + "<p>The harbour master has kept the port in order since the flood.</p>")
    assert found(article) == {}
