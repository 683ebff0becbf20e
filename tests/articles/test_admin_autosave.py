"""What is typed is kept on the server while it is typed, and whoever opens the story sees who else has."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Autosave
from authors.models import Author
from front.models import Publication
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory

pytestmark = pytest.mark.django_db

ADDRESS = reverse("admin:articles_article_autosave")


@pytest.fixture
def article():
    article = ArticleFactory(headline="Pilots end strike", standfirst="Ships move again.")
    workflow.record(article, by=None)
    return article


@pytest.fixture
def ana(article):
    return Desk(staff("Editor", first_name="Ana", last_name="Ruiz")).open(article)


@pytest.fixture
def tom(article):
    return Desk(staff("Editor", first_name="Tom", last_name="Okafor")).open(article)


def send(desk, article=None, **more):
    """As the form's script does it."""
    data = {"tab": desk.form["tab"], "article": article.pk if article else "", **more}
    return desk.post(ADDRESS, data)


def keep(desk, article=None, changed=("Headline",)):
    return send(desk, article, values=urlencode(desk.form, doseq=True), changed=list(changed))


def test_when_it_was_kept_is_said_by_the_publications_clock(ana, article):
    Publication.objects.update(time_zone="Asia/Tokyo")
    with time_machine.travel("2026-11-26 12:00Z", tick=False):
        ana.open(article)
        assert keep(ana, article).json()["at"] == "21:00"


def test_an_open_form_is_told_that_its_story_went_live_at_its_moment(ana, article):
    with time_machine.travel("2026-11-26 12:00Z", tick=False) as clock:
        workflow.publish(article, by=ana.user, at=timezone.now() + timedelta(hours=1))
        mark = ana.open(article).shown.context["mark"]
        assert f'data-mark="{mark}"' in ana.shown.content.decode()
        assert send(ana, article).json()["readers"]["mark"] == mark
        clock.shift(timedelta(hours=1))
        told = send(ana, article).json()["readers"]
    assert told["mark"] != mark
    assert told["have"].startswith("Live since 13:00")


def words(response):
    return " ".join(response.content.decode().split())


def restore(desk):
    desk.shown = desk.get(desk.address)
    kept = desk.shown.context["unsaved"]
    response = desk.get(desk.address, {"restore": kept.pk})
    desk.form = read_form(response)
    return response


def test_what_was_typed_is_put_back_with_bylines_and_all(ana, article):
    author = AuthorFactory()
    ana.type(headline="Strike is over", body="<p>Ships move.</p>", **{"bylines-0-author": author.pk})
    assert keep(ana, article).status_code == 200
    article.refresh_from_db()
    assert article.headline == "Pilots end strike"  # kept, not saved

    response = restore(ana)
    assert "This is what you had typed" in words(response)
    assert ana.form["headline"] == "Strike is over"
    assert ana.form["body"] == "<p>Ships move.</p>"
    assert ana.form["bylines-0-author"] == str(author.pk)
    article.refresh_from_db()
    assert article.headline == "Pilots end strike"
    ana.press()
    article.refresh_from_db()
    assert article.headline == "Strike is over"
    assert article.bylines.get().author == author


def test_once_saved_nothing_is_offered_any_more(ana, article):
    ana.type(headline="Strike is over")
    keep(ana, article)
    ana.press()
    assert not Autosave.objects.with_text(ana.user).exists()
    assert ana.open(article).shown.context["unsaved"] is None


def test_what_was_on_its_way_while_the_form_was_saved_is_not_kept_behind_the_save(ana, tom, article):
    """An autosave that began before the save may be the last to be written."""
    opened = ana.type(headline="Pilots end strike after nine days").form
    keep(ana, article)
    with time_machine.travel("2026-11-26 12:00:01Z", tick=False):
        ana.press()
    with time_machine.travel("2026-11-26 12:00:00Z", tick=False):
        ana.form = opened
        keep(ana, article)
        send(ana, article)
    with time_machine.travel("2026-11-26 12:00:02Z", tick=False):
        assert ana.open(article).shown.context["unsaved"] is None
        assert send(tom, article).json()["others"] == []


