"""Writing a story at the desk, and bringing it to readers."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Edition, Revision
from articles.standing import moment as standing_moment
from articles.standing import standing
from tests.desk import Desk, read_form, staff, yes
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, UserFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return Desk(staff("Writer", first_name="Nadia", last_name="Rahimi"))


@pytest.fixture
def editor():
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz"))


def new_story(desk, **values):
    """The form of a new story, filled in."""
    author, section = AuthorFactory(), SectionFactory()
    return desk.open().type(
        **{
            "headline": "Pilots end their strike",
            "body": "<p>The pilots went back to work.</p>",
            "section": section.pk,
            "tags": "harbour, climate change",
            "bylines-0-author": author.pk,
            **values,
        }
    )


def moment(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def words(response):
    return " ".join(response.content.decode().split())


def test_a_writer_files_a_story(writer):
    response = new_story(writer).press()
    article = Article.objects.get()
    assert "Saved. Draft, never published." in words(response)
    assert article.slug == "pilots-end-their-strike"
    assert article.created_by == writer.user
    assert sorted(article.tags.names()) == ["climate change", "harbour"]
    assert [byline.role for byline in article.bylines.all()] == ["By"]
    assert [revision.by for revision in article.revisions.all()] == [writer.user]


def test_a_writer_starts_with_their_own_byline(writer):
    author = AuthorFactory(user=writer.user)
    assert writer.open().form["bylines-0-author"] == str(author.pk)


def test_an_editor_publishes_with_one_press(editor):
    response = new_story(editor).press("_publish")
    edition = Edition.objects.live().get()
    assert edition.headline == "Pilots end their strike"
    assert edition.frozen_by == editor.user
    assert "Live since" in words(response)
    assert f'href="{edition.path}"' in words(response)


def test_pressing_publish_twice_makes_one_story_and_one_edition(editor):
    form = dict(new_story(editor).form)
    editor.press("_publish")
    editor.address, editor.form = reverse("admin:articles_article_add"), form
    editor.press("_publish")
    assert Article.objects.count() == 1
    assert Edition.objects.count() == 1


def test_a_story_that_cannot_go_live_comes_back_as_it_was_typed_and_is_not_saved(editor):
    story = new_story(editor, body="", kicker="Labour", **{"bylines-0-author": ""})
    response = story.press("_publish")
    assert "it has no text. Write it" in words(response)
    assert "it has no byline. Add one" in words(response)
    assert not Article.objects.exists()
    assert editor.form["headline"] == "Pilots end their strike"
    assert editor.form["kicker"] == "Labour"
    assert editor.form["tags"] == "harbour, climate change"


def test_a_failed_validation_gives_everything_back(writer):
    first, second = AuthorFactory(), AuthorFactory()
    other = SectionFactory()
    story = new_story(writer).type(
        **{
            "headline": "",
            "standfirst": "Ships move again.",
            "other_sections": other.pk,
            "bylines-TOTAL_FORMS": "2",
            "bylines-0-author": first.pk,
            "bylines-0-role": "Reporting by",
            "bylines-1-author": second.pk,
            "bylines-1-role": "Drawings by",
            "bylines-1-short_bio": "Draws ships.",
        }
    )
    typed = {name: str(value) for name, value in story.form.items() if name != "csrfmiddlewaretoken"}
    response = story.press()
    assert "A story needs a headline, if only a working title." in words(response)
    assert typed.items() <= story.form.items()


def test_what_is_too_long_is_neither_cut_nor_lost(writer):
    long = "Strike " * 50
    response = writer.open().type(headline=long, section=SectionFactory().pk).press()
    assert b"maxlength" not in response.content
    assert "This has 349 characters; 300 fit here. Shorten it." in response.content.decode()
    assert writer.form["headline"] == long


def test_a_headline_without_letters_asks_for_a_slug(writer):
    response = new_story(writer, headline="!!!").press()
    assert "no letters or digits to make an address from" in words(response)


def test_the_address_follows_the_headline_until_readers_have_it(editor):
    new_story(editor).press()
    article = Article.objects.get()

    def slug(**values):
        editor.open(article).type(**values).press()
        article.refresh_from_db()
        return article.slug

    assert slug(headline="Pilots go back to work") == "pilots-go-back-to-work"
    assert slug(headline="Pilots are back", slug="pilots") == "pilots"
    assert slug(headline="Pilots are at work") == "pilots"
    assert slug(headline="Pilots work", slug="") == "pilots-work"
    editor.open(article).press("_publish")
    assert slug(headline="Pilots work again") == "pilots-work"


def test_the_form_says_where_the_story_stands(editor):
    article = ArticleFactory()
    assert "Draft, never published" in words(editor.open(article).shown)
    editor.press("_publish")
    assert "Live since" in words(editor.open(article).shown)
    editor.type(kicker="Labour").press()
    assert "with unpublished changes" in words(editor.open(article).shown)
    editor.press("_withdraw")
    assert "Withdrawn at" in words(editor.open(article).shown)


@pytest.mark.parametrize("stage", ["draft", "spiked"])
def test_the_history_and_the_private_links_are_in_reach_of_the_bar(editor, stage):
    article = ArticleFactory(stage=stage)
    page = editor.open(article).shown.content.decode()
    bar = page[page.index('class="bar"') : page.index("Why you save")]
    for name in ("history", "links"):
        assert f'href="{reverse(f"admin:articles_article_{name}", args=[article.pk])}"' in bar


def test_a_story_is_scheduled_and_unscheduled(editor):
    article, at = ArticleFactory(), timezone.now() + timedelta(days=1)
    assert "Scheduled. Goes live on" in words(editor.open(article).type(at=moment(at)).press("_schedule"))
    edition = Edition.objects.get()
    assert edition.live_from == at.replace(second=0, microsecond=0)
    assert "Goes live on" in words(editor.open(article).shown)
    editor.press("_unschedule")
    assert not Edition.objects.waiting().exists()


def test_the_end_of_what_waits_is_said_with_its_beginning(editor):
    article, at = ArticleFactory(), timezone.now() + timedelta(days=1)
    end = moment(at + timedelta(days=1))
    editor.open(article).type(at=moment(at), until=end).press("_schedule")
    waits = Article.objects.with_standing().get()
    until = f", until {standing_moment(waits.waiting_until)}"
    assert standing(waits).words == f"Goes live on {standing_moment(waits.waits_until)}{until}"
    assert until in words(editor.open(article).shown)
    article.refresh_from_db()
    editor.type(kicker="Labour").press()
    assert standing(Article.objects.with_standing().get()).words.endswith(
        f"{until}, without the latest changes"
    )
    other = publish().article
    editor.open(other).type(kicker="Fees", correction_kind="update", correction_text="More.")
    editor.type(at=moment(at), until=end).press("_schedule")
    assert standing(Article.objects.with_standing().get(pk=other.pk)).words.endswith(until)


def test_scheduling_without_a_moment_or_in_the_past_is_explained_at_the_field(editor):
    article = ArticleFactory()
    assert "Choose the day and time" in words(editor.open(article).press("_schedule"))
    past = moment(timezone.now() - timedelta(hours=1))
    assert "This moment has passed" in words(editor.open(article).type(at=past).press("_schedule"))
    assert editor.form["at"] == past
    assert not Edition.objects.exists()


@pytest.mark.parametrize("button", ["_publish", "_schedule"])
def test_where_an_edition_waits_the_form_asks_what_becomes_of_it(editor, button):
    article, later = ArticleFactory(), timezone.now() + timedelta(days=2)
    waiting = publish(article, at=later)
    soon = moment(timezone.now() + timedelta(days=1))
    typed = {"at": soon} if button == "_schedule" else {}
    response = editor.open(article).type(kicker="Labour", **typed).press(button)
    assert "An edition of this story already waits" in words(response)
    assert editor.form["kicker"] == "Labour"
    assert Article.objects.get().kicker == ""

    editor.press("_keep_slot")
    kept = Edition.objects.waiting().get()
    assert (kept.kicker, kept.live_from) == ("Labour", waiting.live_from)


def test_what_readers_were_to_be_told_with_a_waiting_edition_does_not_go_without_a_word(editor):
    article = publish(headline="Old").article
    later = moment(timezone.now() + timedelta(days=1))
    retracted = {"correction_kind": "retraction", "correction_text": "We take it back."}
    editor.open(article).type(headline="New", at=later, **retracted).press("_schedule")
    lost = "With it readers were to be told, “Retraction:"
    same = editor.open(article).type(kicker="Labour", at="").press("_publish")
    assert "An edition of this story already waits" in words(same)
    assert lost not in words(same)
    more = {"correction_kind": "retraction", "correction_text": "We take it back. And more is known."}
    assert lost not in words(editor.type(**more).press("_publish"))
    other = {"correction_kind": "update", "correction_text": "More is known."}
    assert f'{lost} <span dir="auto">We take it back.</span>”' in words(
        editor.type(**other).press("_publish")
    )
    editor.press("_keep_slot")
    assert article.editions.waiting().get().correction.kind == "update"


def test_what_was_typed_for_another_button_is_still_there_after_a_save(editor):
    article = publish(headline="Old").article
    Article.objects.filter(pk=article.pk).update(headline="New", version=2)
    told = {"correction_kind": "correction", "correction_text": "It was ten ships."}
    saved = editor.open(article).type(kicker="Labour", withdraw_notice="It was wrong.", **told).press()
    assert "still where you typed it: “What readers are told in its place”, “What has" in words(saved)
    assert Article.objects.get().kicker == "Labour"
    form = read_form(saved)
    assert form["withdraw_notice"] == "It was wrong."
    assert (form["correction_kind"], form["correction_text"]) == tuple(told.values())
    emptied = {"withdraw_notice": "", "correction_kind": "", "correction_text": ""}
    editor.open(article).type(**emptied).press()
    editor.post(editor.address, editor.form | told | {"_preview": ""})
    assert editor.open(article).form["correction_text"] == "", "a preview saves nothing"
    published = editor.type(**told).press("_publish")
    assert "Not used yet" not in words(published)

    draft = ArticleFactory(stage="in_edit")
    saved = editor.open(draft).type(stage_note="Who says so?").press()
    assert "Not used yet, and still where you typed it: “What is missing”." in words(saved)
    assert read_form(saved)["stage_note"] == "Who says so?"
    assert "Not used yet" not in words(editor.type(stage_note="Who says so?").press("_send_back"))
    assert Article.objects.get(pk=draft.pk).stage == "draft"


def test_that_an_edition_was_a_typo_stands_in_the_history(editor):
    article = publish(standfirst="The goverment met.").article
    editor.open(article).type(standfirst="The government met.", correction_kind="typo").press("_publish")
    assert article.revisions.first().note == "Published as edition 2, as a typo"
    editor.open(article).press("_publish")
    told = {"correction_kind": "update", "correction_text": "More is known."}
    editor.open(article).type(standfirst="The government met twice.", **told).press("_publish")
    assert article.revisions.first().note == "Published as edition 3"


def test_of_a_story_that_went_live_since_the_difference_is_open_as_it_was_to_be(editor):
    article = ArticleFactory(body="<p>Nine ships lie in the port.</p>")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        publish(article, at=timezone.now() + timedelta(minutes=2))
        editor.open(article)
        clock.shift(timedelta(minutes=3))
        asked = editor.type(body="<p>Ten ships lie in the port.</p>").press("_publish")
        assert "This has gone live since you opened it" in words(asked)
        assert "This is more than a typo" in words(editor.press("_publish", yes(asked)))
        assert editor.form["shows_difference"] == "on"
        assert editor.form["at"] == ""
        editor.type(correction_kind="update", correction_text="Another has come.").press("_publish")
        assert article.editions.live().get().correction.shows_difference
        clock.shift(timedelta(minutes=1))
        editor.open(article).type(body="<p>Eleven ships lie in the port.</p>")
        editor.type(correction_kind="update", correction_text="One more.")
        del editor.form["shows_difference"]
        editor.press("_publish")
        assert not article.editions.live().get().correction.shows_difference


def test_a_time_that_was_typed_is_never_passed_over(editor):
    article = ArticleFactory()
    later = moment(timezone.now() + timedelta(days=1))
    response = editor.open(article).type(at=later).press("_publish")
    assert "You have set a time: press Schedule, or empty it to publish now." in words(response)
    assert not Edition.objects.exists()
    assert "Nothing was scheduled: for that, press Schedule." in words(editor.press("_save"))
    assert "Nothing was scheduled" not in words(editor.open(article).type(at=later).press("_schedule"))
    assert "Nothing was scheduled" not in words(editor.open(article).press("_save"))
    assert Edition.objects.waiting().exists()


def test_a_change_of_a_live_story_is_told_of_also_where_it_is_scheduled(editor):
    article = publish(headline="Old").article
    later = timezone.now() + timedelta(days=1)
    shown = words(editor.open(article).type(headline="New", at=moment(later)).press("_schedule"))
    assert "more than a typo" in shown
    assert 'name="_schedule"' in shown[shown.index('name="correction_kind"') :].split("</details>")[0]
    editor.type(correction_kind="update", correction_text="More is known.").press("_schedule")
    assert article.editions.waiting().get().correction.kind == "update"


def test_what_readers_had_before_a_withdrawal_is_compared_with_what_they_get_again(editor):
    article = publish(headline="The mayor stays").article
    editor.open(article).type(withdraw_notice="").press("_withdraw")
    response = editor.open(article).type(headline="The mayor resigned in 2020").press("_publish")
    assert "more than a typo" in words(response)
    assert not article.editions.live().exists()
    editor.type(correction_kind="correction", correction_text="She has resigned.").press("_publish")
    assert article.editions.live().get().correction.kind == "correction"


def test_publishing_now_can_replace_an_edition_that_waits(editor):
    article = ArticleFactory()
    publish(article, at=timezone.now() + timedelta(days=2))
    editor.open(article).press("_publish_replacing")
    assert not Edition.objects.waiting().exists()
    assert Edition.objects.live().count() == 1


def test_an_edition_that_waits_is_rescheduled(editor):
    article, soon = ArticleFactory(), timezone.now() + timedelta(days=1)
    publish(article, at=timezone.now() + timedelta(days=2))
    editor.open(article).type(at=moment(soon)).press("_reschedule")
    assert moment(Edition.objects.waiting().get().live_from) == moment(soon)


def test_another_moment_for_changes_that_wait_leaves_what_readers_are_told(editor):
    article, soon = publish().article, timezone.now() + timedelta(hours=1)
    told = {"correction_kind": "update", "correction_text": "More on fees.", "shows_difference": ""}
    editor.open(article).type(kicker="Labour", at=moment(soon), **told).press("_schedule")
    editor.open(article).type(at=moment(soon + timedelta(hours=1))).press("_reschedule")
    waits = Edition.objects.waiting().get()
    assert moment(waits.live_from) == moment(soon + timedelta(hours=1))
    assert (waits.correction.kind, waits.correction.text) == ("update", "More on fees.")


def test_a_story_that_is_not_ones_own_is_not_called_deleted():
    desk = Desk(staff("Writer"))
    response = desk.get(reverse("admin:articles_article_change", args=[ArticleFactory().pk]), follow=True)
    assert "not there any more, or not yours to see" in words(response)


def test_above_the_form_each_fault_is_said_and_leads_to_its_field(editor):
    response = editor.open(ArticleFactory()).type(headline="", slug="\N{SHIP}-port").press()
    shown = words(response)
    assert 'href="#id_headline" data-jump="headline">Headline: A story needs a headline' in shown
    assert 'href="#id_slug" data-jump="slug">Slug: An address has only letters' in shown


def test_changes_are_published_with_a_correction(editor):
    article = ArticleFactory()
    publish(article)
    editor.open(article).type(
        kicker="Labour", correction_kind="correction", correction_text="It was nine days, not ten."
    ).press("_publish")
    assert Edition.objects.live().get().correction.text == "It was nine days, not ten."


def test_what_changes_for_readers_is_asked_and_not_taken_for_granted(editor):
    article = publish(headline="Pilots end thier strike").article
    editor.open(article).type(headline="Pilots end their strike")
    response = editor.post(editor.address, editor.form | {"_publish": ""})
    assert "Choose what it is: readers are told of all but a typo." in words(response)
    assert Edition.objects.count() == 1
    editor.type(correction_kind="typo").press("_publish")
    assert Edition.objects.live().get().headline == "Pilots end their strike"


def test_half_a_correction_is_asked_about(editor):
    article = ArticleFactory()
    publish(article)
    response = editor.open(article).type(correction_kind="correction").press("_publish")
    assert "Say in a sentence what is new" in words(response)
    response = editor.open(article).type(correction_text="Ten days.").press("_publish")
    assert "Say what kind of change this tells of" in words(response)
    assert Edition.objects.count() == 1


def test_a_story_is_withdrawn_even_if_its_form_has_errors(editor):
    article = ArticleFactory()
    publish(article)
    response = editor.open(article).type(headline="", kicker="Labour").press("_withdraw")
    assert not Edition.objects.live().exists()
    assert "A story needs a headline" in words(response)
    assert editor.form["kicker"] == "Labour"


@pytest.mark.parametrize(
    "button",
    ["_publish", "_publish_replacing", "_keep_slot", "_schedule", "_reschedule", "_withdraw", "_unschedule"],
)
def test_the_server_refuses_a_writer_every_verb(writer, button):
    article = ArticleFactory()
    publish(article)
    before = list(Edition.objects.values())
    writer.open_own(article).type(kicker="Labour", at=moment(timezone.now() + timedelta(days=1)))
    assert writer.press(button).status_code == 403
    assert list(Edition.objects.values()) == before
    assert Article.objects.get().kicker == ""


def test_a_writer_sees_no_button_that_the_server_would_refuse(writer):
    article = ArticleFactory()
    publish(article)
    html = writer.open_own(article).shown.content.decode()
    assert 'name="_save"' in html
    for button in ["_publish", "_schedule", "_withdraw", "_unschedule"]:
        assert f'name="{button}"' not in html


def test_whoever_may_only_look_sees_the_story_and_no_buttons(client):
    user = UserFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_article", "others_article"]))
    client.force_login(user)
    article = ArticleFactory(headline="Pilots end strike", bylines=[AuthorFactory(name="Jo Lind")])
    html = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "Pilots end strike" in html
    assert "By Jo Lind" in html
    assert 'name="_save"' not in html


def test_whoever_may_only_look_reads_the_story_as_text():
    image = ImageFactory(alt_text="Ships at the pier", caption="The pier.", credit="Photo: Jo Lind")
    other = SectionFactory(name="Harbour")
    article = ArticleFactory(
        headline="Pilots <end> strike",
        kicker="Labour",
        standfirst="Ships move again.",
        body="<h2>Nine days</h2><p>Ships <strong>move</strong>.</p><script>alert(1)</script>",
        lead_image=image,
        section=SectionFactory(name="The Strait"),
        bylines=[AuthorFactory(name="Jo Lind")],
        tags=["strike", "harbour"],
    )
    article.other_sections.add(other)
    html = Desk(staff("Picture editor")).open(article).shown.content.decode()
    for shown in [
        "Pilots &lt;end&gt; strike</h2>", ">Labour<", ">Ships move again.<", "<h2>Nine days</h2><p>Ships <strong>move",
        'alt="Ships at the pier"', "The pier.", "Photo: Jo Lind", ">By Jo Lind<", ">The Strait<", ">Harbour<",
        ">harbour, strike<",
    ]:  # fmt: skip
        assert shown in html, shown
    for hidden in ["alert(1)", "&lt;p&gt;", "ad-break", "Stands under the", 'class="readonly"']:
        assert hidden not in html, hidden
    bar = html.split('class="bar-actions"')[1].split("</div>")[0]
    assert f'href="/admin/articles/article/{article.pk}/preview/"' in bar
    assert "<button" not in bar


def test_whoever_may_only_look_reads_also_what_is_hardly_begun():
    article = ArticleFactory(body="", lead_image=None)
    article.bylines.all().delete()
    html = Desk(staff("Picture editor")).open(article).shown.content.decode()
    for said in ("No byline yet.", "No lead picture yet.", "No text yet.", ">None<"):
        assert said in html


@pytest.mark.parametrize("stage", ["in_edit", "ready"])
def test_who_takes_the_next_step_is_a_sentence_of_its_own(writer, stage):
    article = ArticleFactory(stage=stage)
    html = writer.open_own(article).shown.content.decode()
    said = " ".join(re.sub("<[^>]*>", " ", html).split())
    assert "never published. Next: an editor" in said


def test_verbs_need_a_form_that_was_shown(editor):
    article = ArticleFactory()
    address = reverse("admin:articles_article_change", args=[article.pk])
    editor.handler.enforce_csrf_checks = True
    assert editor.post(address, {"_withdraw": ""}).status_code == 403
    editor.get(address, {"_publish": ""})
    assert not Edition.objects.exists()


def test_bylines_keep_the_order_of_their_places(writer):
    one, two, three = AuthorFactory(), AuthorFactory(), AuthorFactory()
    article = ArticleFactory(bylines=[one, two, three])
    writer.open_own(article).type(
        **{"bylines-0-ORDER": 3, "bylines-1-ORDER": 1, "bylines-2-ORDER": 2}
    ).press()
    assert [byline.author for byline in article.bylines.all()] == [two, three, one]


def test_two_bylines_swap_their_authors(writer):
    one, two = AuthorFactory(), AuthorFactory()
    article = ArticleFactory(bylines=[one, two])
    writer.open_own(article).type(**{"bylines-0-author": two.pk, "bylines-1-author": one.pk}).press()
    assert [byline.author for byline in article.bylines.all()] == [two, one]


def test_a_byline_is_removed_and_own_words_are_a_role(writer):
    one, two = AuthorFactory(), AuthorFactory()
    article = ArticleFactory(bylines=[one, two])
    writer.open_own(article).type(**{"bylines-0-DELETE": "on", "bylines-1-role": "Drawings by"}).press()
    assert [str(byline) for byline in article.bylines.all()] == [f"Drawings by {two}"]


def test_the_same_byline_twice_is_refused(writer):
    one, two = AuthorFactory(), AuthorFactory()
    article = ArticleFactory(bylines=[one, two])
    response = writer.open_own(article).type(**{"bylines-1-author": one.pk}).press()
    assert "stands here twice with the role “By”" in words(response)


def test_saving_without_a_change_leaves_no_trace(writer):
    article = ArticleFactory()
    writer.open_own(article).press()
    before = Article.objects.get()
    writer.open_own(article).press()
    after = Article.objects.get()
    assert (after.version, after.changed_at) == (before.version, before.changed_at)
    assert Revision.objects.count() == 1


def test_a_tag_without_letters_or_too_long_is_refused(writer):
    assert "no letters or digits" in words(new_story(writer, tags="harbour, ???").press())
    assert "too long for a tag" in words(new_story(writer, tags="a" * 101).press())


def test_tags_are_suggested_from_those_that_exist(writer):
    ArticleFactory(tags=["Climate change", "Harbour", "Microclimate"])
    address = reverse("admin:articles_article_tags")
    assert writer.get(address, {"q": "clim"}).json() == {"names": ["Climate change", "Microclimate"]}
    assert writer.get(address, {"q": ""}).json() == {"names": []}


def test_the_history_says_who_did_what(editor):
    article = ArticleFactory()
    editor.open(article).type(kicker="Labour").press("_publish")
    history = words(editor.get(reverse("admin:articles_article_history", args=[article.pk])))
    assert "Ana Ruiz" in history
    assert "Published as edition 1" in history


def test_the_list_finds_stories_by_headline_address_and_author(editor):
    found = ArticleFactory(headline="Ten weeks", slug="lockout", bylines=[AuthorFactory(name="Tom Okafor")])
    ArticleFactory()
    for query in ["ten", "lockout", "okafor", "ten okafor"]:
        response = editor.get(reverse("admin:articles_article_changelist"), {"q": query})
        assert list(response.context["cl"].result_list) == [found]


def test_the_list_filters_by_where_a_story_stands(editor):
    draft, live, changed, gone, waiting = (ArticleFactory() for _ in range(5))
    for article in (live, changed, gone):
        publish(article)
    publish(waiting, at=timezone.now() + timedelta(days=1))
    Article.objects.filter(pk=changed.pk).update(version=2)
    Desk(staff("Editor")).open(gone).press("_withdraw")

    def shown(state):
        response = editor.get(reverse("admin:articles_article_changelist"), {"standing": state})
        return set(response.context["cl"].result_list)

    assert shown("live") == {live, changed}
    assert shown("changed") == {changed}
    assert shown("scheduled") == {waiting}
    assert shown("withdrawn") == {gone}
    assert shown("never") == {draft, waiting}


def test_the_list_filters_by_section_author_and_mine(editor):
    section, author = SectionFactory(), AuthorFactory()
    inside = ArticleFactory(section=SectionFactory(parent=section), bylines=[author], created_by=editor.user)
    ArticleFactory()
    for filters in [{"section": section.pk}, {"author": author.pk}, {"whose": "mine"}]:
        response = editor.get(reverse("admin:articles_article_changelist"), filters)
        assert list(response.context["cl"].result_list) == [inside]


def test_the_list_needs_the_same_queries_for_any_number_of_stories(editor, django_assert_num_queries):
    address = reverse("admin:articles_article_changelist")
    for _ in range(2):
        publish()
    editor.get(address)
    with django_assert_num_queries(11):
        editor.get(address)
    for _ in range(5):
        publish(tags=["harbour"])
    with django_assert_num_queries(11):
        editor.get(address)


def test_the_form_needs_the_same_queries_for_any_history(writer, django_assert_num_queries):
    article = ArticleFactory(tags=["harbour"])
    writer.open_own(article).press()
    with django_assert_num_queries(27):
        writer.open_own(article)
    for kicker in ["Labour", "Harbour", "Strike"]:
        writer.open_own(article).type(kicker=kicker).press()
    with django_assert_num_queries(27):
        writer.open_own(article)


def test_a_byline_without_a_role_is_said_at_its_field(editor):
    article = ArticleFactory()
    response = editor.open(article).type(**{"bylines-0-role": ""}).press()
    assert response.status_code == 200
    assert "This field is required" in words(response)


def test_whoever_takes_their_own_byline_out_of_anothers_story_is_told_that_it_is_theirs_no_more(writer):
    author = AuthorFactory(user=writer.user)
    article = ArticleFactory(bylines=[author, AuthorFactory()])
    writer.open(article).form.update({"bylines-0-DELETE": "on"})
    assert "not yours any more" in words(writer.press())
    assert author not in article.authors.all()


def test_an_end_that_is_set_is_in_the_form_and_stays(editor):
    article = ArticleFactory()
    end = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1), until=end)
    editor.open(article)
    assert editor.form["until"] == editor.form["end"] == moment(end)
    editor.type(at=moment(timezone.now() + timedelta(days=2))).press("_reschedule")
    assert Edition.objects.waiting().get().live_until == end
    editor.open(article).press("_set_end")
    assert Edition.objects.waiting().get().live_until == end


def test_an_embargo_counts_as_the_same_in_any_zone(editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    article = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))
    editor.open(article).press()
    version = Article.objects.get().version
    editor.open(article).press()
    assert Article.objects.get().version == version


def test_a_preview_of_what_cannot_be_read_is_no_second_form(editor):
    response = editor.open().press("_preview")
    assert "A story needs a headline" in words(response)
    assert "<form" not in response.content.decode().split("<main", 1)[1]
    assert not Article.objects.exists()


def test_a_writer_hands_changes_of_a_live_story_to_the_editors(writer):
    article = publish(ArticleFactory(created_by=writer.user)).article
    writer.open(article).type(kicker="Labour").press()
    assert "Send the changes to the editors" in words(writer.open(article).shown)
    writer.press("_submit")
    assert Article.objects.get().stage == "in_edit"
    assert Edition.objects.live().get().kicker == ""


def test_without_any_section_the_form_says_what_to_do_first():
    chief = Desk(staff("Chief")).open()
    assert reverse("admin:sections_section_add") in words(chief.shown)
    assert "ask a chief for one" in words(Desk(staff("Writer")).open().shown)
