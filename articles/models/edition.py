"""The readers' side: frozen, complete, rendered versions of a story, each with the time in which it is live."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from taggit.managers import TaggableManager

from articles.anchors import with_anchors
from articles.makers import Task, tasks
from articles.models.article import Article, Story, is_live
from articles.models.filing import Filing, ListedEdition, TaggedEdition
from articles.models.series import Part
from articles.opening import READ, opening
from articles.render import AD_BREAK
from articles.series import told
from authors.models import Author, AuthorLink
from media.models import Image
from sections.models import Section

READING_SPEED = 230  # words a minute
# Which file of the sitemap a story is in, see articles/sitemaps.py; two indexes below are made of this expression.
PER_FILE = 10_000
SITEMAP_FILE = ExpressionWrapper(F("article") / PER_FILE, output_field=models.BigIntegerField())

# The columns of a picture that showing it needs.
PICTURE_FIELDS = (
    "id", "content_hash", "width", "height", "sizes_made", "focal_x", "focal_y", "alt_text", "decorative",
)  # fmt: skip


class TsTzRange(Func):
    """PostgreSQL's `tstzrange(from, until, '[)')`."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self, start, stop):
        super().__init__(start, stop, RangeBoundary())


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """The editions a reader may see at the moment `at` (now unless given)."""
        return self.filter(is_live(at or timezone.now()))

    def waiting(self, at=None):
        """The editions that will go live after the moment `at` (now unless given)."""
        return self.kept().filter(live_from__gt=at or timezone.now())

    def kept(self):
        """All but those that were called off before their time."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")))

    def ever_live(self, at=None):
        """The editions that readers could see at some moment until `at` (now unless given)."""
        return self.kept().filter(live_from__lte=at or timezone.now())

    def may_come_back(self):
        """
        Of those that readers had once, the ones whose words they may be shown as what stood there then: their story is
        live now, and since then the words were neither withdrawn, nor retracted, nor corrected in such a way that the
        old ones must not be read.
        """
        same_story = Edition.objects.filter(article=OuterRef("article"))
        withdrawn = same_story.filter(withdrawal__isnull=False, number__gte=OuterRef("number"))
        unsaid = Q(correction__shows_difference=False) | Q(correction__kind=Correction.Kind.RETRACTION)
        unsaid_since = same_story.ever_live().filter(unsaid, number__gt=OuterRef("number"))
        return self.filter(Exists(same_story.live()), ~Exists(withdrawn), ~Exists(unsaid_since))

    def in_time(self):
        """From the first that readers got to the last."""
        return self.order_by("live_from", "number")

    def in_a_row(self):
        """
        With what came before and after each: it `goes_on` where the edition before it ended, `is_replaced` by another
        as it ends, or `was_withdrawn` (None if not).
        """
        of_story = Edition.objects.kept().filter(article=OuterRef("article"))
        return self.annotate(
            goes_on=Exists(of_story.filter(live_until=OuterRef("live_from"))),
            is_replaced=Exists(of_story.filter(live_from=OuterRef("live_until"))),
            was_withdrawn=F("withdrawal"),
        )

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self):
        """With all that a card shows, in one query."""
        return (
            self.select_related("section", "lead_image")
            .defer("body", "body_html", "search")
            .with_retractions()
        )

    def with_retractions(self):
        """Whether each `is_retracted`: it, or an edition of the same story before it."""
        retractions = Correction.objects.filter(
            kind=Correction.Kind.RETRACTION,
            edition__article=OuterRef("article"),
            edition__number__lte=OuterRef("number"),
        )
        return self.annotate(is_retracted=Exists(retractions))

    def for_page(self):
        """With all that a story's page says of the story itself, in one query; see the `printed_…` properties."""
        edition = OuterRef("pk")
        corrections = Correction.objects.told().filter(
            edition__article=OuterRef("article"), edition__number__lte=OuterRef("number")
        )
        parts = Part.objects.filter(series=OuterRef("series")).as_json(Edition.objects.live())
        series = Part.objects.filter(article=OuterRef("article")).values(
            json=JSONObject(
                title="series__title",
                slug="series__slug",
                planned="series__planned",
                parts=ArraySubquery(parts),
            )
        )
        return (
            self.select_related("section__parent", "lead_image")
            .defer("body", "search")
            .annotate(
                bylines_json=ArraySubquery(EditionByline.objects.filter(edition=edition).as_json()),
                tags_json=ArraySubquery(
                    TaggedEdition.objects.filter(content_object=edition)
                    .order_by("tag__name")
                    .values(json=JSONObject(pk="tag", name="tag__name", slug="tag__slug"))
                ),
                corrections_json=ArraySubquery(
                    corrections.values(
                        json=JSONObject(
                            pk="pk",
                            kind="kind",
                            text="text",
                            at="edition__live_from",
                            shows_difference="shows_difference",
                        )
                    )
                ),
                series_json=Subquery(series),
                # The body itself is not asked for.
                begins=Case(When(standfirst="", then=Left("body", READ)), default=Value("")),
            )
        )