def test_a_form_that_was_saved_and_gone_back_to_keeps_what_is_typed_since(ana, article):
    opened = ana.form
    ana.type(headline="Pilots end strike after nine days").press()
    ana.form = opened | {"headline": "Pilots end their strike"}
    keep(ana, article)
    assert ana.open(article).shown.context["unsaved"].values["headline"] == ["Pilots end their strike"]


def test_a_save_that_fails_keeps_what_was_typed(ana, article):
    ana.type(headline="", kicker="Labour")
    keep(ana, article)
    ana.press()
    assert Autosave.objects.get().values["kicker"] == ["Labour"]


def test_what_is_put_back_after_a_colleague_has_saved_is_merged_with_that(ana, tom, article):
    ana.type(headline="Strike is over")
    keep(ana, article)
    tom.type(standfirst="Nine days are over.").press()
    restore(ana)
    ana.press()
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Strike is over", "Nine days are over.")


def test_a_new_story_is_kept_before_it_was_ever_saved(ana):
    ana.open().type(headline="A new story", section=SectionFactory().pk)
    keep(ana)
    ana.open()
    assert "“A new story”" in words(ana.shown)
    restore(ana)
    ana.press()
    assert Article.objects.filter(headline="A new story", created_by=ana.user).exists()


def test_what_is_typed_into_a_story_that_a_colleague_deletes_is_offered_as_a_new_one(tom, article):
    body = "<p>Nine ships wait.</p>"
    keep(tom.type(headline="Strike is over", body=body), article, changed=["Headline", "Body"])
    chief = Desk(staff("Chief"))
    delete = reverse("admin:articles_article_delete", args=[article.pk])
    told = "Tom Okafor has this story open, and has changed Headline, Body, not saved yet."
    assert told in words(chief.get(delete))
    assert "With it go its history, its notes" in words(chief.get(delete))
    chief.post(delete, {"post": "yes"})
    assert not Article.objects.exists()
    assert keep(tom, article).json() == {"lost": f"{chief.user} has deleted this story."}
    assert "What you had typed stands here, as a new story." in words(tom.press())
    assert "“Strike is over”" in words(tom.get(reverse("admin:index")))
    restore(tom.open())
    assert tom.form["body"] == body
    tom.press()
    assert Article.objects.get().body == body


@pytest.mark.parametrize("pressed", [True, False])
def test_what_is_typed_into_a_story_that_is_ones_own_no_more_is_offered_as_a_new_one(article, pressed):
    eva = Desk(staff("Writer", first_name="Eva", last_name="Berg"))
    byline = article.bylines.get()
    Author.objects.filter(pk=byline.author_id).update(user=eva.user)
    keep(eva.open(article).type(headline="Strike is over"), article)
    chief = Desk(staff("Chief", first_name="Agnes", last_name="Thorne"))
    chief.open(article).type(**{"bylines-0-author": AuthorFactory().pk}).press()
    lost = "This story is not yours any more: Agnes Thorne has given it other bylines, or another section."
    assert keep(eva.type(headline="Strike is over now"), article).json() == {"lost": lost}
    if pressed:
        assert "What you had typed stands here, as a new story." in words(eva.press())
    assert "“Strike is over now”" in words(eva.get(reverse("admin:index")))
    restore(eva.open())
    assert eva.form["headline"] == "Strike is over now"
    eva.type(section=SectionFactory().pk).press()
    assert Article.objects.get(headline="Strike is over now").created_by == eva.user
    article.refresh_from_db()
    assert article.headline == "Pilots end strike"


@pytest.mark.parametrize("how", ["deleted", "other bylines"])
def test_a_text_of_a_lost_story_that_is_put_back_in_two_tabs_becomes_one_story(article, how):
    chief, eva = Desk(staff("Chief")), Desk(staff("Writer"))
    Author.objects.filter(pk=article.bylines.get().author_id).update(user=eva.user)
    for standfirst in ("Ships move.", "Ships wait."):  # the new story has fewer versions than the lost one
        chief.open(article).type(standfirst=standfirst).press()
    keep(eva.open(article).type(headline="Strike is over"), article)
    if how == "deleted":
        chief.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    else:
        chief.open(article).type(**{"bylines-0-author": AuthorFactory().pk}).press()
    one, other = Desk(eva.user).open(), Desk(eva.user).open()
    restore(one), restore(other)
    section = SectionFactory().pk
    one.type(section=section, body="<p>Ten ships wait.</p>").press()
    asked = other.type(section=section, body="<p>Nine ships wait.</p>").press()
    assert "You saved this story yourself at" in words(asked)
    [difference] = asked.context["meeting"].both
    assert Article.objects.get(headline="Strike is over").body == "<p>Ten ships wait.</p>"
    assert "Saved." in words(other.type(**{f"choice-{difference.key}": "kept"}).press())
    made = Article.objects.get(headline="Strike is over")
    assert (made.body, made.created_by) == ("<p>Nine ships wait.</p>", eva.user)


