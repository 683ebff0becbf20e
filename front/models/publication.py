"""The publication itself, and what counts the changes to what its readers see."""

from __future__ import annotations

import uuid
from datetime import timedelta
from zoneinfo import available_timezones

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q, Subquery
from django.db.models.functions import Greatest, JSONObject, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ads.models import Booking
from articles.models import Edition
from articles.most_read import most_read_links
from front import accent, icons
from front.contacts import Contact, check_telephone, contacts
from front.crawlers import AICrawlers, check_names
from front.models.banner import Banner
from front.models.layout import Layout
from front.models.menu import Menu, MenuItem, link_of
from front.models.page import Page, Purpose
from front.models.pin import Pin
from front.prepared import Prepared
from front.security import check_contact
from sections.models import Section


class Generation(models.Model):
    """
    Counts the changes to anything that readers see. Triggers in the database count, whoever makes the change; it
    becomes visible together with the change. A page kept from an earlier generation is stale.
    """

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(name="generation_is_the_only_one", condition=Q(pk=1))]

    def __str__(self):
        return str(self.number)

    @staticmethod
    def current() -> int | None:
        """Asked for every page that is kept: written out, for building the query would cost more than asking it."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM front_generation")
            row = cursor.fetchone()
        return row and row[0]


def check_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError("Choose a time zone of the list, such as Europe/Berlin.")


UNNAMED = "Newsroom"  # the name that the first migration gives


class PublicationQuerySet(models.QuerySet):
    def for_frame(self, at=None):
        """
        The publication with all that the frame of a page shows, in one query: the menus, `pages` (title, slug, purpose
        of those that are live), `links` (label, url), `banner` (text, until, path; or None), `laid_out` (keys of the
        sections whose pages have zones, or will), `read_json` (see most_read_links), and for whoever keeps the page
        `generation`, `next_change` (when the clock next changes what is shown, or None) and `changed_at` (when somebody
        or the clock last did, or None).
        """
        return FRAME.first(at or timezone.now()) or self._nameless()

    def zone(self) -> str | None:
        """The name of the publication's time zone; None where it is that of the installation."""
        return self.values_list("time_zone", flat=True).first() or None

    def named(self):
        """The publication, once somebody has given it a name of its own."""
        return self.exclude(name=UNNAMED)

    def _nameless(self):
        """What stands in for the publication in a database that was emptied by hand."""
        publication = self.model(name=UNNAMED)
        publication.links, publication.banner, publication.laid_out = [], None, []
        publication.pages = publication.read_json = []
        publication.generation = publication.next_change = publication.changed_at = None
        return publication


def framed(at):
    """See for_frame()."""
    menu = Section.objects.in_menu().values(json=JSONObject(name="name", path="path"))
    links = SocialLink.objects.order_by("position", "pk").values(json=JSONObject(label="label", url="url"))
    return Publication.objects.annotate(
        menu_json=ArraySubquery(menu),
        masthead_json=ArraySubquery(MenuItem.objects.leading(Menu.MASTHEAD, at)),
        footer_json=ArraySubquery(MenuItem.objects.leading(Menu.FOOTER, at)),
        pages=ArraySubquery(Page.objects.as_json()),
        links=ArraySubquery(links),
        banner=Subquery(Banner.objects.current(at).as_json(at)[:1]),
        laid_out=ArraySubquery(
            Layout.objects.kept().exclude(section=None).order_by().values("section").distinct()
        ),
        read_json=ArraySubquery(most_read_links(at)),
        generation=Subquery(Generation.objects.values("number")),
        next_change=next_change(at),
        changed_at=Greatest(Subquery(Generation.objects.values("changed_at")), last_change(at)),
    )[:1]


FRAME = Prepared(framed)


def moments():
    """All columns that hold a moment at which the clock changes what is shown, each with the rows that have it."""
    return [
        (Edition.objects, "live_from"),
        (Edition.objects, "live_until"),
        (Layout.objects.kept(), "live_from"),
        (Pin.objects, "pinned_from"),
        (Pin.objects, "pinned_until"),
        (Banner.objects, "banner_from"),
        (Banner.objects, "banner_until"),
        (Booking.objects, "booked_from"),
        (Booking.objects, "booked_until"),
    ]


