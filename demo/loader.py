"""Brings the demo publication of `demo/content` into the database, by the ways that the desk itself uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files import File
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from taggit.models import Tag

from ads.artwork import artwork
from ads.models import AdSlot, Booking, Creative
from articles import workflow
from articles.body import embed_html, figure_html, sanitise
from articles.models import Article, Assignment, Byline, Comment, Edition, Readings, Series
from articles.models.comment import mentioned
from authors.models import Author, AuthorLink, User
from front import pages
from front.icons import icon, write_others
from front.logotype import logotype
from front.models import Layout, Menu, MenuItem, Page, Pin, Publication, SocialLink, Zone
from media.incoming import add_picture
from sections.models import Section

CONTENT = Path(__file__).parent / "content"
# Sign-in, group, name, and the author who it is.
STAFF = [
    ("writer", "Writer", ("Nadia", "Rahimi"), "nadia-rahimi"),
    ("editor", "Editor", ("Mateo", "Quiroga"), "mateo-quiroga"),
    ("pictures", "Picture editor", ("Yūsuf", "Darwaza"), "yusuf-darwaza"),
    ("chief", "Chief", ("Agnes", "Thorne"), None),
    ("adsales", "Ad manager", ("Bram", "Okoro"), None),
]


def read(name: str) -> dict:
    return tomllib.loads((CONTENT / name).read_text())


def accounts() -> QuerySet[User]:
    """
    The sign-ins that load() made. A real paper's chief may be called “chief” too, but not Agnes Thorne; and who gives
    one of these accounts a name of their own has made it theirs.
    """
    ours = Q()
    for username, _, (first, last), _ in STAFF:
        ours |= Q(username=username, first_name=first, last_name=last)
    return User.objects.filter(ours)


def is_of_another_paper() -> bool:
    """Whether people work with this database, none of whom the demo made. It needn't be migrated."""
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    return User.objects.exists() and not accounts().exists()


class Progress:
    """Tells `listener` how many pictures and stories are there of how many, each time that one is added."""

    def __init__(self, pictures: int, stories: int, listener: Callable[[Progress], None]):
        self.pictures = self.stories = 0
        self.all_pictures, self.all_stories, self.listener = pictures, stories, listener

    def __str__(self):
        return (
            f"{self.pictures} of {self.all_pictures} pictures, {self.stories} of {self.all_stories} stories"
        )

    def add(self, *, pictures: int = 0, stories: int = 0) -> None:
        self.pictures += pictures
        self.stories += stories
        self.listener(self)


@transaction.atomic
def load(password: str, listener: Callable[[Progress], None] = lambda progress: None) -> None:
    """Makes everything, or nothing. The demo's sign-ins get the password."""
    stories = [tomllib.loads(path.read_text()) for path in sorted(CONTENT.glob("stories/*.toml"))]
    # From the oldest on, so that what links to another story finds its address.
    stories.sort(key=lambda story: -story.get("hours_ago", 0))
    people = read("authors.toml")["author"]
    described = {picture["slug"]: picture for picture in read("pictures.toml")["picture"]}
    progress = Progress(len(people) + len(described), len(stories), listener)
    set_up_publication()
    authors = set_up_authors(people, set_up_accounts(password), progress)
    set_up_pages(User.objects.get(username="chief"))
    book_advertisements()
    now = timezone.now()
    pictures = Pictures(described, progress)
    addresses: dict[str, str] = {
        story["slug"]: f"/{timezone.localtime(moment(story, now)):%Y/%m}/{story['slug']}/"
        for story in stories
    }
    for story in stories:
        write(story, authors, addresses, pictures, now)
        progress.add(stories=1)
    make_series()
    lay_out(now)
    count_readings(now)
    fill_desk(now)


def set_up_publication() -> None:
    content = read("publication.toml")
    own = {name: text.strip() for name, text in content.items() if isinstance(text, str)}
    publication, _ = Publication.objects.update_or_create(pk=1, defaults=own)
    for name, field in (("logo-light.png", "logotype"), ("logo-dark.png", "logotype_dark")):
        with (CONTENT / name).open("rb") as file:
            drawn, (publication.logotype_width, publication.logotype_height) = logotype(File(file))
        getattr(publication, field).save(name, drawn, save=False)
    with (CONTENT / "icon.png").open("rb") as file:
        publication.icon.save("icon.png", icon(File(file)), save=False)
    write_others(publication.icon)
    publication.save()
    for position, link in enumerate(content["social"]):
        SocialLink.objects.create(publication=publication, position=position, **link)
    for position, section in enumerate(content["section"]):
        parent = section.pop("parent", None)
        Section.objects.create(
            position=position,
            parent=parent and Section.objects.get(path=parent),
            in_menu=not parent,
            **section,
        )


