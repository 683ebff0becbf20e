"""The desk's side: the working copy of a story. Nothing that a reader can reach reads these tables."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter, itemgetter

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Left, NullIf, Trim, Upper
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles.body import BodyField
from authors.models import Author
from media.models import Image
from redirects.slugs import slug_of
from sections.models import Section


def languages() -> list[tuple[str, str]]:
    """Those that a story may say it is in: tags as of BCP 47, and their names; first, that it says nothing."""
    named = [(tag, info["name"]) for tag, info in LANG_INFO.items() if "name" in info]
    return [("", "As the publication"), *sorted(named, key=itemgetter(1))]


def is_live(at: datetime, editions="") -> Q:
    """Which of the `editions`, a prefix of lookups, a reader may see at the moment `at`."""
    # The second follows from the first; it lets the indexes by date begin below all that still waits.
    begun = Q(**{f"{editions}live_from__lte": at, f"{editions}first_published_at__lte": at})
    return begun & (Q(**{f"{editions}live_until": None}) | Q(**{f"{editions}live_until__gt": at}))


class Story(models.Model):
    """What the working copy and its frozen editions have in common: the words and the pictures of a story."""

    kicker = models.CharField(max_length=60, blank=True, help_text="One to three words above the headline.")
    headline = models.CharField(max_length=300)
    short_headline = models.CharField(
        max_length=120, blank=True, help_text="For lists and small places. The headline itself, if empty."
    )
    standfirst = models.TextField(
        max_length=600, blank=True, help_text="What happened and why it matters, in a sentence or two."
    )
    body = BodyField(blank=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    lead_image = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lead picture"
    )
    lead_caption = models.TextField(
        "lead caption",
        blank=True,
        help_text="Only where this story needs another caption than the picture's own.",
    )
    seo_title = models.CharField(
        "title for search engines", max_length=120, blank=True, help_text="The headline, if empty."
    )
    seo_description = models.CharField(
        "description for search engines", max_length=320, blank=True, help_text="The standfirst, if empty."
    )
    canonical_url = models.URLField(
        "canonical address", blank=True, help_text="Only for a story that was first published elsewhere."
    )
    language = models.CharField(
        max_length=12,
        choices=languages,
        blank=True,
        db_default="",
        help_text="Where it is another than the publication's: screen readers, browsers and search engines are told.",
    )
    suppress_ads = models.BooleanField(
        "no advertisements",
        default=False,
        help_text="For disasters, deaths and whatever an ad beside would hurt.",
    )
    # The keys of stories. No relation: what an edition holds never changes, and a story that is gone shows nothing.
    related = ArrayField(
        models.BigIntegerField(),
        verbose_name="related stories",
        blank=True,
        default=list,
        db_default=[],
        help_text="Readers see those that are live, in this order, and after them what fits by tags and words.",
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline


class TaggedArticle(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="%(class)s_items")
    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="article_has_a_tag_once"),
        ]


# Few stories at any time, so an index of them alone finds those that were changed after they were frozen.
CHANGED = Q(frozen_version__lt=F("version"))


def who_saved():
    """What the person of a Revision is called, or was called then if the account is gone; null where it was nobody."""
    name = NullIf(Trim(Concat("by__first_name", Value(" "), "by__last_name")), Value(""))
    return Coalesce(name, "by__username", NullIf("by_name", Value("")))


class ArticleQuerySet(models.QuerySet):
    def whole(self):
        """With all that is written in a story and chosen for it, as `content()` has it."""
        return self.select_related("section__parent", "lead_image").prefetch_related(
            "bylines", "tags", "other_sections"
        )

    def for_list(self):
        """With what the desk's list shows of a story, in a fixed number of queries."""
        revisions = self.model.revisions.rel.related_model.objects.filter(article=OuterRef("pk"))
        return (
            self.select_related("section__parent", "assignment__to")
            .prefetch_related("bylines__author")
            .defer("body", "words")
            .annotate(changed_by=Subquery(revisions.values_list(who_saved())[:1]))
        )

    def visible_to(self, user):
        """
        The stories that `user` may meet at the desk: their own, and those of others if they work with those; for
        someone who is limited to sections, only those of these and of their subsections.
        """
        if not user.has_perm("articles.others_article"):
            return self.of(user)
        if limits := user.limited_to:
            sections = Section.objects.filter(Q(pk__in=limits) | Q(parent__in=limits))
            return self.filter(Q(section__in=sections) | self._is_of(user))
        return self

    def of(self, user):
        """The stories that `user` has begun, stands in the byline of, or is assigned to."""
        return self.filter(self._is_of(user))

    def _is_of(self, user):
        """
        By their keys, each way looked up in its index, as a condition that joins them by OR would not be. The author is
        named, not joined: so the database knows how few or many stories that may be.
        """
        begun = self.model._base_manager.filter(created_by=user).order_by().values("pk")
        assigned = self.model.assignment.related.related_model.objects.filter(to=user).values("article")
        author = getattr(user, "author", None)
        signed = [Byline.objects.filter(author=author).order_by().values("article")] if author else []
        return Q(pk__in=begun.union(assigned, *signed))

    def latest_of(self, user, count):
        """
        The `count` stories of them that were changed last of those of() the user. Each way to one is a list of its
        own, which an index gives in its order: so it costs the same however much somebody has written.
        """
        rows = self.order_by("-changed_at", "-pk").values("pk")
        assigned = Article.assignment.related.related_model.objects.filter(to=user).order_by()
        ways = [rows.filter(created_by=user), rows.filter(pk__in=assigned.values("article"))]
        if author := getattr(user, "author", None):
            signed = Byline.objects.filter(author=author).order_by()
            ways.append(rows.filter(pk__in=signed.values("article")))
        first, *others = (way[:count] for way in ways)
        return self.filter(pk__in=first.union(*others)).order_by("-changed_at", "-pk")[:count]

    def named(self, keys) -> list[dict]:
        """The stories with these keys, in their order, as `{"id", "name"}`."""
        names = dict(self.filter(pk__in=keys).values_list("pk", "headline")) if keys else {}
        return [{"id": pk, "name": names.get(pk, "A story that is deleted")} for pk in keys]

    def never_frozen(self):
        """Those that readers neither had nor will have."""
        return self.filter(frozen_version=None)

    def with_unpublished_changes(self, at=None):
        """Those that are live at the moment `at` (now), and were changed since; the change doesn't wait either."""
        editions = self.model.editions.rel.related_model.objects.filter(article=OuterRef("pk"))
        known = editions.filter(article_version=OuterRef("version"))
        return self.filter(
            CHANGED, Exists(editions.live(at)), ~Exists(known.live(at)), ~Exists(known.waiting(at))
        )

    def with_standing(self, at=None):
        """With what `articles.standing` words: how each story stands at the moment `at` (now)."""
        at = at or timezone.now()
        editions = self.model.editions.rel.related_model.objects.filter(article=OuterRef("pk"))
        waiting = editions.waiting(at)
        gone = editions.ever_live(at).order_by(F("live_until").desc(nulls_first=True))
        retracted = editions.with_retractions().filter(pk=OuterRef("live__pk"))
        # At most one is live: joined once, it makes a query in half the time that a subquery for each field takes.
        return self.annotate(live=FilteredRelation("editions", condition=is_live(at, "editions__"))).annotate(
            live_since=F("live__first_published_at"),
            live_updated_at=F("live__updated_at"),
            live_until=F("live__live_until"),
            live_version=F("live__article_version"),
            live_path=F("live__path"),
            is_retracted=Subquery(retracted.values("is_retracted")),
            waits_until=Subquery(waiting.values("live_from")),
            waiting_until=Subquery(waiting.values("live_until")),
            waiting_version=Subquery(waiting.values("article_version")),
            gone_at=Subquery(gone.values("live_until")[:1]),
            was_withdrawn=Subquery(gone.values("withdrawal")[:1]),
        )