def next_change(at):
    """
    The first moment after `at` at which an edition, a layout, a pin, a banner or a booking begins or ends, as an
    expression.
    """

    def first(queryset, field):
        later = queryset.filter(**{f"{field}__gt": at}).order_by(field)
        return Subquery(later.values(field)[:1])

    return Least(*(first(*moment) for moment in moments()))


def last_change(at):
    """The last such moment until `at`, as an expression."""

    def last(queryset, field):
        earlier = queryset.filter(**{f"{field}__lte": at}).order_by(f"-{field}")
        return Subquery(earlier.values(field)[:1])

    return Greatest(*(last(*moment) for moment in moments()))


def logotype_path(publication: Publication, filename: str) -> str:
    """A new address for every upload, so that it may be cached for ever."""
    return f"logotype/{uuid.uuid4().hex}.webp"


def icon_path(publication: Publication, filename: str) -> str:
    """Likewise; the smaller ones that are made of it lie beside it, see front/icons.py."""
    return f"icon/{uuid.uuid4().hex}/{icons.ICON}.png"


class Publication(models.Model):
    """The one publication of this site: its name, and what it says of itself."""

    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=160, blank=True)
    accent = models.CharField(
        "accent colour",
        max_length=7,
        default=accent.BUILT_IN,
        help_text="The one colour of the site, as # and six digits. It has to be read as text on the page; its twin "
        "for dark screens is made of it.",
    )

    logotype = models.FileField(
        upload_to=logotype_path,
        blank=True,
        help_text="Stands in the masthead in place of the name: a PNG or WebP with a transparent ground, 240 pixels "
        "high or more.",
    )
    logotype_width = models.PositiveSmallIntegerField(default=0, editable=False)
    logotype_height = models.PositiveSmallIntegerField(default=0, editable=False)
    logotype_dark = models.FileField(
        "logotype on dark",
        upload_to=logotype_path,
        blank=True,
        help_text="The same in light colours, for readers whose screens are dark. Give it the same measure.",
    )
    logotype_says = models.CharField(
        "what the logotype says",
        max_length=120,
        blank=True,
        help_text="For those who don't see it. The name, if empty.",
    )
    icon = models.FileField(
        upload_to=icon_path,
        blank=True,
        help_text="Stands in browser tabs and on the screens of phones: a square PNG or WebP, 512 pixels or more. "
        "Everything else is made of it.",
    )

    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[check_zone],
        help_text="By whose clock the desk schedules, and in which readers read the time. A change moves "
        "nothing that is scheduled, and no address.",
    )

    # How to reach it.
    postal_address = models.TextField(
        max_length=300, blank=True, help_text="As it stands on a letter, line by line."
    )
    telephone = models.CharField(
        max_length=40,
        blank=True,
        validators=[check_telephone],
        help_text="With the country’s code: +49 40 123456.",
    )
    email = models.EmailField("mail", blank=True)
    newsroom_email = models.EmailField("mail of the newsroom", blank=True)
    tips = models.CharField(
        "tips",
        max_length=300,
        blank=True,
        validators=[check_contact],
        help_text="Where somebody tells you what nobody else knows: a mail address, or the address of a page that says "
        "how, with https://.",
    )
    advertising_email = models.EmailField("mail for advertisers", blank=True)

    # For machines.
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text="What feeds call our stories by.")
    full_text_feeds = models.BooleanField(
        "whole stories in feeds",
        default=False,
        help_text="Feed readers then show whole stories. Otherwise they show the standfirst and link to the story.",
    )
    ai_crawlers = models.CharField(
        "AI crawlers",
        max_length=20,
        choices=AICrawlers,
        default=AICrawlers.ALLOWED,
        help_text="What robots.txt asks of them. It is a request: most of the large ones heed it, nobody has to.",
    )
    crawlers_kept_out = models.TextField(
        "crawlers to keep out besides",
        max_length=2000,
        blank=True,
        validators=[check_names],
        help_text="One name a line, as the crawler gives it for robots.txt, e.g. “ExampleBot”.",
    )
    security_contact = models.CharField(
        max_length=300,
        blank=True,
        validators=[check_contact],
        help_text="Where to report a security hole: a mail address, or the address of a page that begins with "
        "https://. It stands in /.well-known/security.txt.",
    )
    security_until = models.DateField(
        "security contact holds until",
        null=True,
        blank=True,
        help_text="Until when that may be relied on, at most a year ahead. After this day the file is taken down.",
    )
    corrections_policy = models.URLField(
        max_length=300, blank=True, help_text="The address of the page that says how you correct errors."
    )
    ethics_policy = models.URLField(
        max_length=300, blank=True, help_text="The address of the page with your code of ethics."
    )

    pages: list[dict]  # from for_frame()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "publication"
        constraints = [models.CheckConstraint(name="publication_is_the_only_one", condition=Q(pk=1))]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    def clean(self):
        self.accent = self.accent.strip().lower()
        try:
            accent.check_accent(self.accent)
        except ValidationError as error:
            raise ValidationError({"accent": error}) from error
        if self.security_contact and not self.security_until:
            raise ValidationError({"security_until": "Say until which day the security contact holds."})
        ahead = (self.security_until or timezone.localdate()) - timezone.localdate()
        if ahead > timedelta(days=366):
            raise ValidationError({"security_until": "Choose a day within a year; set a later one in time."})

    def icon_url(self, name: str) -> str:
        """The path of an icon of front.icons.FILES."""
        return icons.url(self, name)

    @property
    def accent_on_dark(self) -> str:
        return accent.on_dark(self.accent)

    @property
    def look(self) -> str:
        """The address of the style sheet with the accent colour; empty where it is the built-in one."""
        if self.accent == accent.BUILT_IN:
            return ""
        return reverse("look", args=[self.accent.strip("#"), self.accent_on_dark.strip("#")])

    @property
    def contacts(self) -> list[Contact]:
        return contacts(self)

    @property
    def menu(self) -> list[dict]:
        """The sections of the menu: name and url."""
        return [
            {"name": section["name"], "url": reverse("section", args=[section["path"]])}
            for section in getattr(self, "menu_json", [])
        ]

    def most_read_beside(self, article: int) -> list[dict]:
        """What readers read most, for the page of a story: up to five others, each with path and headline."""
        others = [story for story in getattr(self, "read_json", []) if story["article"] != article][:5]
        return [{**story, "headline": story["short_headline"] or story["headline"]} for story in others]

    @property
    def masthead(self) -> list[dict]:
        """The links of the masthead: name and url. The sections, where nobody has made a menu."""
        return [link_of(item) for item in getattr(self, "masthead_json", [])] or self.menu

    @property
    def footer(self) -> list[dict]:
        """The links of the footer: name and url. The pages and the archive, where nobody has made a menu."""
        if made := [link_of(item) for item in getattr(self, "footer_json", [])]:
            return made
        order = [*Purpose]
        pages = sorted(self.pages, key=lambda page: order.index(Purpose(page["purpose"])))
        return [
            *({"name": page["title"], "url": reverse("page", args=[page["slug"]])} for page in pages),
            {"name": _("Archive"), "url": reverse("archive")},
            {"name": _("Corrections"), "url": reverse("corrections")},
        ]

    def page_for(self, purpose: Purpose) -> str:
        """The path of the live page that serves a purpose; empty where there is none."""
        found = next((page for page in self.pages if page["purpose"] == purpose), None)
        return reverse("page", args=[found["slug"]]) if found else ""


class SocialLink(models.Model):
    """Where else readers can follow the publication: “Connect with us”."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="social_links")
    label = models.CharField(max_length=40, help_text="E.g. “Mastodon”.")
    url = models.URLField("address", max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label