def set_up_pages(chief: User) -> None:
    """The publication's own pages, and the menu of the footer that leads to them."""
    content = read("publication.toml")
    made: dict[str | None, Page] = {}
    for told in content["page"]:
        page = made[told["slug"]] = Page(**told | {"body": sanitise(told["body"].strip())})
        page.full_clean()
        pages.save(page, by=chief)
        pages.put_live(page, by=chief)
    for position, told in enumerate(content["footer"]):
        MenuItem.objects.create(
            publication_id=1,
            menu=Menu.FOOTER,
            position=position,
            page=made.get(told.pop("page", None)),
            **told,
        )


def set_up_accounts(password: str) -> dict[str | None, User]:
    """By the slug of the author who it is."""
    users: dict[str | None, User] = {}
    hashed = make_password(password)  # slow on purpose, and the same for all
    for username, group, (first, last), slug in STAFF:
        user = users[slug] = User.objects.create(
            username=username,
            password=hashed,
            is_staff=True,
            first_name=first,
            last_name=last,
            email=f"{username}@halyard.example",  # which nobody reads: the demo prints its mail
        )
        user.groups.add(Group.objects.get(name=group))
    return users


def set_up_authors(
    people: list[dict], users: dict[str | None, User], progress: Progress
) -> dict[str, Author]:
    authors: dict[str, Author] = {}
    for person in people:
        links, portrait, alt = person.pop("links"), person.pop("portrait"), person.pop("portrait_alt")
        photo = add(portrait, alt_text=alt, credit="Illustration: The Halyard")
        author = Author.objects.create(photo=photo, user=users.get(person["slug"]), **person)
        authors[author.slug] = author
        progress.add(pictures=1)
        AuthorLink.objects.bulk_create(
            AuthorLink(author=author, position=position, **link) for position, link in enumerate(links)
        )
    return authors


def add(name: str, **fields):
    with (CONTENT / name).open("rb") as file:
        return add_picture(File(file, name=Path(name).name), **fields)


class Pictures(dict):
    """The demo's pictures by slug, each brought into the library when it is first asked for."""

    def __init__(self, described: dict[str, dict], progress: Progress):
        self.described, self.progress = described, progress

    def __missing__(self, slug):
        told = self.described[slug]
        self[slug] = add(told["file"], alt_text=told["alt"], caption=told["caption"], credit=told["credit"])
        self.progress.add(pictures=1)
        return self[slug]


def book_advertisements() -> None:
    for advertisement in read("ads.toml")["creative"]:
        size = f"{advertisement['width']}x{advertisement['height']}"
        with (CONTENT / advertisement["file"]).open("rb") as file:
            creative = Creative.objects.create(
                name=advertisement["slug"].replace("-", " ").capitalize(),
                size=size,
                artwork=artwork(File(file), size),
                link=advertisement["link"],
                alt_text=advertisement["alt"],
            )
        booking = Booking.objects.create(creative=creative)
        booking.slots.set(slot for slot in AdSlot.objects.all() if size in slot.sizes)


def moment(story: dict, now: datetime) -> datetime:
    """When the story went or goes live."""
    return now - timedelta(hours=story.get("hours_ago", 0))


def body(source: str, addresses: dict[str, str], pictures: Pictures) -> str:
    """The story's text with its links, pictures and embeds resolved."""
    source = re.sub(r'href="story:([-\w]+)"', lambda match: f'href="{addresses[match[1]]}"', source)
    source = re.sub(
        r'<figure data-picture="([-\w]+)">(?:<figcaption>(.*?)</figcaption>)?</figure>',
        lambda match: figure_html(pictures[match[1]], match[2] or ""),
        source,
    )
    source = re.sub(r'<div data-embed="([^"]+)"></div>', lambda match: embed_html(match[1]), source)
    return sanitise(source.strip())


CORRECTED = ("headline", "body")  # where a story with a correction had it wrong at first