class Edition(Story):
    """
    A story as readers see it from `live_from` until `live_until` (for good, where that is null).

    The words never change once frozen, nor do the bylines, the tags and the note of a correction; triggers hold that.
    So a tag that was printed can't be deleted. A correction is a new edition. Only `live_until` may be set later, and
    what is derived from the words (`body_html`, `search`) rebuilt. An edition whose `live_until` equals its
    `live_from` was called off before its time. All moments are aware.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    article_version = models.PositiveIntegerField(
        help_text="The version of the working copy that was frozen."
    )
    number = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    # Keys of the checklist's warnings that it was published with: of these the next edition isn't asked once more.
    confirmed = ArrayField(models.CharField(max_length=60), default=list, db_default=[], blank=True)

    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(help_text="When the story's first edition went live.")
    updated_at = models.DateTimeField(null=True, blank=True, help_text="When readers last got changed words.")
    path = models.CharField(max_length=160, help_text="The address on the site, from / to /.")

    listed_in = models.ManyToManyField(
        Section, through=ListedEdition, related_name="editions", help_text="All sections that list it."
    )
    lead_credit = models.CharField(max_length=255, blank=True)
    tags = TaggableManager(through=TaggedEdition, blank=True)
    authors = models.ManyToManyField(Author, through="articles.EditionByline", related_name="editions")
    byline_line = models.TextField(blank=True, help_text="“Ana Ruiz and Tom Okafor”, for lists.")
    word_count = models.PositiveIntegerField(default=0)

    body_html = models.TextField(blank=True, help_text="Derived: the body as readers get it.")
    search = SearchVectorField(null=True, editable=False)

    # From for_page().
    bylines_json: list[dict]
    tags_json: list[dict]
    corrections_json: list[dict]
    series_json: dict | None
    begins: str

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_is_used_once"),
            models.CheckConstraint(
                name="edition_stops_after_it_starts",
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
            ),
            models.CheckConstraint(
                name="edition_not_before_first_published",
                condition=Q(first_published_at__lte=F("live_from")),
            ),
            ExclusionConstraint(
                name="edition_one_live_at_a_time",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (TsTzRange("live_from", "live_until"), RangeOperators.OVERLAPS),
                ],
            ),
            # An edition waits from the moment it is frozen until it goes live; see also kept().
            ExclusionConstraint(
                name="edition_one_waits_at_a_time",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (TsTzRange("frozen_at", "live_from"), RangeOperators.OVERLAPS),
                ],
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")),
            ),
            # Once used, an address belongs to its story for good: links to it must never show another one. The sum
            # keeps the database from looking a story's editions up in this index, where it would read half of it.
            ExclusionConstraint(
                name="edition_address_belongs_to_one_story",
                expressions=[
                    ("path", RangeOperators.EQUAL),
                    (
                        ExpressionWrapper(F("article") + 0, output_field=models.BigIntegerField()),
                        RangeOperators.NOT_EQUAL,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"], name="edition_by_date"),
            models.Index(fields=["section", "-first_published_at"], name="edition_by_section_and_date"),
            models.Index(fields=["path"], name="edition_by_path"),
            models.Index(
                fields=["article", "live_from"],
                include=["live_until", "article_version"],
                name="edition_by_article",
            ),
            models.Index(fields=["live_from"], name="edition_by_start"),
            models.Index(
                fields=["live_until"], name="edition_by_stop", condition=Q(live_until__isnull=False)
            ),
            GinIndex(fields=["search"], name="edition_by_words"),
            models.Index(SITEMAP_FILE, F("live_from").desc(), name="edition_by_file_and_start"),
            models.Index(
                SITEMAP_FILE,
                F("live_until").desc(),
                name="edition_by_file_and_stop",
                condition=Q(live_until__isnull=False),
            ),
        ]

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def card_headline(self) -> str:
        return self.short_headline or self.headline

    @cached_property
    def description(self) -> str:
        """What machines say that it is about: the standfirst, or else how the text begins, if it has words."""
        return self.standfirst or opening(self.begins)

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.word_count / READING_SPEED))

    @property
    def body_parts(self) -> list[str]:
        """The rendered body, its paragraphs with anchors, cut where an advertisement may stand between two blocks."""
        return with_anchors(self.body_html).split(AD_BREAK)

    @cached_property
    def printed_bylines(self) -> list[dict]:
        """
        The bylines in order, each with role, name and short_bio as printed, and what its author's page says today:
        slug, url, kind, job, bio, email (empty unless public), links (label, url), photo (an Image or None); and
        `task`, what the role is to machines.
        """
        done = tasks([byline["role"] for byline in self.bylines_json])
        return [
            {
                **byline,
                "task": task,
                "url": reverse("author", args=[byline["slug"]]),
                "photo": Image(**byline["photo"]) if byline["photo"]["id"] else None,
            }
            for byline, task in zip(self.bylines_json, done, strict=True)
        ]

    @cached_property
    def printed_authors(self) -> list[dict]:
        """The bylines with each author once, however many parts one has in the story."""
        authors: dict[str, dict] = {}
        for byline in self.printed_bylines:
            authors.setdefault(byline["slug"], byline)
        return list(authors.values())

    @cached_property
    def makers(self) -> dict[Task, list[dict]]:
        """The bylines as machines are told of them, each person once: who wrote, else edited, else contributed."""
        made: dict[Task, list[dict]] = {task: [] for task in Task}
        named = set()
        for task in Task:
            for byline in self.printed_bylines:
                if byline["task"] == task and byline["slug"] not in named:
                    named.add(byline["slug"])
                    made[task].append(byline)
        return made

    @cached_property
    def printed_tags(self) -> list[dict]:
        """The tags by name: pk, name, slug and url."""
        return [{**tag, "url": reverse("tag", args=[tag["slug"]])} for tag in self.tags_json]

    @cached_property
    def series(self) -> dict | None:
        """The series that the story is a part of, as `articles.series.told()` describes it."""
        return told(self.series_json, self.article_id)

    @cached_property
    def corrections(self) -> list[dict]:
        """
        What was corrected up to this edition, newest first: pk, number (the first is 1), kind, label, text, at (aware),
        shows_difference.
        """
        return [
            {
                **one,
                "number": number,
                "label": Correction.Kind(one["kind"]).label,
                "at": datetime.fromisoformat(one["at"]),
            }
            for number, one in zip(
                range(len(self.corrections_json), 0, -1), self.corrections_json, strict=True
            )
        ]

    @property
    def retractions(self) -> list[dict]:
        """Those corrections that readers are told of before they read the story."""
        return [one for one in self.corrections if one["kind"] == Correction.Kind.RETRACTION]

    @property
    def other_corrections(self) -> list[dict]:
        """Those that stand under the story."""
        return [one for one in self.corrections if one["kind"] != Correction.Kind.RETRACTION]


class EditionBylineQuerySet(models.QuerySet):
    def as_json(self):
        """In their order, as the dicts that Edition.printed_bylines describes, without its urls."""
        links = AuthorLink.objects.filter(author=OuterRef("author")).order_by("position", "pk")
        photo = {field: f"author__photo__{field}" for field in PICTURE_FIELDS}
        return self.order_by("position", "pk").values(
            json=JSONObject(
                role="role",
                name="name",
                short_bio="short_bio",
                slug="author__slug",
                kind="author__kind",
                job="author__role",
                bio="author__bio",
                email=Case(When(author__email_is_public=True, then="author__email"), default=Value("")),
                links=ArraySubquery(links.values(json=JSONObject(label="label", url="url"))),
                photo=JSONObject(**photo),
            )
        )


class EditionByline(Filing):
    """A byline as it was printed."""

    THING = "author"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    short_bio = models.TextField(blank=True)

    objects = EditionBylineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="edition_byline_has_its_place"),
        ]
        indexes = [
            models.Index(fields=["author", "-first_published_at", "-edition"], name="edition_by_author"),
        ]

    def __str__(self):
        return f"{self.role} {self.name}"


class CorrectionQuerySet(models.QuerySet):
    def told(self, at=None):
        """Those that readers have been told of by the moment `at` (now unless given), newest first."""
        editions = Edition.objects.ever_live(at)
        return self.filter(edition__in=editions).order_by("-edition__live_from", "-pk")


class Correction(models.Model):
    """What readers are told about the difference between this edition and the one before it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", gettext_lazy("Correction")
        CLARIFICATION = "clarification", gettext_lazy("Clarification")
        UPDATE = "update", gettext_lazy("Update")
        RETRACTION = "retraction", gettext_lazy("Retraction")

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="correction")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(max_length=1000)
    shows_difference = models.BooleanField(
        default=True,
        help_text="Readers may open the exact difference: not where the old words must not be read.",
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:80]}"


class Withdrawal(models.Model):
    """That the editors took an edition from readers, and what they tell them instead; its address answers 410."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    notice = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.edition}, withdrawn {self.at:%Y-%m-%d %H:%M}"
