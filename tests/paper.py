"""A small paper in which every kind of page that readers can get is there to be looked at."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from articles.body import embed_html, figure_html, gallery_html
from articles.models import Edition, PreviewLink, Readings, Series
from front.models import Banner, Publication
from tests.ads.factories import BookingFactory, CreativeFactory
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, PageFactory, SectionFactory, publish
from tests.front.zones import lay_out

# A summer night, so that zones differ in the hour and in the day.
FIRST_PUBLISHED = datetime(2024, 7, 1, 22, 30, tzinfo=UTC)
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PARAGRAPH = (
    "<p>The pilots of Port Ansel went back to <em>work</em> on Monday, after <strong>nine days</strong>.</p>"
)
# Every kind of thing that a body can hold, long enough for advertisements between its paragraphs.
BODY = (
    PARAGRAPH * 5
    + "<h2>What it cost</h2>"
    + PARAGRAPH * 6
    + "{figure}{gallery}<h3>Those who waited</h3><ul><li><p>the crews</p></li><li><p>the market</p></li></ul>"
    + "<ol><li><p>talks</p></li><li><p>a vote</p></li></ol><blockquote><p>Nobody won.</p></blockquote>"
    + '<aside class="pull-quote"><p>We are tired, and we will be tired again.</p></aside><hr>'
    + "<table><tbody><tr><th><p>Ship</p></th><th><p>Tons</p></th></tr>"
    + "<tr><td><p>Halyard</p></td><td><p>1,204</p></td></tr></tbody></table>"
    + f'{embed_html(VIDEO)}<p>See <a href="https://port.example/report">the report</a>.</p>'
    + PARAGRAPH * 4
)
# What a layout finds hard: a word that doesn't fit, in every kind of thing; a headline of 50 words; twelve authors.
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HARD = (
    f"<p>{WORD * 4}</p><h2>{WORD}</h2><h3>{WORD}</h3><ul><li><p>{WORD}</p></li></ul>"
    f"<blockquote><p>{WORD}</p></blockquote>"
    f'<aside class="pull-quote"><p>{WORD}</p></aside>'
    f"<table><tbody><tr><th><p>{WORD}</p></th><th><p>{WORD}</p></th></tr></tbody></table>"
)

# Runs from right to left, though it begins with what the paper's own language says; a paragraph is in Chinese.
ARABIC = (
    f"{embed_html(VIDEO)}<p>عادت السفن إلى الميناء.</p><p>船只重新进港。</p><ul><li><p>السفن</p></li></ul>"
)


def print_paper() -> dict[str, str]:
    """Makes the paper; the addresses of its pages by what they are."""
    publication = Publication(
        name="The Halyard",
        tagline="News from the harbour",
        accent="#0a58ca",
        postal_address=f"14 Tarry Street\n{WORD}",
        telephone="+49 40 123456",
        email="post@halyard.example",
        tips="tips@halyard.example",
    )
    publication.save()
    PageFactory(title="About us", slug="about", purpose="about", live=True)
    PageFactory(title="Contact", slug="contact", purpose="contact", live=True)
    PageFactory(title="Privacy", slug="privacy", purpose="privacy", body=HARD, live=True)
    PageFactory(title=f"Imprint {WORD}", slug="imprint", purpose="imprint", summary=WORD * 2, live=True)
    publication.social_links.create(label="Mastodon", url="https://social.example/@halyard")
    embassy = SectionFactory(name="The Embassy", slug="embassy", description=f"On {WORD}.")
    letters = SectionFactory(name="Letters", slug="letters", parent=embassy)
    empty = SectionFactory(name="Sport", slug="sport")
    ana = AuthorFactory(
        name="Ana Ruiz",
        slug="ana",
        photo=ImageFactory(alt_text="Ana Ruiz on the quay"),
        email="ana@halyard.example",
        email_is_public=True,
    )
    ana.links.create(label="Mastodon", url="https://social.example/@ana")
    jo = AuthorFactory(name="Jo Lind", slug="jo")
    older = [publish(headline=f"Tide {n}", section=embassy, tags=["harbour"], bylines=[ana], lead_image=ImageFactory())
             for n in range(5)]  # fmt: skip
    bare = publish(headline="A bare story", standfirst="", section=letters, lead_image=None)
    everything = everything_in_a_story(section=letters, bylines=[ana, jo])
    hard = publish(
        headline="A headline " * 25, kicker=WORD[:60], standfirst=WORD * 3, body=HARD, section=letters, tags=[WORD],
        bylines=[AuthorFactory(name=WORD, bio=WORD * 2, short_bio=WORD), *(AuthorFactory() for _ in range(11))],
        lead_image=ImageFactory(caption=WORD, credit=WORD),
    )  # fmt: skip
    arabic = publish(
        kicker="المضيق", headline="وقّعت كارو وأوستمير معاهدة المضيق", standfirst="وضع الوزيران اسميهما.",
        body=ARABIC, section=embassy,
    )  # fmt: skip
    parts = [older[0], everything, hard, bare]
    Series.objects.create(
        title=f"The strait {WORD}", slug="the-strait", standfirst=f"On {WORD}.", planned=9
    ).put([edition.article_id for edition in parts])
    link = PreviewLink.objects.create(article=hard.article, label="A lawyer")
    gone = publish(headline="Gone", section=embassy).article
    workflow.withdraw(gone, by=None)
    day, then = lay_out_paper(embassy, letters)
    return {
        "front": "/",
        "section": embassy.get_absolute_url(),
        "subsection": letters.get_absolute_url(),
        "empty section": empty.get_absolute_url(),
        "day": day,
        "moment of a day": f"{day}?at={then:%H:%M:%S}",
        "no moment of a day": f"{day}?at=noon",
        "author": "/author/ana/",
        "tag": "/tag/harbour/",
        "series": "/series/the-strait/",
        "search": "/search/",
        "search with results": "/search/?q=pilots",
        "search without results": "/search/?q=zebra",
        "archive": "/archive/",
        "archive of a year": f"/archive/{everything.path[1:5]}/",
        "archive of a month": f"/archive{everything.path[:8]}/",
        "search narrowed": "/search/?q=pilots+author:ana+-zebra+after:2020+before:never",
        "search put right": "/search/?q=pilotz",
        "corrections": "/corrections/",
        "correction": f"/corrections/{everything.correction.pk}/",
        "about": "/about/",
        "contact": "/contact/",
        "privacy": "/privacy/",
        "imprint": "/imprint/",
        "story": everything.path,
        "story with a picture": older[0].path,
        "bare story": bare.path,
        "hard story": hard.path,
        "story in Arabic": arabic.path,
        "private link": reverse("shared-preview", args=[link.key]),
        "404": "/nothing-here/",
        "410": gone.editions.get().path,
    }


def lay_out_paper(embassy, letters):
    """Every kind of zone, on the front page and a section's, and a banner; today's address, and a moment of it."""
    tag, then = Tag.objects.get(name="harbour"), timezone.localtime()
    zones = [
        {"kind": "lead", "count": 3},
        {"kind": "most_read", "count": 2},
        {"kind": "opinion", "rule": "tag", "tag": tag, "count": 2},
        {"kind": "picture", "count": 1},
        {"kind": "block", "rule": "section", "section": letters, "count": 1},
        {"kind": "latest", "count": 2},
        {"kind": "top", "title": WORD[:80], "count": 2},
    ]
    lay_out(*zones)
    lay_out(*zones[2:5], section=embassy)
    for count, edition in enumerate(Edition.objects.live(), start=1):
        Readings.objects.create(article=edition.article, hour=then, count=count)
    Banner.objects.create(
        text=f"The bridge is shut {WORD}"[:160],
        article=edition.article,
        banner_until=then + timedelta(days=1),
    )
    return f"/archive/{then:%Y/%m/%d}/", then


def everything_in_a_story(**story):
    """A story's live edition with all that its page can show; advertisements in all four places."""
    article = ArticleFactory(
        kicker="Strait",
        headline="Pilots of Port Ansel end their strike after nine days",
        body=BODY.format(
            figure=figure_html(ImageFactory(), "The crane in <em>May</em>"),
            gallery=gallery_html([figure_html(ImageFactory(caption=WORD)), figure_html(ImageFactory())]),
        ),
        lead_image=ImageFactory(),
        lead_caption="The pier on Monday.",
        tags=["harbour", "strike"],
        **story,
    )
    for slot, size in {"masthead": "728x90", "article-mid": "300x250", "foot": "320x50"}.items():
        BookingFactory(slots=[slot], creative=CreativeFactory(size=size))
    BookingFactory(slots=["sidebar"], creative=CreativeFactory(third_party=True))
    publish(article, at=FIRST_PUBLISHED)
    article.standfirst = "Nine days without a ship are over."
    article.save()
    workflow.record(article, by=None)
    return workflow.publish(article, by=None, correction=("correction", "It was nine days, not eight."))