def test_a_new_story_that_is_put_back_in_two_tabs_and_typed_on_in_one_asks_nothing(ana):
    keep(ana.open().type(headline="Strike is over", section=SectionFactory().pk), None)
    one, other = Desk(ana.user).open(), Desk(ana.user).open()
    restore(one), restore(other)
    one.press()
    assert "Saved." in words(other.press())
    assert Article.objects.filter(headline="Strike is over").count() == 1


def test_an_open_form_into_which_nothing_was_typed_leaves_nothing_of_a_story_that_is_not_ones_own(article):
    eva = Desk(staff("Writer"))
    Author.objects.filter(pk=article.bylines.get().author_id).update(user=eva.user)
    send(eva.open(article), article)
    chief = Desk(staff("Chief"))
    chief.open(article).type(**{"bylines-0-author": AuthorFactory().pk}).press()
    assert "What you had typed" not in words(eva.press())
    assert not Autosave.objects.with_text(eva.user).exists()


def test_kept_text_belongs_to_who_typed_it(ana, tom, article):
    ana.type(headline="Strike is over")
    keep(ana, article)
    assert tom.open(article).shown.context["unsaved"] is None
    response = tom.get(tom.address, {"restore": Autosave.objects.get().pk}, follow=True)
    assert "not kept any more" in words(response)
    assert "Strike is over" not in words(response)


def test_kept_text_that_is_set_aside_is_offered_less_loudly_and_can_still_be_put_back(ana, article):
    keep(ana.type(headline="Strike is over", body="<p>One two</p><p>three.</p>"), article)
    send(ana, article, set_aside="")
    shown = ana.open(article).shown
    assert shown.context["unsaved"] is None
    [kept] = shown.context["kept_earlier"]
    assert f'href="?restore={kept.pk}"' in shown.content.decode()
    assert ": Headline; 3 words" in words(shown)
    assert "Strike is over" in ana.get(ana.address, {"restore": kept.pk}).content.decode()


def test_a_form_that_was_closed_is_open_no_more(ana, article):
    keep(ana.type(headline="Strike is over"), article)
    send(ana, article, closed="")
    ana.open(article)
    assert send(ana, article).json()["others"] == []
    assert ana.open(article).shown.context["unsaved"]


def test_a_form_that_came_back_says_what_was_typed_of_the_story_and_nothing_where_nothing_was(ana, article):
    ana.open(article).type(stage_note=" ").press("_send_back")
    assert "data-came-back" not in ana.press("_send_back").content.decode()
    response = ana.type(kicker="Labour", tags="harbour").press("_send_back")
    assert 'data-came-back="Kicker|Tags"' in response.content.decode()


def test_who_else_has_the_story_open_and_what_they_have_changed_is_said(ana, tom, article):
    keep(ana, article, changed=["Headline", "Body"])
    assert send(tom, article).json()["others"] == [
        {"name": "Ana Ruiz", "own": False, "changed": ["Headline", "Body"]}
    ]
    assert send(ana, article).json()["others"] == [{"name": "Tom Okafor", "own": False, "changed": []}]
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert send(tom, article).json()["others"] == []


def test_to_say_that_a_form_is_open_takes_the_same_queries_whatever_has_happened(
    ana, tom, article, django_assert_num_queries
):
    keep(ana, article)
    send(tom, article)
    with django_assert_num_queries(18):
        send(tom, article)
    keep(Desk(staff("Editor")).open(article), article)
    ana.type(kicker="Labour").press("_submit")
    ana.open(article).type(stage_note="Who counted the ships?").press("_send_back")
    with django_assert_num_queries(18):
        send(tom, article)


