"""Two people in one story: what one has written is never lost under the other's save."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse

from articles import workflow
from articles.models import Article, Autosave, Byline, Edition
from tests import cases
from tests.desk import Desk, read_form, staff, yes
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = ArticleFactory(headline="Pilots end strike", standfirst="Ships move again.", tags=["harbour"])
    workflow.record(article, by=None)
    return article


@pytest.fixture
def signed_in():
    """Ana and Tom, without a story."""
    names = (("Ana", "Ruiz"), ("Tom", "Okafor"))
    return tuple(Desk(staff("Editor", first_name=first, last_name=last)) for first, last in names)


@pytest.fixture
def ana(signed_in, article):
    return signed_in[0].open(article)


@pytest.fixture
def tom(signed_in, article):
    return signed_in[1].open(article)


def both_open(signed_in, article):
    """Ana and Tom with a story as it is now, whose history knows it so."""
    workflow.record(article, by=None)
    return tuple(desk.open(article) for desk in signed_in)


def save(desk):
    """Sends the form as it is, without a look at what follows."""
    sent = desk.post(desk.address, desk.form | {"_save": ""})
    assert sent.status_code == 302, "it came back"


@contextmanager
def for_now(desk):
    """What is done within is taken back at the end, and the form is as it was."""
    form = {**desk.form}
    with cases.for_now():
        yield
    desk.form = form


def text(response):
    return " ".join(response.content.decode().split())


def side(spans):
    """The words of one side, as they are now."""
    return "".join(span.text for span in spans if span.kind != "removed")


def test_what_both_changed_is_shown_side_by_side_and_nothing_is_overwritten(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    response = tom.type(headline="Strike is over").press()
    article.refresh_from_db()
    assert article.headline == "Pilots return to work"
    assert "Ana Ruiz saved this story at" in text(response)
    [difference] = response.context["meeting"].both
    assert (side(difference.theirs), side(difference.yours)) == ("Pilots return to work", "Strike is over")
    assert "</bdi>Pilots return to work<bdi" in text(response)
    assert tom.form["headline"] == "Strike is over"


def test_an_address_that_follows_the_headline_is_no_question_of_its_own(signed_in):
    article = ArticleFactory(headline="Pilots end strike", slug="pilots-end-strike")
    ana, tom = both_open(signed_in, article)
    # As the form's script has it:
    save(ana.type(headline="Pilots return to work", slug="pilots-return-to-work"))
    response = tom.type(headline="Strike is over", slug="strike-is-over").press()
    assert [difference.key for difference in response.context["meeting"].both] == ["headline"]
    save(tom.type(**{"choice-headline": "kept"}))
    article.refresh_from_db()
    assert (article.headline, article.slug) == ("Strike is over", "strike-is-over")


def test_an_address_that_followed_the_headline_that_was_not_chosen_is_no_question_either(signed_in):
    article = ArticleFactory(headline="Pilots end strike", slug="pilots-end-strike")
    ana, tom = both_open(signed_in, article)
    save(ana.type(headline="Pilots return to work", slug="pilots-return-to-work"))
    tom.type(headline="Strike is over", slug="strike-is-over").press()
    save(ana.open(article).type(headline="Pilots are back", slug="pilots-are-back"))
    assert "Saved." in text(tom.type(slug="strike-is-over", **{"choice-headline": "other"}).press())
    article.refresh_from_db()
    assert (article.headline, article.slug) == ("Pilots are back", "pilots-are-back")


def test_where_both_texts_were_chosen_nothing_is_said_to_be_left_out(ana, tom, article):
    save(ana.type(body="<p>The pilots of Port Ansel went back on Monday.</p>"))
    response = tom.type(body="<p>The pilots of Port Ansel went back at noon.</p>").press()
    [difference] = response.context["meeting"].both
    response = tom.type(**{f"choice-{difference.key}": "both"}).press()
    assert "What was not chosen" not in text(response)
    article.refresh_from_db()
    assert article.body.count("<p>") == 2


def test_of_two_texts_none_is_chosen_until_somebody_does(ana, tom, article):
    save(ana.type(headline="Pilots return to work", kicker="Hers"))
    tom.type(headline="Strike is over", kicker="His").press()
    assert not [name for name in tom.form if name.startswith("choice-")]
    for typed in ({}, {"choice-kicker": "other"}):
        response = tom.type(**typed).press()
        assert "Not chosen yet" in text(response)
        assert tom.form["headline"] == "Strike is over"
        article.refresh_from_db()
        assert (article.headline, article.kicker) == ("Pilots return to work", "Hers")
    assert tom.form["choice-kicker"] == "other"
    response = tom.type(**{"choice-headline": "kept"}).press()
    assert "What was not chosen is kept in the history." in text(response)
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Strike is over", "Hers")


def test_an_error_in_the_form_does_not_make_two_texts_forgotten_that_were_shown(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over").press()
    assert "needs a headline" in text(tom.type(headline=" ").press())
    response = tom.type(headline="Strike is over").press()
    assert 'class="meeting"' in response.content.decode()
    article.refresh_from_db()
    assert article.headline == "Pilots return to work"


def test_a_text_that_was_chosen_is_saved_and_the_other_stays_in_the_history(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over").press()
    save(tom.type(**{"choice-headline": "kept"}))
    article.refresh_from_db()
    assert article.headline == "Strike is over"
    assert [revision.content["headline"] for revision in article.revisions.all()] == [
        "Strike is over",
        "Pilots return to work",
        "Pilots end strike",
    ]


def test_theirs_can_be_chosen_of_two_texts(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over", kicker="Labour").press()
    save(tom.type(**{"choice-headline": "other"}))
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Pilots return to work", "Labour")


def test_what_was_not_chosen_yet_is_asked_again_once_it_was_left_and_put_back(ana, tom, article):
    """Also where theirs was put into the form, to look at it."""
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over", kicker="Labour").press()
    for put in ("", "other"):
        with for_now(tom):
            tom.type(**{"put-headline": put})
            if put:
                tom.type(headline="Pilots return to work", **{"choice-headline": "other"})
            values = urlencode(tom.form, doseq=True)
            kept = {"tab": tom.form["tab"], "article": article.pk, "values": values, "changed": ["Headline"]}
            tom.post(reverse("admin:articles_article_autosave"), kept)
            tom.form = read_form(tom.get(f"{tom.address}?restore={Autosave.objects.latest('typed_at').pk}"))
            assert tom.form["headline"] == "Strike is over", repr(put)
            response = tom.press()
            assert "Both of you changed what stands here" in text(response), repr(put)
            article.refresh_from_db()
            assert article.headline == "Pilots return to work", repr(put)


@pytest.mark.parametrize("then", ["leaves", "answers one"])
def test_the_own_text_is_in_the_history_where_theirs_was_typed_on_and_then_asked_about_again(
    ana, tom, article, then
):
    save(ana.type(headline="Pilots return to work", standfirst="They are back."))
    tom.type(headline="Strike is over", standfirst="Nine days.").press()
    # As the script of the page has it:
    tom.type(headline="Pilots return to work, later", **{"choice-headline": "other", "put-headline": "other"})
    if then == "leaves":
        values = urlencode(tom.form, doseq=True)
        kept = {"tab": tom.form["tab"], "article": article.pk, "values": values, "changed": ["Headline"]}
        tom.post(reverse("admin:articles_article_autosave"), kept)
        tom.form = read_form(tom.get(f"{tom.address}?restore={Autosave.objects.latest('typed_at').pk}"))
        assert tom.form["headline"] == "Pilots return to work, later"
    tom.press()
    save(tom.type(**{"choice-headline": "kept", "choice-standfirst": "kept"}))
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Pilots return to work, later", "Nine days.")
    assert "Strike is over" in [one.content["headline"] for one in article.revisions.all()]


@pytest.mark.parametrize("obstacle", ["a fault", "the checklist", "a third save"])
def test_what_was_not_chosen_is_in_the_history_though_the_save_did_not_go_through_at_once(
    ana, tom, article, obstacle
):
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over", standfirst="Nine days.").press()
    tom.type(**{"choice-headline": "other"})
    if obstacle == "a fault":
        tom.type(canonical_url="nowhere").press()
        tom.type(canonical_url="").press()
    elif obstacle == "the checklist":
        tom.press("_publish", confirm=False)
        assert not Edition.objects.exists()
        tom.press("_publish")
        assert Edition.objects.exists()
    else:
        save(ana.open(article).type(standfirst="They are back."))
        tom.press()
        save(tom.type(**{"choice-standfirst": "kept"}))
    article.refresh_from_db()
    assert article.headline == "Pilots return to work"
    left = article.revisions.filter(note="Typed, and another text chosen instead")
    assert "Strike is over" in [one.content["headline"] for one in left]


def test_that_a_paragraph_was_taken_out_is_in_the_history_where_the_changed_one_is_chosen(signed_in):
    article = ArticleFactory(body="<p>Ships move.</p><p>The pilots went back.</p>")
    ana, tom = both_open(signed_in, article)
    save(ana.type(body="<p>Ships move.</p><p>The pilots went back to work.</p>"))
    tom.type(body="<p>Ships move.</p>").press()
    [asked] = [value for name, value in tom.form.items() if name == "asked"]
    save(tom.type(**{f"choice-{asked}": "kept"}))
    article.refresh_from_db()
    assert "back to work" in article.body
    assert article.revisions.get(note__startswith="Typed").content["body"] == "<p>Ships move.</p>"


def test_nobody_writes_into_the_history_what_was_never_typed(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over").press()
    tom.type(**{"choice-headline": "other", "canonical_url": "nowhere"}).press()
    save(ana.open(article).type(kicker="Labour", not_chosen=tom.form["not_chosen"]))
    save(ana.open(article).type(kicker="Port", not_chosen="W10:abc:def"))
    assert not article.revisions.filter(note__startswith="Typed").exists()


def test_of_whoever_has_changed_nothing_it_is_not_said_that_their_changes_are_in_it(ana, tom, article):
    save(ana.type(standfirst="Nine days are over."))
    said = text(tom.press())
    assert "after you opened it; what they changed is here now: Standfirst" in said
    article.refresh_from_db()
    assert article.standfirst == "Nine days are over."
    tom.open(article)
    save(ana.open(article).type(standfirst="They end it."))
    asked = text(tom.press("_publish"))
    assert "What they changed is in the form now: look at it, then publish again." in asked


def test_what_different_people_changed_in_different_places_is_merged_and_saved(ana, tom, article):
    section = SectionFactory()
    save(ana.type(standfirst="Nine days are over.", section=section.pk, tags="harbour, labour"))
    response = tom.type(headline="Strike is over", tags="harbour, pilots").press()
    assert "after you opened it; both are in it now: Standfirst, Section, Tags" in text(response)
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Strike is over", "Nine days are over.")
    assert article.section == section
    assert sorted(article.tags.names()) == ["harbour", "labour", "pilots"]


@pytest.fixture
def long_story():
    return ArticleFactory(body="<p>One fish.</p><p>Two fish.</p><p>Red fish.</p>")


def test_a_body_is_merged_paragraph_by_paragraph(signed_in, long_story):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>One big fish.</p><p>Two fish.</p><p>Red fish.</p><p>Ana's end.</p>"))
    save(tom.type(body="<p>One fish.</p><p>Two small fish.</p><p>Red fish.</p><p>Tom's end.</p>"))
    long_story.refresh_from_db()
    assert long_story.body == (
        "<p>One big fish.</p><p>Two small fish.</p><p>Red fish.</p><p>Ana's end.</p><p>Tom's end.</p>"
    )


def test_of_a_paragraph_that_both_changed_one_is_chosen_or_both(signed_in, long_story):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>Ana's fish.</p><p>Two fish.</p><p>Blue fish.</p>"))
    tom.type(body="<p>Tom's fish.</p><p>Two fish.</p><p>Red fish.</p>").press()
    long_story.refresh_from_db()
    assert "Ana" in long_story.body
    for choice, result in {
        "kept": "<p>Tom's fish.</p>",
        "other": "<p>Ana's fish.</p>",
        "both": "<p>Tom's fish.</p><p>Ana's fish.</p>",
    }.items():
        with for_now(tom):
            save(tom.type(**{"choice-body-0": choice}))
            long_story.refresh_from_db()
            assert long_story.body == f"{result}<p>Two fish.</p><p>Blue fish.</p>", choice


def test_a_paragraph_that_one_took_out_and_the_other_changed_stays_until_somebody_chooses(
    signed_in, long_story
):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>One fish.</p><p>Two fish.</p><p>Ana's red fish.</p>"))
    tom.type(body="<p>One fish.</p><p>Two fish.</p>").press()
    assert tom.form["body"] == "<p>One fish.</p><p>Two fish.</p><p>Ana's red fish.</p>"
    assert "Not chosen yet" in text(tom.press())
    assert tom.form["body"] == "<p>One fish.</p><p>Two fish.</p><p>Ana's red fish.</p>"
    save(tom.type(**{"choice-body-0": "other"}))
    long_story.refresh_from_db()
    assert long_story.body == "<p>One fish.</p><p>Two fish.</p>"


def test_a_paragraph_that_was_typed_in_after_the_other_was_chosen_is_asked_about_again(signed_in, long_story):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>Ana's fish.</p><p>Two fish.</p><p>Red fish.</p>"))
    tom.type(body="<p>Tom's fish.</p><p>Two fish.</p><p>Red fish.</p>").press()
    later = "<p>Tom's fish, later.</p><p>Two fish.</p><p>Red fish.</p>"
    for choice in ("other", "both"):
        with for_now(tom):
            asked = tom.type(**{"body": later, "choice-body-0": choice}).press()
            assert "Something was typed here after you chose: choose again" in text(asked), choice
            long_story.refresh_from_db()
            assert "Ana's fish." in long_story.body, choice
            sides = [(side(one.theirs), side(one.yours)) for one in asked.context["meeting"].both]
            assert sides == [("Ana's fish.", "Tom's fish, later.")], choice
            assert tom.form["body"] == later, choice
            assert "choice-body-0" not in tom.form, choice
            save(tom.type(**{"choice-body-0": "other"}))
            long_story.refresh_from_db()
            assert long_story.body == "<p>Ana's fish.</p><p>Two fish.</p><p>Red fish.</p>", choice


def test_what_is_typed_elsewhere_leaves_a_choice_as_it_is(signed_in, long_story):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>Ana's fish.</p><p>Two fish.</p><p>Red fish.</p>", headline="Hers"))
    tom.type(body="<p>Tom's fish.</p><p>Two fish.</p><p>Red fish.</p>", headline="His").press()
    tom.type(
        body="<p>Tom's fish.</p><p>Two fish, later.</p><p>Red fish.</p>",
        standfirst="Later.",
        **{"choice-body-1": "other", "choice-headline": "other"},
    ).press()
    long_story.refresh_from_db()
    assert long_story.body == "<p>Ana's fish.</p><p>Two fish, later.</p><p>Red fish.</p>"
    assert (long_story.headline, long_story.standfirst) == ("Hers", "Later.")


@pytest.mark.parametrize(
    ("field", "hers", "his", "later"),
    [
        ("headline", "Pilots return to work", "Strike is over", "Strike is over, later"),
        ("standfirst", "Nine days\r\nare over.", "Ten days\r\nare over.", "Ten days\r\nare over, later."),
        ("seo_description", "Hers", "His", ""),
        ("language", "de", "ar", "fr"),
    ],
)
def test_a_field_that_was_typed_in_after_the_other_was_chosen_is_asked_about_again(
    ana, tom, article, field, hers, his, later
):
    save(ana.type(**{field: hers}))
    tom.type(**{field: his}).press()
    tom.type(**{field: later, f"choice-{field}": "other"}).press()
    if later:  # what was emptied is as both began with it
        assert tom.form[field].splitlines() == later.splitlines()
        assert f"choice-{field}" not in tom.form
        tom.type(**{f"choice-{field}": "other"}).press()
    article.refresh_from_db()
    assert getattr(article, field).splitlines() == hers.splitlines()


def test_bylines_that_were_changed_after_the_others_were_chosen_are_asked_about_again(ana, tom, article):
    hers, his, later = (
        AuthorFactory(name="Jo Lind"),
        AuthorFactory(name="Mia Sand"),
        AuthorFactory(name="Al Dee"),
    )
    save(ana.type(**{"bylines-0-author": hers.pk}))
    tom.type(**{"bylines-0-author": his.pk}).press()
    asked = tom.type(**{"bylines-0-author": later.pk, "choice-bylines": "other"}).press()
    [difference] = asked.context["meeting"].both
    assert side(difference.yours) == "By Al Dee"
    assert Byline.objects.get().author == hers
    save(tom.type(**{"choice-bylines": "kept"}))
    assert Byline.objects.get().author == later


def test_the_own_text_that_was_not_chosen_is_in_the_history(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    tom.type(headline="Strike is over").press()
    said = tom.type(**{"choice-headline": "other"}).press()
    assert "What was not chosen is kept in the history." in text(said)
    assert "Strike is over" in [revision.content["headline"] for revision in article.revisions.all()]


def test_bylines_of_a_colleague_are_taken_over_where_yours_were_left_alone(ana, tom, article):
    newcomer = AuthorFactory()
    save(ana.type(**{"bylines-0-author": newcomer.pk}))
    save(tom.type(kicker="Labour"))
    assert Byline.objects.get().author == newcomer
    article.refresh_from_db()
    assert article.kicker == "Labour"


def test_bylines_that_two_added_are_both_there(ana, tom, article):
    first, hers, his = article.bylines.get().author, AuthorFactory(), AuthorFactory()
    for desk, author in ((ana, hers), (tom, his)):
        save(desk.type(**{"bylines-TOTAL_FORMS": 2, "bylines-1-author": author.pk, "bylines-1-role": "By"}))
    assert [byline.author for byline in article.bylines.all()] == [first, hers, his]


def test_bylines_that_both_changed_are_shown_side_by_side(ana, tom):
    hers, his = AuthorFactory(name="Jo Lind"), AuthorFactory(name="Mia Sand")
    save(ana.type(**{"bylines-0-author": hers.pk}))
    response = tom.type(**{"bylines-0-author": his.pk}).press()
    [difference] = response.context["meeting"].both
    assert (side(difference.theirs), side(difference.yours)) == ("By Jo Lind", "By Mia Sand")
    for choice, name in (("kept", "Mia Sand"), ("other", "Jo Lind")):
        with for_now(tom):
            save(tom.type(**{"choice-bylines": choice}))
            assert Byline.objects.get().author.name == name, choice


def test_a_stale_save_with_an_error_gives_back_what_was_typed_and_is_merged_once_it_is_mended(
    ana, tom, article
):
    save(ana.type(kicker="Labour"))
    response = tom.type(headline="", standfirst="It is over.").press()
    assert "A story needs a headline" in text(response)
    assert tom.form["standfirst"] == "It is over."
    save(tom.type(headline="Strike is over"))
    article.refresh_from_db()
    assert (article.kicker, article.headline, article.standfirst) == (
        "Labour", "Strike is over", "It is over.",
    )  # fmt: skip


def test_whoever_publishes_sees_first_what_a_colleague_has_changed(ana, tom, article):
    save(ana.type(headline="Pilots return to work"))
    response = tom.press("_publish")
    assert "Nothing is published yet" in text(response)
    assert not article.editions.exists()
    assert tom.form["headline"] == "Pilots return to work"
    tom.press("_publish")
    assert article.editions.get().headline == "Pilots return to work"


def test_a_form_without_a_version_is_stale(ana):
    ana.form.pop("opened_version")
    response = ana.type(headline="Pilots return to work").press()
    assert "Nothing is saved yet" in text(response)
    assert Article.objects.get().headline == "Pilots end strike"


def test_sending_the_add_form_again_after_a_change_makes_no_second_story(signed_in):
    (ana, _), section = signed_in, SectionFactory()
    ana.open().type(headline="A new story", section=section.pk)
    form, address = dict(ana.form), ana.address
    save(ana)
    ana.address, ana.form = address, form | {"headline": "A new story, continued"}
    ana.press()
    assert Article.objects.filter(headline="A new story, continued").count() == 1
    assert not Article.objects.filter(headline="A new story").exists()


def test_the_key_of_another_ones_form_opens_nothing(signed_in):
    (ana, tom), section = signed_in, SectionFactory()
    ana.open().type(headline="A new story", section=section.pk)
    form = dict(ana.form)
    save(ana)
    tom.open()
    tom.form = form | {"headline": "Mine now", "csrfmiddlewaretoken": tom.form["csrfmiddlewaretoken"]}
    tom.press()
    assert Article.objects.filter(headline="A new story").exists()


def test_an_add_form_without_a_key_makes_a_new_story_and_touches_no_other(signed_in, article):
    ana, _ = signed_in
    ana.open().type(headline="A new story", section=SectionFactory().pk)
    for key in ("", "no key at all"):
        with for_now(ana):
            ana.type(form_key=key).press()
            article.refresh_from_db()
            assert article.headline == "Pilots end strike", repr(key)


def test_sections_that_two_added_are_both_there(ana, tom, article):
    hers, his = SectionFactory(), SectionFactory()
    save(ana.type(other_sections=hers.pk))
    save(tom.type(other_sections=his.pk))
    assert set(article.other_sections.all()) == {hers, his}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_new_story_sent_twice_at_once_is_one_story_and_one_edition():
    editor = Desk(staff("Editor"))
    editor.open().type(
        **{
            "headline": "A new story",
            "body": "<p>Ships move.</p>",
            "section": SectionFactory().pk,
            "bylines-0-author": AuthorFactory().pk,
        }
    )
    asked = editor.press("_publish", confirm=False)
    assert asked.context["unconfirmed"]
    together = Barrier(2)

    def send():
        try:
            twin = Desk(editor.user)
            together.wait()
            return twin.post(editor.address, editor.form | {"_publish": yes(asked)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        codes = [sent.result() for sent in [pool.submit(send), pool.submit(send)]]
    assert codes == [302, 302]
    assert Article.objects.count() == 1
    assert Edition.objects.count() == 1


def test_taking_out_the_only_other_section_is_merged_too(signed_in):
    article = ArticleFactory()
    article.other_sections.add(SectionFactory())
    ana, tom = both_open(signed_in, article)
    ana.form.pop("other_sections")
    save(ana)
    save(tom.type(kicker="Labour"))
    article.refresh_from_db()
    assert (article.kicker, list(article.other_sections.all())) == ("Labour", [])


def test_a_second_tab_of_ones_own_is_called_that():
    user = staff("Editor", first_name="Ana", last_name="Ruiz")
    article = ArticleFactory()
    workflow.record(article, by=None)
    one, other = Desk(user).open(article), Desk(user).open(article)
    save(one.type(headline="From the first"))
    page = " ".join(other.type(headline="From the second").press().content.decode().split())
    assert "You saved this story yourself at" in page
    assert "As you saved it" in page
    assert "Both of you" not in page


def test_what_the_form_holds_of_a_paragraph_that_was_taken_out_is_said_as_it_is(signed_in, long_story):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>One fish.</p><p>Two fish.</p><p>Ana's red fish.</p>", kicker="Sea"))
    asked = text(tom.type(body="<p>One fish.</p><p>Two fish.</p>").press())
    assert "Your text stands in the form" not in asked
    assert (
        "The paragraph that you had taken out stands in the form again, as it is now, until you do." in asked
    )


def test_both_are_said_where_one_text_is_ones_own_and_another_is_not(signed_in, long_story):
    ana, tom = both_open(signed_in, long_story)
    save(ana.type(body="<p>Ana's fish.</p><p>Two fish.</p><p>Ana's red fish.</p>"))
    asked = text(tom.type(body="<p>Tom's fish.</p><p>Two fish.</p>").press())
    assert (
        "Your text stands in the form until you do, and again what you had taken out, as it is now."
    ) in asked