# PostgreSQL takes a vector of up to 1 MB: of a longer story its beginning is found.
SEARCHED = 100_000  # characters of the body


class Article(Story):
    """
    The working copy of a story. It may be half-written at any moment, also while an earlier version is live.

    `version` counts the saves that changed something: a form that was opened at another version is stale.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_EDIT = "in_edit", "In edit"
        READY = "ready", "Ready"
        SPIKED = "spiked", "Spiked"

    slug = models.SlugField(
        max_length=120,
        allow_unicode=True,
        help_text="The last part of the story's address. Made from the headline.",
    )
    other_sections = models.ManyToManyField(
        Section, blank=True, related_name="+", help_text="Where the story is listed too."
    )
    tags = TaggableManager(through=TaggedArticle, blank=True)
    authors = models.ManyToManyField(Author, through="articles.Byline", related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    embargo_until = models.DateTimeField(
        "embargo", null=True, blank=True, help_text="The story can't go live before this moment."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    frozen_version = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text="Derived, by the database: the version that the latest edition is of, called off ones aside.",
    )
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="Which opened form made it: sending that form twice makes one story.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        db_index=False,  # its index is the one by change
        related_name="+",
    )
    changed_at = models.DateTimeField(auto_now=True)
    words = models.GeneratedField(
        expression=SearchVector(
            "headline",
            "short_headline",
            "kicker",
            "slug",
            "standfirst",
            Left("body", SEARCHED),
            config="newsroom",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
        help_text="Derived, by the database: what the desk's list is searched by.",
    )

    # From with_standing().
    live_since: datetime | None
    live_updated_at: datetime | None
    live_until: datetime | None
    live_version: int | None
    live_path: str | None
    is_retracted: bool | None
    waits_until: datetime | None
    waiting_until: datetime | None  # the end of the edition that waits
    waiting_version: int | None
    gone_at: datetime | None
    was_withdrawn: int | None  # the Withdrawal's key
    # From most_read.with_readings().
    times_read: int | None

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering = ["-changed_at", "-pk"]
        permissions = [
            ("publish_article", "Can publish, schedule and withdraw stories"),
            ("others_article", "Can work with other people's stories"),
        ]
        indexes = [
            # With what the list's filters ask of every story, so that they read no more than the index.
            models.Index(
                fields=["-changed_at", "-id"],
                include=["stage", "version", "section", "created_by"],
                name="article_by_change",
            ),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section_and_change"),
            # With the person, so that somebody's few drafts are found among all.
            models.Index(
                fields=["stage", "-changed_at", "-id"],
                include=["created_by"],
                name="article_by_stage_and_change",
            ),
            models.Index(fields=["created_by", "-changed_at", "-id"], name="article_by_person_and_change"),
            models.Index(fields=["-changed_at", "-id"], name="article_with_changes", condition=CHANGED),
            models.Index(
                fields=["stage", "-changed_at", "-id"],
                name="article_never_frozen",
                condition=Q(frozen_version=None),
            ),
            GinIndex(fields=["words"], name="article_by_words"),
            GinIndex(OpClass(Upper("headline"), name="gin_trgm_ops"), name="article_by_headline_part"),
            models.Index(
                fields=["embargo_until"], name="article_by_embargo", condition=Q(embargo_until__isnull=False)
            ),
        ]

    def clean(self):
        try:
            self.slug = slug_of(self.slug, self.headline, "headline")
        except ValidationError as error:
            raise ValidationError({"slug": error}) from None

    @property
    def assigned(self):
        """Its assignment, where that is still to be done."""
        assignment = getattr(self, "assignment", None)
        return assignment if assignment and not assignment.done_at else None

    def content(self) -> dict:
        """
        All that is written in the working copy, as JSON: field names with their values, `section`, `other_sections`
        and `lead_image` as `{"id", "name"}`, `related` a list of such in order, `bylines` in order, `tags` by name,
        moments in ISO 8601 and UTC.
        """

        def reference(thing):
            return thing and {"id": thing.pk, "name": str(thing)}

        other_sections = sorted(self.other_sections.all(), key=attrgetter("pk"))
        return {
            **{field: getattr(self, field) for field in WORDS},
            "slug": self.slug,
            "embargo_until": self.embargo_until and self.embargo_until.astimezone(UTC).isoformat(),
            "section": reference(self.section),
            "other_sections": [reference(section) for section in other_sections],
            "lead_image": reference(self.lead_image),
            "related": Article.objects.named(self.related),
            "tags": sorted(tag.name for tag in self.tags.all()),
            "bylines": [
                {"author": byline.author_id, "name": byline.author.name, "role": byline.role,
                 "short_bio": byline.short_bio}
                for byline in self.bylines.all()
            ],
        }  # fmt: skip


# What content() came to hold later, as it stands in revisions from before.
UNSAID: dict = {"related": [], "language": ""}


def written(content):
    """Of `Article.content()` what somebody wrote or chose, without what the things that were chosen are called."""
    match content:
        case dict():
            return {key: written(value) for key, value in content.items() if key != "name"}
        case list():
            return [written(value) for value in content]
    return content


# The fields that an edition takes over as they are.
WORDS = (
    "kicker", "headline", "short_headline", "standfirst", "body", "lead_caption",
    "seo_title", "seo_description", "canonical_url", "language", "suppress_ads",
)  # fmt: skip


class BylineManager(models.Manager):
    """A byline is never read without its author."""

    def get_queryset(self):
        return super().get_queryset().select_related("author")


class Byline(models.Model):
    """One author's part in a story."""

    class Role(models.TextChoices):
        BY = "By", pgettext_lazy("byline", "By")
        REPORTING = "Reporting by", pgettext_lazy("byline", "Reporting by")
        PHOTOGRAPHS = "Photographs by", pgettext_lazy("byline", "Photographs by")
        EDITED = "Edited by", pgettext_lazy("byline", "Edited by")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=60, default=Role.BY, help_text="As printed; own words are fine.")
    short_bio = models.TextField(
        "short bio for this story",
        blank=True,
        max_length=600,
        help_text="The author's own short bio, if empty.",
    )

    objects = BylineManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_names_an_author_once_per_role",
                violation_error_message="This author already has that role in this story.",
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.author}"