def test_an_open_form_is_told_of_a_colleagues_save(ana, tom, article):
    ana.type(kicker="Labour").press()
    assert send(tom, article).json()["version"] == 2


def test_an_open_form_is_not_told_of_what_it_has_saved_itself(ana, tom, article):
    page = str(uuid.uuid4())
    ana.type(kicker="Labour", page=page).press()
    assert send(ana, article, page=page).json()["version"] == 1
    assert send(tom, article, page=str(uuid.uuid4())).json()["version"] == 2


def test_only_being_open_keeps_nothing_and_loses_nothing(ana, article):
    keep(ana.type(headline="Strike is over"), article)
    send(ana, article)
    assert Autosave.objects.get().values["headline"] == ["Strike is over"]
    assert "csrfmiddlewaretoken" not in Autosave.objects.get().values


def test_nothing_is_kept_for_a_story_that_is_not_ones_own(article):
    writer = Desk(staff("Writer")).open()
    assert send(writer, article, values="headline=Mine").status_code == 403
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("data", [{}, {"tab": "x"}, {"tab": str(uuid.uuid4()), "article": "999999"}])
def test_what_no_form_would_send_is_refused(ana, data):
    assert ana.post(ADDRESS, data).status_code == 403


def test_a_signed_out_form_gets_no_answer_but_the_way_to_sign_in(client, article):
    response = client.post(ADDRESS, {"tab": str(uuid.uuid4()), "article": article.pk})
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_a_nul_byte_and_arabic_do_no_harm(ana, article):
    keep(ana.type(headline="انتهى الإضراب \x00 🚢"), article)
    assert Autosave.objects.get().values["headline"] == ["انتهى الإضراب  🚢"]


def test_what_nobody_came_back_for_is_forgotten_after_a_month(ana, article):
    keep(ana, article)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        tom = Desk(staff("Editor")).open(article)
        send(tom, article)
        assert set(Autosave.objects.values_list("user", flat=True)) == {tom.user.pk}


def test_what_was_all_taken_back_is_not_kept(ana, article):
    keep(ana.type(headline="Strike is over"), article)
    keep(ana.type(headline="Pilots end strike"), article, changed=[])
    assert ana.open(article).shown.context["unsaved"] is None


def test_what_was_typed_before_ones_latest_save_is_offered_in_passing(ana, article):
    keep(ana.type(headline="Strike is over"), article)
    kept = Autosave.objects.get()
    ana.open(article).type(kicker="Labour").press()
    shown = ana.open(article).shown
    assert shown.context["unsaved"] is None
    assert f"?restore={kept.pk}" in words(shown)


def test_a_save_that_passes_over_what_was_offered_says_where_that_is(ana, article):
    keep(ana.type(headline="Strike is over"), article)
    said = "What you typed earlier and did not save is beside the form, under “Typed earlier and not saved”."
    assert said in words(ana.open(article).type(kicker="Labour").press())
    assert said not in words(ana.open(article).type(kicker="Ships").press()), "that was said"


def test_what_is_put_back_leaves_what_was_typed_for_a_button(ana, article):
    Article.objects.update(stage="in_edit")
    keep(ana.open(article).type(headline="Strike is over"), article)
    ana.open(article).type(stage_note="Who counted?").press()
    restore(ana.open(article))
    assert (ana.form["headline"], ana.form["stage_note"]) == ("Strike is over", "Who counted?")


def test_a_second_tab_of_ones_own_is_said(ana, article):
    second = Desk(ana.user).open(article)
    send(ana, article)
    assert send(second, article).json()["others"] == [{"name": "Ana Ruiz", "own": True, "changed": []}]


def test_the_checklist_follows_what_is_typed_and_nothing_is_saved(ana, article):
    author = AuthorFactory(name="Jo Lind", bio="Jo Lind has reported from the harbour for ten years.")
    typed = {"bylines-0-author": author.pk, "standfirst": "", "headline": " ".join(["Pilots"] * 12)}
    checklist = keep(ana.type(**typed, body=f"<p>{author.bio}</p>"), article).json()["checklist"]
    assert "There is no standfirst" in checklist
    assert "The headline has 83 characters" in checklist
    assert "looks like an author" in checklist
    typed = {"standfirst": "Ships move.", "headline": "Strike is over", "body": "<p>Ships move.</p>"}
    checklist = keep(ana.type(**typed), article).json()["checklist"]
    assert not any(words in checklist for words in ("no standfirst", "characters", "author"))
    assert article.bylines.get().author != author
    article.refresh_from_db()
    assert (article.headline, article.version) == ("Pilots end strike", 1)


