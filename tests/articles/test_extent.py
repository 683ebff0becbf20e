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

# Each before and after, in a text of its own.
OTHER_SLIPS = {
    "a short word": ("In teh end he left.", "In the end he left."),
    "a short word that begins a sentence": ("Teh end is near.", "The end is near."),
    "two letters turned": ("This is the end fo it.", "This is the end of it."),
    "its first letters turned": ("They ahve left.", "They have left."),
    "a day": ("He came on Tueday.", "He came on Tuesday."),
    "another day": ("He came on Wednesdy.", "He came on Wednesday."),
    "a month": ("He came in Febuary.", "He came in February."),
    "a word that is quoted twice": ("She said “the the tickets are dear”.", "She said “the tickets are dear”."),
    "a misspelt word that is quoted": ("She said “the goverment lies”.", "She said “the government lies”."),
    "a not written apart": ("They can not go.", "They cannot go."),
    "a missing apostrophe": ("They dont go.", "They don't go."),
    "a not written twice": ("They may not not go.", "They may not go."),
    "a dash for a hyphen, twice": ("The mayor - Ana Ruiz - left.", "The mayor – Ana Ruiz – left."),
    "a dash between years": ("He ruled 1990-95.", "He ruled 1990–95."),
    "two hyphens": ("A long term, well paid job.", "A long-term, well-paid job."),
    "a comma in each of two sentences": ("But he left. So she left.", "But, he left. So, she left."),
    "a comma at the end of a number": ("In 2015 he left.", "In 2015, he left."),
    "the first letter of a sentence": ("It is over. may he rest.", "It is over. May he rest."),
    "a title": ("He met the Mayor.", "He met the mayor."),
    "the capitals of a name": ("Envoys of Nato met.", "Envoys of NATO met."),
}  # fmt: skip
OTHERWISE = {
    "other words are quoted": ("The mayor said “he lied” and left town.", "The mayor said he lied and “left town”."),
    "a quotation that moved by a word": ("He said “they lied” here.", "He “said they” lied here."),
    "who speaks": ("The teacher said the mayor stole a boat.", "The teacher, said the mayor, stole a boat."),
    "who speaks, in brackets": ("The teacher said the mayor stole it.", "The teacher (said the mayor) stole it."),
    "a comma that moved": ("If he lied, often he was sorry.", "If he lied often, he was sorry."),
    "a not that went": ("He was not able to go.", "He was notable to go."),
    "a not that came": ("He was notable to all.", "He was not able to all."),
    "a not within a word": ("They couldnt go.", "They could go."),
    "nobody, who came": ("It is now here to be found.", "It is nowhere to be found."),
    "a thousand": ("He paid 1.500 for it.", "He paid 1,500 for it."),
    "a price": ("It is 18.50 euros.", "It is 18,50 euros."),
    "a time": ("It begins at 8.30 sharp.", "It begins at 8,30 sharp."),
    "a tenth": ("It fell by .5 percent.", "It fell by 5 percent."),
    "a country": ("They told us to go.", "They told US to go."),
    "a country in a headline": ("Envoy Told Us To Go", "Envoy Told US To Go"),
    "an agency that begins a sentence": ("Who said so?", "WHO said so?"),
    "a month": ("What they may do.", "What they May do."),
    "a people": ("A Polish firm won.", "A polish firm won."),
    "a day that may have been another": ("He came on Thuesday.", "He came on Thursday."),
    "a name for a name": ("He met Mr Smtih today.", "He met Mr Smith today."),
    "a short word for another": ("He has a cat here.", "He has a car here."),
}  # fmt: skip
IN_OTHER_LANGUAGES = {
    "de": ("Das hat er nicht nie gesagt.", "Das hat er nie gesagt."),
    "fr": ("Il n'est pas venu.", "Il n'est venu."),
    "es": ("No ha venido sin motivo.", "No ha venido con motivo."),
    "nl": ("Hij is niet gekomen.", "Hij is gekomen."),
    "ru": ("Это не возможно.", "Это невозможно."),
}


def told(before, after, language=""):
    article = ArticleFactory(body=f"<p>{before}</p>", language=language)
    edition = publish(article)
    article.body = f"<p>{after}</p>"
    return extent(edition, article)


@pytest.mark.parametrize("name", OTHER_SLIPS)
def test_it_is_a_typo_by_itself(name):
    assert told(*OTHER_SLIPS[name]).why == ""


@pytest.mark.parametrize("name", OTHERWISE)
def test_it_is_more_than_a_typo_by_itself(name):
    assert told(*OTHERWISE[name]).material


def test_days_are_those_of_the_storys_language():
    assert not told("Er kam am Mitwoch.", "Er kam am Mittwoch.", "de").material
    assert told("Er kam am Mitwoch.", "Er kam am Montag.", "de").material
    assert told("Er kam am Mitwoch.", "Er kam am Mittwoch.", "tlh").material, "of which no word is known"


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_a_not_weighs_in_other_languages_too(language):
    assert told(*IN_OTHER_LANGUAGES[language], language).material


def test_it_is_said_which_number_or_not_is_another():
    assert told(*OTHERWISE["a thousand"]).why == "“1.500” becomes “1,500”"
    assert told(*OTHERWISE["a not that went"]).why == "“not” is taken out"
    assert told(*OTHERWISE["who speaks"]).why == "more than one comma or the like came or went in a sentence"


@pytest.mark.parametrize(
    ("block", "called"),
    [
        ('<aside class="pull-quote"><p>{}</p></aside>', "a pull quote"),
        ("<blockquote><p>{}</p></blockquote>", "a quotation"),
        ("<h2>{}</h2>", "a subhead"),
        ("<ul><li><p>{}</p></li></ul>", "a list"),
    ],
)
def test_another_kind_of_paragraph_is_more_than_a_typo(block, called):
    text = "The harbour is closed until further notice."
    article = ArticleFactory(body=f"<p>{text}</p>")
    edition = publish(article)
    article.body = block.format(text)
    assert (
        f"“The harbour is closed until further…” was a paragraph and is {called}"
        in extent(edition, article).why
    )


def test_another_size_of_a_subhead_is_no_news():
    article = ArticleFactory(body="<h2>The harbour</h2><p>It is closed.</p>")
    edition = publish(article)
    article.body = "<h3>The harbour</h3><p>It is closed.</p>"
    assert extent(edition, article).nothing


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


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("costs 40,000 a year", "costs 60,000 a year", "“40,000” becomes “60,000”"),
        ("costs 40,000 a year", "costs 40,500 a year", "“40,000” becomes “40,500”"),
        ("grew by €1.5m.", "grew by €1.8m.", "“1.5m” becomes “1.8m”"),
        ("sold 1,400 tickets", "sold 1,400,000 tickets", "“1,400” becomes “1,400,000”"),
        ("of 40, not more", "of 60, not more", "“40” becomes “60”"),
    ],
)
def test_a_number_is_named_as_a_whole(was, now, why):
    edition = publish(body=f"<p>The harbour {was}</p>")
    edition.article.body = f"<p>The harbour {now}</p>"
    assert extent(edition, edition.article).why == why


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