def write(
    story: dict, authors: dict[str, Author], addresses: dict[str, str], pictures: Pictures, now: datetime
) -> None:
    state = story["state"]
    chief, editor = User.objects.get(username="chief"), User.objects.get(username="editor")
    correction = story.get("correction")
    first = {
        field: story[field].replace(correction["right"], correction["wrong"]) if correction else story[field]
        for field in CORRECTED
    }
    article = Article(
        **{field: story.get(field, "") for field in ("kicker", "short_headline", "slug")},
        headline=first["headline"],
        body=body(first["body"], addresses, pictures),
        standfirst=story.get("standfirst", ""),
        section=Section.objects.get(path=story["section"]),
        lead_image=pictures[story["picture"]] if story.get("picture") else None,
        lead_caption=story.get("lead_caption", ""),
        stage=state if state in Article.Stage else Article.Stage.READY,
        created_by=authors[story["bylines"][0]["author"]].user or chief,
    )
    article.full_clean()
    article.save()
    article.tags.set(story["tags"])
    for position, byline in enumerate(story["bylines"]):
        Byline.objects.create(
            article=article, author=authors[byline["author"]], role=byline["role"], position=position
        )
    workflow.record(article, by=article.created_by, note="First draft")
    at = moment(story, now)
    if state in Article.Stage:
        backdate(article, at)
        return

    workflow.publish(article, by=editor, at=at)
    if correction:
        for field, words in (
            ("headline", story["headline"]),
            ("body", body(story["body"], addresses, pictures)),
        ):
            setattr(article, field, words)
        article.save()
        workflow.record(article, by=editor, note="Corrected")
        later = at + (now - at) / 3
        workflow.publish(article, by=editor, at=later, correction=(correction["kind"], correction["text"]))
    if state == "withdrawn":
        workflow.withdraw(article, by=chief)
    if state == "live_with_changes":
        article.refresh_from_db()
        for field, words in story["changes"].items():
            setattr(article, field, words)
        article.save()
        workflow.record(article, by=article.created_by, note="Waiting for the ministry’s answer")
    else:
        backdate(article, min(at, now))


def backdate(article: Article, at: datetime) -> None:
    """Has the desk's list and history say that the story was last changed then."""
    Article.objects.filter(pk=article.pk).update(changed_at=at)
    article.revisions.update(at=at)


def make_series() -> None:
    keys = dict(Article.objects.values_list("slug", "pk"))
    for told in read("series.toml")["series"]:
        stories = [keys[slug] for slug in told.pop("stories")]
        Series.objects.create(**told).put(stories)


def lay_out(now: datetime) -> None:
    """The layouts of the front page and of a section, and what is pinned there."""
    content = read("front.toml")
    editor = User.objects.get(username="editor")
    sections = {section.path: section for section in Section.objects.all()}
    tags = {tag.name: tag for tag in Tag.objects.all()}
    for told in content["layout"]:
        of_page = Layout.objects.of(sections.get(told.get("section")))
        at = now + timedelta(hours=told["hours"])
        layout = of_page.create(
            section=sections.get(told.get("section")),
            number=of_page.last_number() + 1,
            live_from=_next_hour(at) if at > now else at,
            made_at=min(at, now),
            made_by=editor,
            note=told["note"],
        )
        Zone.objects.bulk_create(
            Zone(
                layout=layout,
                position=position,
                rule=next((rule for rule in ("section", "tag") if rule in zone), "newest"),
                **zone | {"section": sections.get(zone.get("section")), "tag": tags.get(zone.get("tag"))},
            )
            for position, zone in enumerate(told["zone"])
        )
    for told in content["pin"]:
        edition = Edition.objects.live(now).select_related("lead_image").get(article__slug=told["story"])
        pin = Pin(
            article_id=edition.article_id,
            zone=told["zone"],
            place=told["place"],
            headline=told.get("headline", ""),
            pinned_from=edition.live_from,
        )
        if "crop" in told:
            pin.crop(edition.lead_image, *told["crop"])
        pin.save()


def count_readings(now: datetime) -> None:
    """As if each story had had its readers in the last hours, the newer and those with a shorter headline more."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    Readings.objects.bulk_create(
        Readings(
            article_id=edition.article_id,
            hour=hour - timedelta(hours=ago),
            count=9000 // (len(edition.headline) * (place + ago + 5)),
        )
        for place, edition in enumerate(Edition.objects.live(now).newest_first())
        for ago in range(12)
    )


def fill_desk(now: datetime) -> None:
    """The notes and the assignments."""
    content = read("desk.toml")
    stories = {article.slug: article for article in Article.objects.all()}
    people: dict[str | None, User] = {user.username: user for user in User.objects.all()}
    today = timezone.localdate(now)
    for told in content["assignment"]:
        Assignment.objects.create(
            article=stories[told["story"]],
            to=people.get(told.get("to")),
            by=people[told["by"]],
            due_at=_next_hour(now + timedelta(hours=told["due_in"])) if "due_in" in told else None,
            planned_for=today + timedelta(days=told["planned_in_days"])
            if "planned_in_days" in told
            else None,
            brief=told["brief"],
        )
    for told in content["note"]:
        note = add_note(stories[told["story"]], told, people, now)
        for reply in told.get("replies", []):
            add_note(note.article, reply, people, now, parent=note)


def add_note(article: Article, told: dict, people: dict, now: datetime, parent=None) -> Comment:
    by = people[told["by"]]
    note = Comment.objects.create(
        article=article,
        parent=parent,
        by=by,
        by_name=str(by),
        at=now - timedelta(hours=told["hours_ago"]),
        text=told["text"],
        passage=told.get("passage", ""),
        resolved_at=now if told.get("resolved") else None,
        resolved_by=people.get(told.get("resolved_by")),
    )
    note.mentions.set(people[name] for name in mentioned(note.text) & people.keys())
    return note


def _next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