def test_the_checklist_looks_at_what_can_not_be_saved_like_this_too(ana, article):
    assert "it has no headline" in keep(ana.type(headline=""), article).json()["checklist"]
    too_long = keep(ana.type(headline="Pilots " * 60), article).json()["checklist"]
    assert "The headline has 419 characters" in too_long
    nobody = keep(ana.type(**{"bylines-0-author": ""}), article).json()["checklist"]
    assert "it has no byline" in nobody


def test_the_checklist_follows_a_new_story_before_it_is_saved(ana):
    section, wanted = SectionFactory(), "Choose the section that this story belongs to."
    assert wanted in keep(ana.open().type(headline="Strike is over")).json()["checklist"]
    answer = keep(ana.type(section=section.pk)).json()
    assert wanted not in answer["checklist"]
    assert "it has no headline" not in answer["checklist"]
    assert "it has no byline" in answer["checklist"]
    assert "There is no standfirst" in answer["checklist"]
    assert Article.objects.count() == 1, "that of the other form"


def test_the_checklist_of_a_very_long_story_waits_until_it_is_saved(ana, article):
    answer = keep(ana.type(body=f"<p>{'Ships move again. ' * 17_000}</p>"), article).json()
    assert answer["checklist"] is None


def test_a_form_that_is_only_open_asks_for_no_checklist(ana, article):
    assert "checklist" not in send(ana, article).json()


def test_what_the_server_has_of_a_browsers_texts_is_told_to_whose_they_are(ana, tom, article):
    keep(ana.type(headline="Strike is over"), article)
    gone = ArticleFactory()
    keep(Desk(ana.user).open(gone), gone)
    gone.delete()
    asked = {
        "tab": [str(one) for one in Autosave.objects.values_list("tab", flat=True)] + ["x"],
        "article": [article.pk, gone.pk or 999_999, "y"],
    }
    address = reverse("admin:articles_article_kept")
    told = ana.post(address, asked).json()
    assert told["gone"] == [str(asked["article"][1])]
    of_a_story, as_new = (told["texts"][str(one.tab)] for one in Autosave.objects.order_by("pk"))
    assert (of_a_story["values"]["headline"], of_a_story["restore"]) == (["Strike is over"], None)
    assert as_new["restore"] == Autosave.objects.order_by("pk").last().pk
    assert tom.post(address, asked).json()["texts"] == {}
    assert Desk(staff("Ad manager")).post(address, asked).status_code == 403


def test_the_last_words_of_a_form_that_is_left_are_kept_and_it_is_open_no_more(ana, tom, article):
    ana.type(headline="Strike is over")
    send(ana, article, values=urlencode(ana.form, doseq=True), changed=["Headline"], closed="")
    assert send(tom, article).json()["others"] == []
    assert ana.open(article).shown.context["unsaved"].values["headline"] == ["Strike is over"]


def test_what_is_thrown_away_is_ones_own_and_not_offered_any_more(ana, tom, article):
    keep(ana.type(headline="Strike is over"), article)
    tom.post(ADDRESS, {"tab": ana.form["tab"], "article": article.pk, "thrown_away": ""})
    assert ana.get(ana.address).context["unsaved"]
    send(ana, article, thrown_away="")
    shown = ana.get(ana.address).context
    assert (shown["unsaved"], shown["kept_earlier"]) == (None, [])


def test_save_on_an_untouched_new_story_keeps_nothing(ana):
    author = AuthorFactory(user=ana.user)
    assert ana.open().form["bylines-0-author"] == str(author.pk)
    assert "data-came-back" not in ana.press().content.decode()
    assert 'data-came-back="Headline"' in ana.type(headline="Ferries").press().content.decode()
    other = AuthorFactory()
    response = ana.type(**{"bylines-0-author": other.pk}).press()
    assert 'data-came-back="Headline|Bylines"' in response.content.decode()
