"""What is small enough for a typo, and what readers have to be told of."""

import pytest

from articles import workflow
from articles.body import figure_html
from articles.extent import extent
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, publish

pytestmark = pytest.mark.django_db

BEFORE = (
    "The goverment of Kessary said on Tuesday that it that it would not close the the harbour, where nine ships lie, "
    "and that 1,204 tons are likely to move; the minister was convinced. He called her “corrupt” and resigned: was it "
    "arson? It was form his friend that patients are charged, and causal labour is co-operative in its way."
)
SLIPS = {
    "a letter that was missing": ("goverment", "government"),
    "a word written twice": ("the the harbour", "the harbour"),
    "a comma": ("Tuesday that", "Tuesday, that"),
    "a word that says nothing": ("The goverment", "Goverment"),
    "capitals": ("the minister", "the Minister"),
    "straight quotation marks": ("“corrupt”", '"corrupt"'),
    "a word that is often written for another": ("form his", "from his"),
    "an apostrophe": ("in its way", "in it’s way"),
    "a hyphen": ("co-operative", "cooperative"),
}
MATERIAL = {
    "a number": ("1,204", "1,304"),
    "a minus": ("that 1,204", "that -1,204"),
    "a number in words": ("nine", "nineteen"),
    "a negation": ("would not close", "would close"),
    "a name": ("Kessary", "Kessara"),
    "the opposite": ("likely", "unlikely"),
    "a day": ("Tuesday", "Thursday"),
    "another word": ("harbour", "airport"),
    "a word more": ("nine ships", "nine foreign ships"),
    "a short word": ("would not", "would now"),
    "who says it": ("“corrupt”", "corrupt"),
    "how much of it they say": ("her “corrupt” and", "her “corrupt and”"),
    "what was asked": ("arson?", "arson."),
    "a hyphen that makes another word": ("resigned", "re-signed"),
    "a word for a word like it": ("patients", "patents"),
    "another word that there is": ("charged", "changed"),
    "a word with its letters turned": ("causal", "casual"),
    "one who was persuaded": ("convinced", "convicted"),
}


def change(old, new):
    article = ArticleFactory(body=f"<p>{BEFORE}</p>")
    edition = publish(article)
    assert old in BEFORE
    article.body = f"<p>{BEFORE.replace(old, new)}</p>"
    return edition, article


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_the_pen_is_a_typo(name):
    assert not extent(*change(*SLIPS[name])).material


@pytest.mark.parametrize("name", MATERIAL)
def test_what_says_something_else_is_more_than_a_typo(name):
    assert extent(*change(*MATERIAL[name])).material


def test_a_quotation_mark_that_was_missing_is_a_typo():
    article = ArticleFactory(body="<p>They are ‘corrupt, she said.</p>")
    edition = publish(article)
    article.body = "<p>They are ‘corrupt’, she said.</p>"
    assert not extent(edition, article).material
    article.save()
    edition = publish(article)
    article.body = "<p>They are corrupt, she said.</p>"
    assert extent(edition, article).why == "other words stand in quotation marks"


def test_words_are_those_of_the_storys_language():
    article = ArticleFactory(body="<p>Er hat die Wahl verloren.</p>", language="de")
    edition = publish(article)
    article.body = "<p>Er hat die Wahl verlogen.</p>"
    assert extent(edition, article).material
    article.language = "en"
    assert not extent(edition, article).material


def test_many_slips_are_more_than_a_typo():
    article = ArticleFactory(body=f"<p>{'A goverment said so. ' * 8}</p>")
    edition = publish(article)
    article.body = article.body.replace("goverment", "government")
    assert extent(edition, article).material


def test_where_a_link_leads_is_no_word_of_the_story():
    article = ArticleFactory(body='<p><a href="https://port.example/1">The report</a> is out.</p>')
    edition = publish(article)
    article.body = article.body.replace("example/1", "example/22")
    assert extent(edition, article).nothing


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "https://port.example/1",
            "https://rival.example/1",
            "leads to rival.example instead of port.example",
        ),
        ("https://www.port.example/1", "/2026/05/ours/", "leads to our own site instead of port.example"),
        (
            "/2026/05/ours/",
            "mailto:desk@rival.example",
            "leads to desk@rival.example instead of our own site",
        ),
    ],
)
def test_a_link_that_leads_to_another_site_is_more_than_a_typo(before, after, said):
    article = ArticleFactory(body=f'<p><a href="{before}">The report</a> is out.</p>')
    edition = publish(article)
    article.body = article.body.replace(before, after)
    assert extent(edition, article).why == f"the link on “The report” {said}"


