"""The history of a story: who saved what and why, any two versions compared, any one read or brought back."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from articles.body import figure_html
from articles.models import Article, Byline, Revision
from authors.activity import Activity
from media.models import Image
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, SectionFactory, publish
from tests.newsroom.test_admin_look import VECTORS, dangers

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def editor():
    return Desk(staff("Editor", username="ana", first_name="Ana", last_name="Ruiz"))


@pytest.fixture
def article():
    article = ArticleFactory(
        headline="Pilots end their strike",
        body="<p>Ships move again.</p><p>The pilots went back to work on Monday.</p>",
        tags=["harbour"],
    )
    workflow.record(article, by=None, note="Begun")
    return article


def words(response):
    return " ".join(response.content.decode().split())


def history(desk, article, **query):
    return desk.get(reverse("admin:articles_article_history", args=[article.pk]), query)


def compare(desk, article, a, b):
    return desk.get(reverse("admin:articles_article_compare", args=[article.pk]), {"a": a, "b": b})


def read(desk, revision):
    return desk.get(reverse("admin:articles_article_revision", args=[revision.article_id, revision.pk]))


def restore(desk, revision, version=None):
    address = reverse("admin:articles_article_restore_revision", args=[revision.article_id, revision.pk])
    version = version or Article.objects.get(pk=revision.article_id).version
    return desk.post(address, {"version": version}, follow=True)


def save(article, by=None, note="", tags=None, bylines=None, **fields):
    """A save at the desk, in short."""
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    if tags is not None:
        article.tags.set(tags)
    if bylines is not None:
        article.bylines.all().delete()
        for position, author in enumerate(bylines):
            Byline.objects.create(article=article, author=author, position=position)
    return workflow.record(article, by=by, note=note)


def first(article):
    return article.revisions.order_by("pk")[0]


def change(response, name):
    """The words of what was removed and added in a field."""
    [found] = [one for one in response.context["changes"] if one.name == name]
    return {
        kind: "".join(span.text for span in found.spans if span.kind == kind) for kind in ("removed", "added")
    }


# --- Why somebody saves ---


def test_why_somebody_saves_stands_in_the_history(editor, article):
    editor.open(article).type(headline="Pilots return", save_note="The desk asked for a shorter one").press()
    shown = words(history(editor, article))
    assert "The desk asked for a shorter one" in shown
    assert "Ana Ruiz" in shown
    assert editor.open(article).form["save_note"] == ""


def test_a_reason_is_kept_also_where_nothing_was_changed(editor, article):
    editor.open(article).type(save_note="Called the harbour office, nobody there").press()
    assert "Called the harbour office" in words(history(editor, article))
    assert Article.objects.get().version == 1
    assert len(history(editor, article).context["versions"]) == 1


def test_a_reason_that_is_too_long_comes_back_as_it_was(editor, article):
    response = editor.open(article).type(save_note="a" * 281).press()
    assert "280 fit here" in words(response)
    assert editor.form["save_note"] == "a" * 281


def test_a_writers_reason_does_not_hide_why_the_story_was_sent_back(editor):
    writer = Desk(staff("Writer"))
    article = ArticleFactory(created_by=writer.user, stage="in_edit")
    editor.open(article).type(stage_note="Who counted the ships?").press("_send_back")
    writer.open(article).type(kicker="Labour", save_note="Added the kicker").press()
    assert "Who counted the ships?" in words(writer.open(article).shown)


# --- The list ---


def test_the_history_says_when_who_why_at_what_stage_and_how_much(editor, article):
    editor.open(article).type(
        headline="Pilots end their long strike", tags="harbour, labour", save_note="Longer"
    ).press("_submit")
    newest, oldest = history(editor, article).context["versions"]
    assert (newest.made.by_name, newest.made.note, newest.made.stage) == ("Ana Ruiz", "Longer", "draft")
    assert (newest.added, newest.removed, newest.changed) == (1, 0, ["Headline", "Tags"])
    assert newest.current and not oldest.current
    assert [line.words for line in newest.done] == ["Sent to the editors"]
    assert article.revisions.get(note="Sent to the editors").stage == "in_edit"
    assert (oldest.added, oldest.made.note) == (21, "Begun")


def test_the_history_says_which_version_became_which_edition_and_what_readers_were_told(editor, article):
    with time_machine.travel(NOON, tick=False):
        workflow.publish(article, by=editor.user)
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        save(Article.objects.get(), headline="Pilots end nine-day strike")
        workflow.publish(article, by=editor.user, correction=("correction", "It was nine days."))
    with time_machine.travel(NOON + timedelta(hours=3, minutes=8), tick=False):
        workflow.withdraw(article, by=editor.user, notice="We are checking it.")
    with time_machine.travel(NOON + timedelta(hours=5), tick=False):
        workflow.publish(article, by=editor.user, at=NOON + timedelta(days=1))
        editor.force_login(editor.user)
        newest, oldest = history(editor, article).context["versions"]
    waiting, second = newest.editions
    assert (waiting.title, waiting.state, waiting.words) == (
        "Edition 3",
        "scheduled",
        "goes live 25 Nov, 12:00",
    )
    assert (second.title, second.words) == ("Edition 2", "live 24 Nov, 14:00–15:08")
    assert second.told == ["Correction: It was nine days.", "Withdrawn: We are checking it."]
    [one] = oldest.editions
    assert (one.title, one.words) == ("Edition 1", "live 24 Nov, 12:00–14:00")


def test_what_was_called_off_and_what_is_live_are_told_apart(editor, article):
    workflow.publish(article, by=None, at=timezone.now() + timedelta(days=1))
    workflow.unschedule(article, by=None)
    workflow.publish(article, by=None)
    [version] = history(editor, article).context["versions"]
    live, called_off = version.editions
    assert live.words.startswith("live since")
    assert called_off.words.startswith("called off")


def test_a_save_from_before_stages_were_kept_has_no_mark_where_one_would_be(editor, article):
    [kept] = Revision.objects.all()
    read = reverse("admin:articles_article_revision", args=[article.pk, kept.pk])
    assert '<p class="who"><bdi>Nobody in particular</bdi> · Draft</p>' in words(history(editor, article))
    Revision.objects.update(stage="", note="")
    assert '<p class="who"><bdi>Nobody in particular</bdi></p>' in words(history(editor, article))
    assert '<div class="side"> <p><bdi>Nobody in particular</bdi></p>' in words(editor.get(read))


def test_a_version_that_changed_nothing_to_speak_of_has_no_empty_line(editor, article):
    [kept] = Revision.objects.all()
    nothing = dict.fromkeys(["kicker", "headline", "standfirst", "body"], "")
    Revision.objects.update(content=kept.content | nothing)
    assert '<p class="what">' not in words(history(editor, article))


def test_a_long_history_is_shown_page_by_page_in_the_same_queries(editor, article, django_assert_num_queries):
    save(article, headline="Pilots return")
    history(editor, article)
    with django_assert_num_queries(15):
        history(editor, article)
    for number in range(200):
        save(article, by=editor.user, headline=f"Pilots return {number}", tags=[f"tag {number % 3}"])
    workflow.publish(article, by=editor.user)
    with django_assert_num_queries(15):
        page = history(editor, article)
    assert len(page.context["versions"]) == 40
    with django_assert_num_queries(15):
        page = history(editor, article, p=3)
    assert page.context["versions"][0].made.content["headline"] == "Pilots return 119"
    last = history(editor, article, p=6)
    assert [version.made.version for version in last.context["versions"]] == [2, 1]
    assert 'href="?p=5"' in last.content.decode()


def test_a_story_without_saves_has_an_empty_history(editor):
    assert "Nothing was saved" in words(history(editor, ArticleFactory()))


# --- Two compared ---


def test_words_are_marked_in_prose_and_unchanged_paragraphs_are_folded(editor):
    unchanged = "".join(f"<p>Paragraph {number} of the pilots.</p>" for number in range(12))
    end = "<p>The pilots went back to work on Monday.</p>"
    article = ArticleFactory(body=unchanged + end)
    save(article)
    save(article, body=unchanged + end.replace("Monday", "Tuesday"))
    response = compare(editor, article, first(article).pk, "now")
    assert [one.name for one in response.context["changes"]] == ["body"]
    assert "11 paragraphs unchanged" in words(response)
    shown = response.content.decode()
    assert '<del><bdi class="visually-hidden"> [removed: </bdi>Monday<bdi' in shown
    assert '<ins><bdi class="visually-hidden"> [added: </bdi>Tuesday<bdi' in shown


def test_everything_that_differs_is_told_in_the_order_of_the_form_and_nothing_else(editor, article):
    lead, other = ImageFactory(caption="The crane"), SectionFactory(name="Sport")
    save(
        article,
        kicker="Labour",
        headline="Pilots end nine-day strike",
        lead_image=lead,
        section=other,
        slug="nine-days",
        suppress_ads=True,
        embargo_until=NOON,
        tags=["labour"],
        bylines=[AuthorFactory(name="Jo Lind")],
    )
    article.other_sections.add(SectionFactory(name="Money"))
    workflow.record(article, by=None)
    response = compare(editor, article, first(article).pk, "now")
    assert [one.label for one in response.context["changes"]] == [
        "Kicker", "Headline", "Lead picture", "Bylines", "Section", "Other sections", "Tags", "Embargo", "Slug",
        "No advertisements",
    ]  # fmt: skip
    assert change(response, "headline") == {"removed": "their", "added": "nine-day"}
    assert change(response, "section")["added"] == "Sport"
    assert change(response, "other_sections") == {"removed": "", "added": "Money"}
    assert change(response, "tags") == {"removed": "harbour", "added": "labour"}
    assert change(response, "suppress_ads") == {"removed": "No", "added": "Yes"}
    assert change(response, "embargo_until") == {"removed": "None", "added": "24 Nov, 12:00"}
    shown = words(response)
    assert "The crane" in shown and 'class="diff-pictures"' in shown
    assert "By Jo Lind" in shown
    assert "{&" not in shown and "{'" not in shown  # no JSON


def test_the_older_one_stands_first_whichever_was_chosen_first(editor, article):
    second = save(article, headline="Pilots return")
    for a, b in [(first(article).pk, second.pk), (second.pk, first(article).pk)]:
        sides = compare(editor, article, a, b).context["sides"]
        assert [side.revision for side in sides] == [first(article), second]


def test_a_picture_in_the_text_is_shown_and_its_caption_compared(editor):
    image, gone = ImageFactory(), ImageFactory()
    article = ArticleFactory(body=f"<p>Ships.</p>{figure_html(image, 'The crane, still')}{figure_html(gone)}")
    save(article)
    save(article, body=f"<p>Ships.</p>{figure_html(image, 'The crane, moving')}")
    Image.objects.filter(pk=gone.pk).delete()
    response = compare(editor, article, first(article).pk, "now")
    shown = words(response)
    assert "[picture" not in shown
    assert f"Picture {gone.pk}, not in the library any more" in shown
    assert ">still<" in shown and ">moving<" in shown


def test_only_another_formatting_is_said_to_be_that(editor):
    article = ArticleFactory(body="<p>Ships move again.</p><p>Nine days</p>")
    save(article)
    save(article, body="<p>Ships <strong>move</strong> again.</p><h2>Nine days</h2>")
    shown = words(compare(editor, article, first(article).pk, "now"))
    assert "The same words, formatted in another way" in shown
    assert "Paragraph, now subhead" in shown


def test_bylines_are_compared_in_their_order_with_their_roles(editor, article):
    ana, jo = AuthorFactory(name="Ana Mar"), AuthorFactory(name="Jo Lind")
    save(article, bylines=[ana, jo])
    before = article.revisions.first()
    save(article, bylines=[jo])
    article.bylines.update(role="Reporting by")
    workflow.record(article, by=None)
    [bylines] = compare(editor, article, before.pk, "now").context["changes"]
    assert [
        (row.kind, "".join(span.text for span in row.spans if span.kind != "removed")) for row in bylines.rows
    ] == [
        ("removed", ""),
        ("changed", "Reporting by Jo Lind"),
    ]


def test_a_revision_is_compared_with_what_readers_have(editor, client):
    bio = AuthorFactory(name="Jo Lind", short_bio="Reports.")
    article = ArticleFactory(bylines=[bio], lead_image=ImageFactory(caption="The crane"), tags=["harbour"])
    save(article)
    publish(article)
    same = compare(editor, article, "e1", first(article).pk)
    assert same.context["changes"] == []
    assert "Nothing is different" in words(same)
    article.refresh_from_db()
    save(article, headline="Pilots return", embargo_until=NOON)
    response = compare(editor, article, "e1", "now")
    assert [one.name for one in response.context["changes"]] == ["headline"]
    assert "Edition 1, as readers got it" in words(response)
    assert "compare/?a=e1&amp;b=now" in words(history(editor, article))
    # Whoever is about to publish the changes is led to the same.
    form = editor.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    link = f"/admin/articles/article/{article.pk}/history/compare/?a=live&amp;b=now"
    assert link in form.partition('name="_publish"')[0]
    assert "Edition 1, as readers got it" in words(editor.get(unescape(link)))
    workflow.withdraw(article, by=None)
    assert editor.get(unescape(link)).status_code == 404


def test_the_same_version_twice_differs_in_nothing(editor, article):
    assert "Nothing is different" in words(compare(editor, article, first(article).pk, first(article).pk))


@pytest.mark.parametrize("key", ["", "e", "x", "1;", "-1", "٣"])
def test_an_address_that_names_nothing_leads_back_to_the_list(editor, article, key):
    response = compare(editor, article, key, "now")
    assert response.status_code == 302
    assert response["Location"] == reverse("admin:articles_article_history", args=[article.pk])


@pytest.mark.parametrize("key", ["e7", "999999", "9" * 18, "e" + "9" * 18])
def test_what_the_story_does_not_have_is_not_found(editor, article, key):
    assert compare(editor, article, key, "now").status_code == 404


def test_a_revision_of_another_story_is_not_found(editor, article):
    other = save(ArticleFactory())
    assert compare(editor, article, other.pk, "now").status_code == 404
    address = reverse("admin:articles_article_revision", args=[article.pk, other.pk])
    assert editor.get(address).status_code == 404
    address = reverse("admin:articles_article_restore_revision", args=[article.pk, other.pk])
    assert editor.post(address, {"version": 1}).status_code == 404


def test_comparing_needs_the_same_queries_for_any_history(editor, article, django_assert_num_queries):
    def asked():
        return compare(editor, article, first(article).pk, "now")

    save(article, headline="Pilots return", body=f"<p>Ships.</p>{figure_html(ImageFactory())}")
    asked()
    with django_assert_num_queries(18):
        asked()
    pictures = "".join(figure_html(ImageFactory()) for _ in range(5))
    for number in range(8):
        save(article, headline=f"Pilots return {number}", body=f"<p>Ships.</p>{pictures}")
    with django_assert_num_queries(18):
        asked()


def test_arabic_reads_from_the_right_also_where_it_replaces_english(editor, article):
    save(article, headline="الطيارون ينهون إضرابهم", body="<p>السفن تتحرك من جديد.</p>")
    shown = words(compare(editor, article, first(article).pk, "now"))
    # Each text is a paragraph of its own, and the hidden words don't count for its direction.
    assert (
        '<p class="text-headline" dir="auto"> <ins><bdi class="visually-hidden"> [added: </bdi>الطيارون ينهون إضرابهم'
        in shown
    )


def test_old_content_without_a_newer_field_is_compared_and_restored(editor, article):
    old = first(article)
    old.content = {key: value for key, value in old.content.items() if key not in {"kicker", "canonical_url"}}
    old.content["dateline"] = "Port Ansel"
    old.save()
    save(article, headline="Pilots return", kicker="Labour")
    assert [one.name for one in compare(editor, article, old.pk, "now").context["changes"]] == ["headline"]
    restore(editor, old)
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Pilots end their strike", "Labour")


# --- One read ---


def test_one_version_is_read_as_readers_would_get_it(editor):
    image = ImageFactory(caption="The crane", credit="Ada Reyes")
    article = ArticleFactory(
        body=f"<h2>Nine days</h2>{figure_html(image)}", lead_image=image, tags=["harbour"]
    )
    old = save(article, note="For the lawyers")
    save(article, headline="Another", body="<p>Another.</p>")
    shown = words(read(editor, old))
    for said in ["For the lawyers", "<h2>Nine days</h2>", "The crane", "harbour", "Restore this version"]:
        assert said in shown
    assert "Another." not in shown


def test_what_a_revision_holds_is_never_sent_as_it_is(editor, article):
    old = first(article)
    for vector in VECTORS:
        old.content |= {
            "headline": vector, "kicker": vector, "standfirst": vector, "slug": vector, "tags": [vector],
            "body": f"<p>Ships. {vector}</p><p onclick='x()'>Go</p>", "lead_caption": vector,
            "bylines": [{"author": 0, "name": vector, "role": vector, "short_bio": vector}],
            "section": {"id": 0, "name": vector}, "other_sections": [{"id": 0, "name": vector}],
            "lead_image": {"id": 0, "name": vector}, "canonical_url": vector,
        }  # fmt: skip
        old.note, old.by_name = vector[:300], vector
        old.save()
        for response in [
            history(editor, article), read(editor, old), compare(editor, article, old.pk, "now"),
        ]:  # fmt: skip
            assert response.status_code == 200
            assert dangers(response) == [], vector
            assert "14{%" not in response.content.decode()


# --- One brought back ---


def test_a_version_is_restored_as_a_new_one_and_readers_notice_nothing(editor, client):
    with time_machine.travel(NOON, tick=False):
        jo, lead = AuthorFactory(name="Jo Lind"), ImageFactory()
        article = ArticleFactory(
            headline="Pilots end strike", bylines=[jo], tags=["harbour"], lead_image=lead
        )
        article.other_sections.add(SectionFactory(name="Money"))
        old = save(article)
    then = article.content()
    save(article, headline="Something else", body="<p>Else.</p>", section=SectionFactory(), tags=["labour"],
         bylines=[AuthorFactory()], lead_image=None, slug="else", suppress_ads=True)  # fmt: skip
    article.other_sections.clear()
    workflow.record(article, by=None)
    edition = publish(article)
    response = restore(editor, old)
    article = Article.objects.get()
    assert article.content() == then
    latest = article.revisions.first()
    assert (latest.note, latest.by, latest.version) == (
        "Restored from version 1 of 24 Nov, 12:00",
        editor.user,
        article.version,
    )
    assert "Restored from version 1 of 24 Nov, 12:00. Readers see nothing of it" in words(response)
    assert "with unpublished changes" in words(response)
    assert article.editions.live().get() == edition
    assert "Something else" in client.get(edition.path).content.decode()


def test_a_version_is_restored_from_the_list_too(editor, article):
    old = first(article)
    save(article, headline="Strike is over")
    page = history(editor, article)
    address = reverse("admin:articles_article_restore_revision", args=[article.pk, old.pk])
    assert page.content.decode().count(f'form="restore-form" formaction="{address}"') == 1
    assert page.content.decode().count("formaction") == 1  # the other is the story as it is now
    assert "Restored from version" in words(
        editor.post(address, read_form(page, "restore-form"), follow=True)
    )
    article.refresh_from_db()
    assert article.headline == "Pilots end their strike"


def test_who_did_something_is_told_in_a_sentence_of_its_own_after_one(editor):
    article = ArticleFactory(stage="in_edit")
    workflow.record(article, by=None)
    editor.open(article).type(stage_note="The spokesman has not said who he is.").press("_send_back")
    assert "who he is.</bdi> By <bdi>Ana Ruiz</bdi>" in words(history(editor, article))


def test_the_embargo_is_not_lost_by_restoring_what_was_before_it(editor, article):
    tomorrow = timezone.now() + timedelta(days=1)
    save(article, headline="Pilots return", embargo_until=tomorrow)
    restore(editor, first(article))
    article.refresh_from_db()
    assert (article.headline, article.embargo_until) == ("Pilots end their strike", tomorrow)


def test_restoring_is_refused_where_a_colleague_has_saved_meanwhile_and_shows_it(editor, article):
    old = first(article)
    save(article, headline="Pilots return")
    looked_at = article.version
    colleague = staff("Editor", first_name="Tom", last_name="Okafor")
    save(article, by=colleague, headline="Pilots return today")
    response = restore(editor, old, version=looked_at)
    shown = words(response)
    assert "Tom Okafor saved this story at" in shown
    assert "Nothing was restored" in shown
    assert change(response, "headline")["added"] == "Pilots return today"
    assert Article.objects.get().headline == "Pilots return today"
    restore(editor, old)
    assert Article.objects.get().headline == "Pilots end their strike"


def test_restoring_twice_makes_one_revision(editor, article):
    save(article, headline="Pilots return")
    old, version = first(article), article.version
    restore(editor, old, version)
    count = Revision.objects.count()
    assert "Nothing was restored" in words(restore(editor, old, version))
    assert "the story is what it was then" in words(restore(editor, old))
    assert Revision.objects.count() == count


def test_what_is_gone_by_now_is_left_out_and_said(editor):
    section, other, author = (
        SectionFactory(name="Harbour"),
        SectionFactory(name="Money"),
        AuthorFactory(name="Jo Lind"),
    )
    lead, inside, stays = ImageFactory(caption="The crane"), ImageFactory(), SectionFactory(name="World")
    article = ArticleFactory(
        section=section, bylines=[author], lead_image=lead, body=f"<p>Ships.</p>{figure_html(inside)}", tags=["harbour"]
    )  # fmt: skip
    article.other_sections.add(other)
    old = save(article)
    save(article, section=stays, bylines=[AuthorFactory(name="Tom Okafor")], lead_image=None, body="<p>Else.</p>",
         tags=[], headline="Else")  # fmt: skip
    article.other_sections.clear()
    workflow.record(article, by=None)
    for thing in (section, other, author, lead, inside):
        thing.delete()
    Tag.objects.filter(name="harbour").delete()
    shown = words(restore(editor, old))
    for said in [
        "The section “Harbour” is gone: the story stays in “World”.",
        "The other section “Money” is gone: left out.",
        "The lead picture “The crane” is not in the library any more: there is none now.",
        "A picture of the text can&#x27;t be shown",
        "The author Jo Lind is gone: left out of the bylines.",
    ]:
        assert said in shown
    article = Article.objects.get()
    assert (article.headline, article.section, article.lead_image) == (old.content["headline"], stays, None)
    assert list(article.tags.names()) == ["harbour"]
    assert not article.bylines.exists()


def test_whoever_may_not_change_the_story_may_not_restore_it(article):
    old = first(article)
    save(article, headline="Pilots return")
    looker = Desk(staff("Picture editor"))
    assert "Restore this version" not in words(read(looker, old))
    assert "formaction" not in words(history(looker, article))
    assert restore(looker, old).status_code == 403
    writer = Desk(staff("Writer"))
    assert restore(writer, old).status_code == 404  # not theirs to see
    assert Article.objects.get().headline == "Pilots return"


def test_nobody_restores_a_story_into_a_section_where_they_do_not_work(article):
    home = SectionFactory(name="Sport")
    old = first(article)
    save(article, headline="Pilots return", section=home)
    editor = Desk(staff("Editor"))
    editor.user.sections.add(home)
    assert "where you don&#x27;t work" in words(restore(editor, old))
    assert Article.objects.get().section == home


def test_restoring_by_following_a_link_does_nothing(editor, article):
    save(article, headline="Pilots return")
    address = reverse("admin:articles_article_restore_revision", args=[article.pk, first(article).pk])
    assert editor.get(address).status_code == 405
    assert Article.objects.get().headline == "Pilots return"


def test_bylines_that_are_restored_stand_in_the_activity_log(editor, article):
    save(article, bylines=[AuthorFactory(name="Jo Lind")])
    restore(editor, first(article))
    line = Activity.objects.filter(verb="byline").first()
    assert line.words.startswith("By Jo Lind became By ")
    assert line.by == editor.user


# --- Whose account is gone ---


def test_the_history_of_a_deleted_account_keeps_its_name(editor):
    jo = staff("Editor", first_name="Jo", last_name="Lind")
    author = AuthorFactory(name="Jo Lind", user=jo)
    article = ArticleFactory(bylines=[author], created_by=jo)
    Desk(jo).open(article).type(headline="Pilots return", save_note="Shorter").press()
    Desk(jo).open(article).press("_publish")
    old = article.revisions.get(note="Shorter")
    save(article, by=editor.user, headline="Pilots return today")
    chief = Desk(staff("Chief"))
    chief.post(reverse("admin:authors_user_delete", args=[jo.pk]), {"post": "yes"})
    old.refresh_from_db()
    assert old.by is None
    shown = words(history(editor, article))
    assert "Shorter" in shown and "Jo Lind" in shown
    assert "Jo Lind" in words(compare(editor, article, old.pk, "now"))
    assert "Jo Lind" in words(read(editor, old))
    assert Activity.objects.get(verb="publish").by_name.startswith("Jo Lind")
    restore(editor, old)
    article.refresh_from_db()
    assert [byline.author for byline in article.bylines.all()] == [author]


# --- What became of a version ---


def test_a_version_that_was_published_says_as_which_edition_and_not_its_stage_before_that(editor):
    article = ArticleFactory(stage="draft")
    editor.open(article).type(kicker="Labour").press()
    assert words(history(editor, article)).count("· Draft") == 2
    editor.open(article).press("_publish")
    shown = words(history(editor, article))
    assert "Edition 1" in shown
    assert shown.count("· Draft") == 1  # that of the version before


# --- Versions of one minute ---


def test_two_versions_of_one_minute_can_be_told_apart(editor, article):
    with time_machine.travel(NOON, tick=False):
        one = save(article, headline="Pilots return")
        two = save(article, headline="Pilots return to work")
    shown = words(history(editor, article))
    for revision in (one, two):
        assert f"Version {revision.version}, <time" in shown
        assert shown.count(f"version {revision.version} of 24 Nov 2026, 12:00") == 2  # from, and with
    sides = [side.title for side in compare(editor, article, one.pk, two.pk).context["sides"]]
    assert sides == ["Version 2 of 24 Nov, 12:00", "Version 3 of 24 Nov, 12:00"]
    assert "Version 3, as it was on 24 Nov, 12:00" in words(read(editor, two))
    assert "Restored from version 2 of 24 Nov, 12:00" in words(restore(editor, one))