def test_the_same_site_by_its_full_name_is_no_other():
    article = ArticleFactory(body='<p><a href="http://www.port.example/1">The report</a> is out.</p>')
    edition = publish(article)
    article.body = article.body.replace("http://www.", "https://")
    assert extent(edition, article).nothing


@pytest.mark.parametrize("field", ["seo_title", "seo_description"])
def test_what_a_search_engine_shows_says_something_else(field):
    article = ArticleFactory(**{field: "The minister denies it"})
    edition = publish(article)
    setattr(article, field, "The minister admits it")
    assert extent(edition, article).why == "“denies” becomes “admits”"
    setattr(article, field, "")
    assert extent(edition, article).nothing


def test_pictures_and_bylines_are_never_a_typo():
    article = ArticleFactory(lead_image=ImageFactory())
    edition = publish(article)
    article.lead_image = ImageFactory()
    assert extent(edition, article).why == "the lead picture is another"
    article.lead_image = edition.lead_image
    article.body += figure_html(ImageFactory())
    assert extent(edition, article).material
    article.body = edition.body
    article.bylines.update(author=AuthorFactory())
    assert extent(edition, article).why == "the bylines are others"


def test_of_several_reasons_the_first_three_are_told():
    article = ArticleFactory(kicker="Fees", headline="Four million paid", standfirst="The port denies it.")
    edition = publish(article)
    article.kicker, article.headline, article.standfirst = (
        "Labour",
        "Five million paid",
        "The port admits it.",
    )
    told = ["“Fees” becomes “Labour”", "“Four” becomes “Five”", "“denies” becomes “admits”"]
    assert extent(edition, article).why == "; ".join(told)
    article.lead_image = ImageFactory()
    assert extent(edition, article).why == "; ".join(["the lead picture is another", *told[:2]])


def test_another_short_headline_or_bio_is_measured_too():
    article = ArticleFactory(short_headline="The firm is sound")
    article.bylines.update(short_bio="Reports from the harbour.")
    edition = publish(article)
    article.short_headline = "The boss is a thief"
    assert extent(edition, article).material
    article.short_headline = ""
    assert extent(edition, article).nothing
    article.bylines.update(short_bio="A thief.")
    assert extent(edition, article).material
    article.bylines.update(short_bio="")
    assert extent(edition, article).nothing


def test_a_material_change_cannot_be_passed_off_as_a_typo():
    editor = Desk(staff("Editor"))
    article = publish(body="<p>Nine ships lie in the harbour.</p>").article
    response = editor.open(article).type(body="<p>Ten ships lie in the harbour.</p>").press("_publish")
    assert "This is more than a typo: “Nine” becomes “Ten”" in response.content.decode()
    assert article.editions.count() == 1
    assert editor.form["body"] == "<p>Ten ships lie in the harbour.</p>"
    editor.type(correction_kind="correction", correction_text="It was ten ships, not nine.").press("_publish")
    assert article.editions.live().get().correction.kind == "correction"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Nine ships.", "Nine grey ships.", "“grey” is new"),
        ("Nine grey ships.", "Nine ships.", "“grey” is taken out"),
    ],
)
def test_what_only_came_or_went_is_said_as_that(before, after, said):
    editor = Desk(staff("Editor"))
    article = publish(body=f"<p>{before}</p>").article
    response = editor.open(article).type(body=f"<p>{after}</p>").press("_publish")
    assert f"This is more than a typo: {said}." in response.content.decode()


def test_a_typo_is_published_without_a_word_to_readers():
    editor = Desk(staff("Editor"))
    article = publish(body="<p>The goverment has said so.</p>").article
    editor.open(article).type(body="<p>The government has said so.</p>").press("_publish")
    live = article.editions.live().get()
    assert "government" in live.body
    assert not hasattr(live, "correction")


def test_code_has_to_say_what_changed_as_well():
    article = publish(body="<p>Nine ships.</p>").article
    article.body = "<p>Ten ships.</p>"
    article.save()
    workflow.record(article, by=None)
    with pytest.raises(workflow.NotReady, match="more than a typo"):
        workflow.publish(article, by=None)
